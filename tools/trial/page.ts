import { beyond } from "./beyond";
import { questions } from "./questions";

const row = (...cells: readonly string[]) => `| ${cells.join(" | ")} |`;

const sides = { archive: "first (A)", source: "second (B)" } as const;

const intro = `# The trial

<!-- Written by \`npm run trial -- --page\`; a test compares it with the tables of tools/trial/. -->

What AWS's pages leave open stands in [limits](limits.md). Two spare accounts of the organization settle some of it: \`npm run trial\` writes
one small workspace for each, with the least that shows each answer, and the same statements, destinations and workflow that the
organization gets.

The accounts must be members of the organization, in the organization file under no name, without its baseline, and have the deployment role; logs
go to the first (A) and come from the second (B). Guard rails may stay. All of it costs about one US dollar a day (an instance, a shard of a
stream, two web ACLs, a key), and can be destroyed.

\`\`\`sh
npm run trial -- --accounts 777777777777 888888888888 --region eu-west-1
terraform -chdir=trial/stacks/trial-archive init && terraform -chdir=trial/stacks/trial-archive apply
terraform -chdir=trial/stacks/trial-source init && terraform -chdir=trial/stacks/trial-source apply
npm run verify -- --trial
terraform -chdir=trial/stacks/trial-source destroy
terraform -chdir=trial/stacks/trial-archive destroy
\`\`\`

A call that AWS refuses is an answer, and makes \`apply\` fail: go on. Most answers are there after half an hour, those of the workflow after a
day where no trail tells of new log groups. State lies beside the workspaces in \`trial/\`, which nobody commits; the key goes a week after
it was destroyed.

*Settled yes* and *settled no* rest on what AWS itself recorded in CloudTrail, delivered, measured or said of a failure. That something was accepted by
Terraform settles nothing, and so the emulator settles nothing.
`;

/** `docs/trial.md`: every limit, and how the trial settles it or why it cannot. */
export const trialPage = (): string =>
  [
    intro,
    "## What it settles\n",
    row("limit", "*settled yes* says", "account", "resource", "read by"),
    row("---", "---", "---", "---", "---"),
    ...questions.map(({ id, yes, side, resource, calls }) =>
      row(id, yes, sides[side], resource, calls.map((call) => `\`${call}\``).join(", ")),
    ),
    "\n## What it cannot settle\n",
    row("limits", "why"),
    row("---", "---"),
    ...beyond.map(({ ids, why }) => row(ids.join(", "), why)),
    "",
  ].join("\n");
