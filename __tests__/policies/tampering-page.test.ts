import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { guardRails } from "../../accounts/management/guard-rails";
import { monitors } from "../../accounts/management/alerts";
import { names } from "../../accounts/workspace/names";
import { accountTamperPatterns } from "../../accounts/workspace/tampering";
import { Tampering, tamperings } from "../../modules/tampering/tampering";
import { session } from "../support/cloudtrail-events";
import { patternMatches } from "../support/event-pattern";
import { holds, LogEvent, parseFilterPattern, readings } from "../support/filter-pattern";
import { organization } from "../support/organizations";
import {
  actionsOf,
  delivered,
  eventNamesOf,
  recordOf,
  refusedByRail,
  tamperingRequests,
} from "../support/tampering-records";

const page = resolve(__dirname, "../../docs/tampering.md");

// Root sessions are denied where IAM manages the root users of members.
const example = organization((draft) => {
  draft.guardRails.centralRootAccess = true;
});
const { accounts } = example;
const administratorOf = (account: string) => session(`arn:aws:iam::${account}:role/Administrator`);

const filters = monitors(example).map(({ name, pattern }) => ({ name, condition: parseFilterPattern(pattern) }));

const rules = new Map(
  [accounts.management, ...accounts.workloads].map(({ id }) => [id, accountTamperPatterns(example, id)]),
);

/** Monitors on the organization trail, however a pattern is read, and rules of the account, that an event sets off. */
const toldBy = (account: string, event: LogEvent): string[] => [
  ...(rules.get(account) ?? [])
    .filter(({ pattern }) => patternMatches(pattern, delivered(event)))
    .filter(() => event.readOnly !== true)
    .map(({ name }) => name),
  ...filters
    .filter(({ condition }) => readings.every((reading) => holds(condition, event, reading)))
    .map(({ name }) => name),
];

interface Told {
  readonly done: readonly string[];
  readonly refused: readonly string[];
}

/** What tells a call in an account when it is done, and when a guard rail or a policy refuses it. */
async function told(row: Tampering, account: string): Promise<Told> {
  const [request = null] = tamperingRequests(row);
  const administrator = administratorOf(account);
  const eventNames = await eventNamesOf(row);
  const ofEvery = (more: LogEvent) => {
    const alerts = eventNames.map((name) =>
      toldBy(account, recordOf(row, name, request, administrator, account, { readOnly: row.readOnly, ...more })),
    );
    // What tells one event of a row and not another does not tell the row.
    return [...new Set(alerts.flat())].filter((alert) => alerts.every((each) => each.includes(alert)));
  };
  const resource = "arn:aws:sns:eu-west-1:444444444444:example-logs-x";
  const withoutRequest = row.about === "exclusions" ? { requestParameters: request } : {};
  return { done: ofEvery({}), refused: ofEvery({ ...refusedByRail("x:Y", resource), ...withoutRequest }) };
}

const denials = Object.values(guardRails(example)).flatMap(({ statements }) => statements);

const denying = (action: string) =>
  denials
    .filter(({ actions = [] }) =>
      actions.some(
        (pattern) =>
          !/^(\*|[a-z0-9-]+:\*)$/.test(pattern) && new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action),
      ),
    )
    .map(({ sid }) => sid);

const code = (texts: readonly string[]) => [...new Set(texts)].map((text) => `\`${text}\``).join(" ");

interface Line {
  readonly row: Tampering;
  readonly action: string;
  readonly denied: readonly string[];
  readonly members: Told;
  readonly management: Told;
}

const lines: Promise<readonly Line[]> = Promise.all(
  tamperings.map(async (row) => {
    const member = accounts.workloads[0]?.id ?? "";
    const [members, management] = await Promise.all([told(row, member), told(row, accounts.management.id)]);
    return (await actionsOf(row)).map((action) => ({ row, action, denied: denying(action), members, management }));
  }),
).then((all) => all.flat().sort((one, other) => one.action.localeCompare(other.action)));

/** A cell about a kind of account. */
function cell({ row, denied }: Line, { done, refused }: Told, isManagement: boolean): string {
  if (row.untold !== undefined) return `untold: ${row.untold}`;
  if (row.in === "management" && !isManagement) return "no tampering here";
  if (done.length === 0 && denied.length > 0) return `refused: ${code(refused)}`;
  return code(done);
}

const severity = ({ row, members, management }: Line): string => {
  if (row.untold !== undefined) return "none";
  const refused = [...members.refused, ...management.refused].length > 0;
  return refused ? "high, refused medium" : "high";
};

const head = `# Tampering

Every action that ends, blinds, redirects, rewrites, reads or unlocks what is recorded, or who watches: which statement of a
[guard rail](guard-rails.md) denies it, and which alert tells it in a member account and in the management account. What an action has to be
about to count, \`modules/tampering/\` says.

\`tampering-*\`, \`root\` and \`sign-in-without-mfa\` are rules of EventBridge in the account and Region; the others are filters on the organization
trail's group, which also tell what happens in Regions that are not governed (\`unwatched-region-*\`). *refused*: told when a guard rail
refused it, because neither request nor record says that it is ours. A filter's severity is high, whether AWS refused the call or not.

Made by \`__tests__/policies/tampering-page.test.ts\`: \`UPDATE_PAGES=1 npm test -- --testPathPatterns tampering-page\` writes it anew.

| action | denied by | members: told by | management: told by | severity |
| --- | --- | --- | --- | --- |
`;

const written = lines.then(
  (all) =>
    head +
    all
      .map(
        (line) =>
          `| \`${line.action}\`${typeof line.row.about === "object" ? " of ours" : ""} | ${line.denied.length > 0 ? code(line.denied) : notDenied(line.row)} | ${cell(line, line.members, false)} | ${cell(line, line.management, true)} | ${severity(line)} |\n`,
      )
      .join(""),
);

const notDenied = ({ denied }: Tampering) => (typeof denied === "object" ? `none: ${denied.not}` : "");

test("the page says what denies and what tells every action", async () => {
  if (process.env.UPDATE_PAGES) writeFileSync(page, await written);
  expect(readFileSync(page, "utf8")).toBe(await written);
});

test("no cell is empty", async () => {
  expect((await written).split("\n").filter((line) => / \| +\|/.test(line))).toEqual([]);
});

test("every action is one of AWS's reference", async () => {
  const covered = await Promise.all(
    tamperings.flatMap((row) =>
      row.actions.map(async (action) => [action, await actionsOf({ actions: [action] })] as const),
    ),
  );
  expect(covered.filter(([, found]) => found.length === 0).map(([action]) => action)).toEqual([]);
});

test("everything that a guard rail denies by its name, an alert tells, in members and in management", async () => {
  const all = await lines;
  const untold = all
    .filter(({ row, denied }) => denied.length > 0 && row.untold === undefined && row.in !== "management")
    .filter(({ members, management, row }) =>
      [members, ...(row.readOnly ? [] : [management])].some(({ refused }) => refused.length === 0),
    );
  expect(untold.map(({ action }) => action)).toEqual([]);
});

test("everything that a guard rail denies by its name stands in the list", async () => {
  const listed = new Set(tamperings.flatMap(({ actions }) => actions));
  const named = denials
    .flatMap(({ actions = [] }) => actions)
    .filter((action) => !/^(\*|[a-z0-9-]+:\*|sts:AssumeRole.*)$/.test(action));
  expect(named.filter((action) => !listed.has(action))).toEqual([]);
});

test("what no alert tells is a permission, or an event that no trail has, and says so", () => {
  const reasons = tamperings.flatMap(({ untold }) => untold ?? []);
  for (const reason of reasons) expect(reason).toMatch(/^a permission that|^a data event|^CloudTrail does not record/);
});

test("a call in a member that is told nothing when it is done is a key's", async () => {
  const silent = (await lines).filter(
    ({ row, members }) => row.untold === undefined && row.in !== "management" && members.done.length === 0,
  );
  expect([...new Set(silent.map(({ row }) => row.about))]).toEqual(["keys"]);
});

test("the deployment role of an account sets off no rule", async () => {
  const { deploymentRoleArn } = names(example);
  const { id } = accounts.management;
  const events = await Promise.all(
    tamperings.map(async (row) =>
      (await eventNamesOf(row)).map((name) =>
        recordOf(row, name, tamperingRequests(row)[0] ?? null, session(deploymentRoleArn(id)), id),
      ),
    ),
  );
  expect(
    events
      .flat()
      .filter((event) =>
        accountTamperPatterns(example, id).some(({ pattern }) => patternMatches(pattern, delivered(event))),
      ),
  ).toEqual([]);
});
