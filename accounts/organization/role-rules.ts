import { z } from "zod";
import { Problem } from "../../modules/checks/problem";
import { guardRailsSchema } from "./guard-rails";
import { Readers } from "./readers";
import { NamedRole } from "./roles";
import { Draft, each, Named, Rule, rule } from "./rule";

/** What these rules look at. */
interface Sections {
  namePrefix: string;
  deployment: NamedRole;
  breakGlass: NamedRole;
  guardRails: z.infer<typeof guardRailsSchema>;
  readers: Readers;
}

type FileDraft = Draft<Sections>;

const roleRule = rule<Sections>;

/** IAM keeps one role of a name in an account, whatever its path, and does not tell cases apart. */
const plain = (role: string) => role.split("/").at(-1)?.toLowerCase() ?? "";

/** Begins the names of the roles that are made here; nothing while the prefix is wrong. */
const ownBeginning = ({ namePrefix }: FileDraft) => (namePrefix ? `${namePrefix}-` : undefined);

const isOwn = (draft: FileDraft, role: string) => {
  const beginning = ownBeginning(draft);
  return beginning !== undefined && plain(role).startsWith(beginning);
};

/** The two roles that people hold, with their places. */
const heldRoles = ({ deployment, breakGlass }: FileDraft): Named[] => [
  { path: "deployment.roleName", value: deployment?.roleName },
  { path: "breakGlass.roleName", value: breakGlass?.roleName },
];

const rolesAreTwo = roleRule(({ deployment, breakGlass }) => {
  const { roleName: one } = deployment ?? {};
  const { roleName: other } = breakGlass ?? {};
  return [
    one !== undefined && other !== undefined && plain(one) === plain(other)
      ? {
          path: "breakGlass.roleName",
          found: `${JSON.stringify(other)}, the deployment role: IAM tells apart neither paths nor cases of a name`,
          write: "a role of its own, which nobody uses day to day",
        }
      : undefined,
  ];
});

/**
 * Roles of services and of permission sets, which Terraform cannot assume; IAM Identity Center gives the latter another name
 * when a permission set is assigned anew, and the break-glass role would be nobody's.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
const ofAws = /^aws-(reserved|service-role)\/|(^|\/)AWS(ReservedSSO_|ServiceRoleFor)/i;

const heldRolesAreTheirOwn = roleRule((draft) =>
  heldRoles(draft).map(({ path, value: role = "" }): Problem | undefined => {
    const found = JSON.stringify(role);
    if (ofAws.test(role))
      return { path, found: `${found}, a role of AWS's own`, write: "a role that you make yourself" };
    return isOwn(draft, role)
      ? {
          path,
          found: `${found}, which begins as the roles do that are made here`,
          write: `a role that exists already, whose name does not begin with ${ownBeginning(draft)}`,
        }
      : undefined;
  }),
);

/** Whether a pattern lets a role through whose path and name begin so. */
const covers = (pattern: string, beginning: string) => {
  const fixed = pattern.replace(/\*$/, "");
  return fixed.startsWith(beginning) || (pattern.endsWith("*") && beginning.startsWith(fixed));
};

/** Begins the roles of all permission sets, wherever IAM Identity Center is. */
const permissionSets = "aws-reserved/sso.amazonaws.com/";

const exemptRolesAreOthers = roleRule((draft) =>
  each("guardRails.exemptRoles", draft.guardRails?.exemptRoles).map(({ path, value = "" }): Problem | undefined => {
    const own = ownBeginning(draft);
    const found = JSON.stringify(value);
    if (own !== undefined && covers(value, own) && !value.includes("/")) {
      return {
        path,
        found: `${found}, which covers the roles that are made here`,
        write: "roles of other tools alone: those that are made here need no exemption",
      };
    }
    return covers(value, permissionSets) && value.endsWith("*") && !/\/AWSReservedSSO_[^*/]+\*$/.test(value)
      ? {
          path,
          found: `${found}, which covers every permission set of IAM Identity Center`,
          write: "roles of other tools alone, or one permission set with its name",
        }
      : undefined;
  }),
);

const readersAreOthers = roleRule((draft) => {
  const held = heldRoles(draft).flatMap(({ value }) => (value === undefined ? [] : plain(value)));
  return (draft.readers ?? []).flatMap((reader, index) =>
    each(`readers[${index}].principals`, reader?.principals)
      .filter(({ value = "" }) => held.includes(plain(value)) || isOwn(draft, value))
      .map(({ path, value }) => ({
        path,
        found: `${JSON.stringify(value)}, a role that is not for reading: that of deployment, of break-glass, or one made here`,
        write: "a role of whoever reads",
      })),
  );
});

/** What roles that the file names can be by mistake: each other, those that are made here, or AWS's own. */
export const roleRules: readonly Rule[] = [rolesAreTwo, heldRolesAreTheirOwn, exemptRolesAreOthers, readersAreOthers];
