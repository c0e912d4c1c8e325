import { z } from "zod";
import { Problem } from "../../modules/checks/problem";
import { Accounts } from "./accounts";
import { guardRailsSchema } from "./guard-rails";
import { identitySchema } from "./identity";
import { Draft, each, Rule, rule } from "./rule";

/** What these rules look at. */
interface Sections {
  organization: z.infer<typeof identitySchema>;
  accounts: Accounts;
  guardRails: z.infer<typeof guardRailsSchema>;
}

type Told = Omit<Problem, "path">;

/** What a target is by mistake: something that no policy of this organization binds. */
function mistakeOf(target: string, { organization, accounts }: Draft<Sections>): Told | undefined {
  const found = JSON.stringify(target);
  const rootId = organization?.rootId;
  if (target === accounts?.management?.id) {
    return {
      found: `${found}, the management account`,
      write: "another: service control policies do not bind this one",
    };
  }
  if (rootId === undefined) return undefined;
  if (target.startsWith("r-") && target !== rootId) {
    return { found: `${found}, another organization's root`, write: `${rootId}, or a unit or an account below it` };
  }
  return target.startsWith("ou-") && !target.startsWith(`ou-${rootId.slice("r-".length)}-`)
    ? { found: `${found}, a unit below another root`, write: `a unit below ${rootId}, whose id says so after ou-` }
    : undefined;
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
const targetsAreBound = rule<Sections>((draft) =>
  each("guardRails.targets", draft.guardRails?.targets).map(({ path, value }) => {
    const mistake = value === undefined ? undefined : mistakeOf(value, draft);
    return mistake && { path, ...mistake };
  }),
);

export const guardRailTargetRules: readonly Rule[] = [targetsAreBound];
