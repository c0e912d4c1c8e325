import { organizationPolicyLimit } from "../../modules/guardrails/organization-policy";
import { policyLength } from "../../modules/policy/policy-length";
import { guardRails } from "../management/guard-rails";
import { duplicates, Rule, rule } from "./rule";
import { organizationSchema } from "./organization";

const targetsOnce = rule(({ guardRails: chosen }) =>
  duplicates(
    (chosen?.targets ?? []).map((value, index) => ({ path: `guardRails.targets[${index}]`, value })),
    "each target once",
  ),
);

/** Long names and long lists can make a policy longer than AWS takes; nothing else in the file can. */
const guardRailsFit: Rule = (document) => {
  const { success, data } = organizationSchema.safeParse(document);
  if (!success) return [];
  return Object.entries(guardRails(data))
    .map(([name, { statements }]) => ({ name, length: policyLength(statements) }))
    .filter(({ length }) => length > organizationPolicyLimit)
    .map(({ name, length }) => ({
      path: "guardRails",
      found: `a policy ${name} of ${length} characters, of which ${organizationPolicyLimit} fit`,
      write: "fewer exemptRoles or globalActions, or shorter names",
    }));
};

/** What only the guard rails as a whole can get wrong. */
export const guardRailRules: readonly Rule[] = [targetsOnce, guardRailsFit];
