import { accountTamperPatterns } from "../../../accounts/workspace/tampering";
import { names } from "../../../accounts/workspace/names";
import { eventPattern } from "../../../modules/alerting/event-pattern";
import { sizeLimits } from "../../../modules/checks/size-limits";
import { Tampering, tamperings } from "../../../modules/tampering/tampering";
import { cloudTrailEvent, Identity, root, session, user } from "../../support/cloudtrail-events";
import { patternMatches, weakenedPatterns } from "../../support/event-pattern";
import { LogEvent } from "../../support/filter-pattern";
import { organization } from "../../support/organizations";
import {
  delivered,
  eventNamesOf,
  otherRequests,
  recordOf,
  refusedByRail,
  tamperingRequests,
} from "../../support/tampering-records";

const example = organization();
const { deploymentRoleArn, roleArn } = names(example);
const {
  management,
  logArchive,
  securityTooling,
  workloads: [workload = { id: "" }],
} = example.accounts;

const kinds = { management, logArchive, securityTooling, workload };
type Kind = keyof typeof kinds;

/** Names of an account's patterns that an event matches. */
const toldBy = (account: string, event: LogEvent): string[] =>
  accountTamperPatterns(example, account)
    .filter(({ pattern }) => patternMatches(pattern, event))
    .map(({ name }) => name);

const administratorOf = (account: string): Identity => session(`arn:aws:iam::${account}:role/Administrator`);

/** Whether a row is tampering in an account, by what its file says. */
const countsIn = (kind: Kind, row: Tampering) =>
  row.untold === undefined &&
  !row.readOnly &&
  (row.in === "everywhere" || (row.in === "management" ? kind === "management" : kind !== "securityTooling"));

/** Keys are told from a team's own by what a guard rail says alone. */
const byRefusalAlone = (kind: Kind, row: Tampering) => row.about === "keys" && kind === "workload";

const ourResources = [
  "arn:aws:sns:eu-west-1:444444444444:example-logs-x",
  '"arn:aws:iam::444444444444:role/example-logs-x"',
];

interface Tried {
  readonly what: string;
  readonly event: LogEvent;
  readonly told: boolean;
}

/** Every way to try a row in an account, done and refused, by whom it concerns and whom not. */
async function tried(kind: Kind, row: Tampering): Promise<Tried[]> {
  const { id } = kinds[kind];
  const eventNames = await eventNamesOf(row);
  // The last, as no other row has it.
  const first = eventNames.at(-1) ?? "";
  const requests = tamperingRequests(row);
  const [request = null] = requests;
  const counts = countsIn(kind, row);
  const done = counts && !byRefusalAlone(kind, row);
  const administrator = administratorOf(id);
  const event = (name: string, by: Identity, parameters = request, more: LogEvent = {}) =>
    delivered(recordOf(row, name, parameters, by, id, more));
  const retention = session(roleArn(id, "log-group-retention"));
  return [
    ...eventNames.map((name) => ({
      what: `${name} by an administrator`,
      event: event(name, administrator),
      told: done,
    })),
    ...requests.map((each) => ({
      what: `${first} about ${JSON.stringify(each)}`,
      event: event(first, administrator, each),
      told: done,
    })),
    { what: `${first} by a user`, event: event(first, user(id)), told: done },
    { what: `${first} by the deployment role`, event: event(first, session(deploymentRoleArn(id))), told: false },
    {
      what: `${first} by a role whose name is longer`,
      event: event(first, session(`${deploymentRoleArn(id)}2`)),
      told: done,
    },
    {
      what: `${first} by the role that raises retention`,
      event: event(first, retention),
      told: done && row.denied !== "DenyShorteningRetention",
    },
    ...otherRequests(row).map((each) => ({
      what: `${first} about ${JSON.stringify(each)}`,
      event: event(first, administrator, each),
      told: false,
    })),
    ...(counts ? ourResources : []).flatMap((resource) =>
      (byRefusalAlone(kind, row) ? eventNames : [first]).map((name) => ({
        what: `${name} refused for ${resource}`,
        event: event(name, administrator, null, refusedByRail(`${row.eventSource}:${name}`, resource)),
        told: row.about !== "exclusions",
      })),
    ),
    {
      what: `${first} refused by another service`,
      event: delivered({
        ...recordOf(row, first, null, administrator, id, refusedByRail("example:Call", "*")),
        eventSource: "example.amazonaws.com",
      }),
      told: false,
    },
    {
      what: `${first} of another service`,
      event: delivered({ ...recordOf(row, first, request, administrator, id), eventSource: "example.amazonaws.com" }),
      told: false,
    },
    { what: `another call than ${first}`, event: event("GetAccountSettings", administrator), told: false },
    {
      what: `${first} as somebody else's event`,
      event: { ...event(first, administrator), source: "acme.forged" },
      told: false,
    },
    {
      what: `${first} as another kind of event`,
      event: { ...event(first, administrator), "detail-type": "AWS Service Event via CloudTrail" },
      told: false,
    },
  ];
}

const casesOf = (kind: Kind) =>
  Promise.all(tamperings.filter(({ untold }) => untold === undefined).map((row) => tried(kind, row)));

const signIn = (by: Identity, more: LogEvent = {}): LogEvent =>
  delivered(
    cloudTrailEvent({
      service: "signin",
      name: "ConsoleLogin",
      by,
      account: workload.id,
      more: {
        eventType: "AwsConsoleSignIn",
        additionalEventData: { MobileVersion: "No", MFAUsed: "No" },
        responseElements: { ConsoleLogin: "Success" },
        ...more,
      },
    }),
    "AWS Console Sign In via CloudTrail",
  );

/** Every kind of account has the same of these. */
const rootCall = delivered(
  cloudTrailEvent({ service: "s3", name: "ListBuckets", by: root(workload.id), account: workload.id }),
);

/** Sign-ins and calls of root -> the patterns that tell them. */
const signIns: readonly (readonly [string, LogEvent, readonly string[]])[] = [
  ["a sign-in of root", signIn(root(workload.id)), ["root"]],
  ["a call of root", rootCall, ["root"]],
  [
    "a call of a service for root",
    {
      ...rootCall,
      detail: {
        ...(rootCall.detail as LogEvent),
        userIdentity: { ...root(workload.id), invokedBy: "backup.amazonaws.com" },
      },
    },
    [],
  ],
  ["a sign-in of root that somebody forged", { ...signIn(root(workload.id)), source: "acme.forged" }, []],
  ["what a service reports of root", { ...rootCall, "detail-type": "AWS Service Event via CloudTrail" }, []],
  ["a sign-in of a user with a password alone", signIn(user(workload.id)), ["sign-in-without-mfa"]],
  ["one that somebody forged", { ...signIn(user(workload.id)), source: "acme.forged" }, []],
  ["one that is a call", { ...signIn(user(workload.id)), "detail-type": "AWS API Call via CloudTrail" }, []],
  [
    "a sign-in of a user with a second factor",
    signIn(user(workload.id), { additionalEventData: { MFAUsed: "Yes" } }),
    [],
  ],
  ["a wrong password", signIn(user(workload.id), { responseElements: { ConsoleLogin: "Failure" } }), []],
  ["a session by federation", signIn(administratorOf(workload.id)), []],
  ["another event of a user", signIn(user(workload.id), { eventName: "CheckMfa" }), []],
];

test.each(signIns)("%s", (_, event, expected) => {
  expect(toldBy(workload.id, event)).toEqual(expected);
});

describe.each(Object.keys(kinds) as Kind[])("patterns of %s", (kind) => {
  const { id } = kinds[kind];
  const patterns = accountTamperPatterns(example, id);

  test("tell what is tampering there, done or refused, and nothing else", async () => {
    const cases = (await casesOf(kind)).flat();
    const wrong = cases.filter(
      ({ event, told }) => patterns.some(({ pattern }) => patternMatches(pattern, event)) !== told,
    );
    expect(wrong.map(({ what, told }) => [told ? "untold" : "told", what])).toEqual([]);
  });
});

// The other two have no terms of their own.
describe.each(["management", "workload"] as const)("terms of the patterns of %s", (kind) => {
  const patterns = accountTamperPatterns(example, kinds[kind].id);

  test("are each needed", async () => {
    const ofSignIns = signIns.map(([, event]) => event);
    const ofCalls = (await casesOf(kind)).flat().map(({ event }) => event);
    const sourceOf = ({ detail }: LogEvent) => String((detail as LogEvent).eventSource);
    const unnoticed = patterns.flatMap(({ name, pattern }) => {
      const text = `${eventPattern(pattern)} "example.amazonaws.com"`;
      const near = [...ofSignIns, ...ofCalls.filter((event) => text.includes(`"${sourceOf(event)}"`))];
      const now = near.map((event) => patternMatches(pattern, event));
      return weakenedPatterns(pattern)
        .filter(({ pattern: weaker }) => near.every((event, index) => patternMatches(weaker, event) === now[index]))
        .map(({ dropped }) => `${name}: ${dropped}`);
    });
    expect(unnoticed).toEqual([]);
  });
});

test("each pattern is as long as EventBridge takes it, with the longest names too", () => {
  const long = organization((draft) => {
    draft.namePrefix = "p".repeat(24);
    draft.deployment.roleName = "d".repeat(64);
    draft.breakGlass.roleName = "b".repeat(64);
  });
  for (const each of [example, long]) {
    for (const account of [each.accounts.management, each.accounts.workloads[0] ?? { id: "" }]) {
      const lengths = accountTamperPatterns(each, account.id).map(({ name, pattern }) => ({
        name,
        fits: eventPattern(pattern).length <= sizeLimits.eventPattern.limit,
      }));
      expect(lengths.filter(({ fits }) => !fits)).toEqual([]);
    }
  }
});

test("the names of patterns are names of rules, and each is one", () => {
  const ofAll = Object.values(kinds).map(({ id }) => accountTamperPatterns(example, id).map(({ name }) => name));
  for (const ofAccount of ofAll) {
    expect(new Set(ofAccount).size).toBe(ofAccount.length);
    for (const name of ofAccount) expect(name).toMatch(/^[a-z][a-z0-9-]{1,30}$/);
  }
});
