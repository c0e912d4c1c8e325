import { patternLength, patternLimit } from "../../modules/alerting/filter-pattern";
import { monitors } from "../management/alerts";
import { duplicates, Rule, rule } from "./rule";
import { organizationSchema } from "./organization";

const addressesOnce = rule(({ alerts }) =>
  duplicates(
    (alerts?.emails ?? []).map((value, index) => ({ path: `alerts.emails[${index}]`, value })),
    "each address once",
  ),
);

/** Every filter names the deployment role, with its path; nothing else in the file can make one too long. */
const patternsFit: Rule = (document) => {
  const { success, data } = organizationSchema.safeParse(document);
  if (!success) return [];
  const excess = Math.max(...monitors(data).map(({ events }) => patternLength(events))) - patternLimit;
  return excess > 0
    ? [
        {
          path: "deployment.roleName",
          found: `${JSON.stringify(data.deployment.roleName)}, which makes the filter of an alarm ${excess} characters longer than ${patternLimit}`,
          write: "a shorter path before the name of the role",
        },
      ]
    : [];
};

/** What several addresses together, or the names of roles, can get wrong. */
export const alertRules: readonly Rule[] = [addressesOnce, patternsFit];
