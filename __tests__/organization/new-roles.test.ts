import { readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const page = readFileSync(
  join(__dirname, "../../docs/decisions/0025-a-new-role-is-tried-before-it-is-used.md"),
  "utf8",
);
const answered = [...page.matchAll(/^\| `(aws_\w+)` \|/gm)].map(([, type]) => type);

/** A role by its address, or the name of one of ours in an ARN that is written out. */
const role = /\$\{aws_iam_(service_linked_)?role\.[\w-]+\.arn\}|:role\/example-logs-/;

/** Policies and patterns of events speak of roles, and IAM's own resources belong to them; none has a service take one. */
const takesNoRole = /^aws_(iam_|accessanalyzer_|cloudwatch_event_rule$)/;

const takers = new Set(
  Object.values(variants)
    .flatMap((organization) => Object.values(synthesize(organization)))
    .flatMap(({ resource }) => Object.entries(resource ?? {}))
    .filter(([type, all]) => !takesNoRole.test(type) && role.test(JSON.stringify(all)))
    .map(([type]) => type),
);

test("for everything that is made with a role, decision 25 says who waits until the role can be taken", () => {
  expect(answered).toEqual([...takers].sort());
});
