import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadOrganization } from "../../../accounts/organization/load";
import { main } from "../../../tools/cli";
import { links } from "../../../tools/verify/links";
import type { Report } from "../../../tools/verify/report";
import { Answers, healthyAws, minutesAgo, now } from "../../support/healthy-aws";

const file = join(__dirname, "../../../accounts/organization.yaml");
const organization = loadOrganization(file);
const healthy = healthyAws(organization);

/** The example with one Region and no workloads: what breaks there breaks the same everywhere. */
const smallText = readFileSync(file, "utf8")
  .replace(/governed: \[.*\]/, "governed: [eu-west-1]")
  .replace(/workloads:\n( {4}.*\n)+/, "workloads: []\n")
  .replace("guardDuty: {", "guardDuty: { regions: governed,");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "verify-"))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

class Refusal extends Error {
  constructor(name: string, message = "refused") {
    super(message);
    this.name = name;
  }
}

const refused = (name: string, message?: string) => () => {
  throw new Refusal(name, message);
};

interface Ran {
  readonly code: number;
  readonly written: string;
  readonly complained: string;
  readonly asked: readonly string[];
}

async function runs(args: readonly string[], answers: Answers = healthy, credentials = true): Promise<Ran> {
  let written = "";
  let complained = "";
  const asked: string[] = [];
  const code = await main(
    ["verify", "--organization", file, "--rate", "1000", "--state", join(folder, "state.jsonl"), ...args],
    {
      write: (text) => (written += text),
      environment: {},
      now: () => now,
      answerer: async (call, input, target) => {
        asked.push(call);
        return Promise.resolve((answers[call] ?? refused("NotImplemented"))(input as Record<string, unknown>, target));
      },
      credentialsOf: async () =>
        Promise.resolve(
          credentials
            ? { credentials: async () => Promise.resolve({ accessKeyId: "a", secretAccessKey: "b" }) }
            : new Error("no credentials for arn:aws:iam::111111111111:role/Reader: AccessDenied: not authorized"),
        ),
    },
    (text) => (complained += text),
  );
  return { code, written, complained, asked };
}

const reported = async (answers: Answers = healthy, ...args: string[]) =>
  JSON.parse((await runs(["--json", ...args], answers)).written) as Report;

test("an organization in which every log arrives is well, in every link", async () => {
  const report = await reported();
  expect(report.cells.filter(({ verdict }) => verdict === "broken" || verdict === "unknown")).toEqual([]);
  expect(report.exitCode).toBe(0);
  expect(new Set(report.cells.map(({ link }) => link))).toEqual(new Set(links.map(({ id }) => id)));
});

/** What is broken -> answers of AWS, and the link that must be named, with what is said of it. */
const breakages: readonly (readonly [string, Answers, string, string])[] = [
  [
    "the trail is stopped",
    { "cloudtrail:GetTrailStatus": () => ({ IsLogging: false, StopLoggingTime: minutesAgo(9) }) },
    "trail",
    "stopped",
  ],
  [
    "the trail had a gap",
    {
      "cloudtrail:GetTrailStatus": () => ({
        ...healthy["cloudtrail:GetTrailStatus"]?.({}, { accountId: "", region: "" }),
        StopLoggingTime: minutesAgo(99),
      }),
    },
    "trail",
    "gap",
  ],
  [
    "digests are missing",
    {
      "cloudtrail:GetTrailStatus": () => ({
        IsLogging: true,
        LatestDeliveryTime: minutesAgo(3),
        LatestCloudWatchLogsDeliveryTime: minutesAgo(3),
      }),
    },
    "trail-digests",
    "never",
  ],
  [
    "the recorder is stopped",
    { "config:DescribeConfigurationRecorderStatus": () => ({ ConfigurationRecordersStatus: [{ recording: false }] }) },
    "config-recorder",
    "stopped",
  ],
  [
    "there is no recorder",
    { "config:DescribeConfigurationRecorderStatus": () => ({ ConfigurationRecordersStatus: [] }) },
    "config-recorder",
    "no recorder",
  ],
  [
    "the delivery channel is gone",
    { "config:DescribeDeliveryChannels": () => ({}) },
    "config-channel",
    "no delivery channel",
  ],
  ["flow logs are gone", { "ec2:DescribeFlowLogs": () => ({ FlowLogs: [] }) }, "vpc-flow-logs", "no flow log"],
  [
    "DNS queries are not logged",
    { "route53resolver:ListResolverQueryLogConfigAssociations": () => ({}) },
    "resolver-query-logs",
    "not logged",
  ],
  [
    "the subscription is removed",
    { "logs:DescribeAccountPolicies": () => ({ accountPolicies: [] }) },
    "subscription",
    "not subscribed",
  ],
  [
    "a policy deletes log events",
    {
      "logs:DescribeAccountPolicies": (input, target) =>
        input.policyType === "RETENTION_POLICY"
          ? { accountPolicies: [{ policyName: "cheap", policyDocument: "{}" }] }
          : (healthy["logs:DescribeAccountPolicies"]?.(input, target) ?? {}),
    },
    "retention-policy",
    "deletes",
  ],
  [
    "the destination's policy is dropped",
    {
      "logs:DescribeDestinations": (input, target) => ({
        destinations: [
          {
            ...(healthy["logs:DescribeDestinations"]?.(input, target) as { destinations: object[] }).destinations[0],
            accessPolicy: undefined,
          },
        ],
      }),
    },
    "destination",
    "does not let the organization in",
  ],
  [
    "the stream is gone",
    { "kinesis:DescribeStreamSummary": refused("ResourceNotFoundException") },
    "stream",
    "no stream",
  ],
  [
    "the delivery stream fails",
    {
      "firehose:DescribeDeliveryStream": () => ({
        DeliveryStreamDescription: {
          DeliveryStreamStatus: "ACTIVE",
          FailureDescription: { Type: "KMS_ACCESS_DENIED", Details: "no" },
        },
      }),
    },
    "delivery-stream",
    "fails",
  ],
  ["a key is disabled", { "kms:DescribeKey": () => ({ KeyMetadata: { KeyState: "Disabled" } }) }, "keys", "Disabled"],
  [
    "statements of a bucket are missing",
    { "s3:GetBucketPolicy": () => ({ Policy: '{"Statement":[{"Sid":"Other"}]}' }) },
    "bucket-policy",
    "lacks",
  ],
  [
    "nothing is replicated",
    { "s3:GetBucketReplication": refused("ReplicationConfigurationNotFoundError") },
    "replication",
    "nothing is copied",
  ],
  ["nothing reaches the archive", { "s3:ListObjectsV2": () => ({}) }, "archive", "no object came"],
  [
    "an object is not replicated",
    { "s3:HeadObject": () => ({ ReplicationStatus: "FAILED" }) },
    "archive",
    "replication of",
  ],
  [
    "versions are no longer kept",
    { "s3:GetBucketVersioning": () => ({ Status: "Suspended" }) },
    "bucket-keeping",
    "Suspended",
  ],
  ["a role is gone", { "iam:GetRole": refused("NoSuchEntityException") }, "roles", "no such role"],
  ["the canary is switched off", { "events:DescribeRule": () => ({ State: "DISABLED" }) }, "canary", "switched off"],
  ["the canary is silent", { "cloudwatch:GetMetricData": () => ({ MetricDataResults: [] }) }, "canary", "silent"],
  [
    "log events are refused",
    {
      "cloudwatch:GetMetricData": ({ MetricDataQueries: all }) => ({
        MetricDataResults: (all as { Id: string }[]).map(({ Id }) => ({
          Id,
          Timestamps: [minutesAgo(5)],
          Values: [3],
        })),
      }),
    },
    "forwarding",
    "not taken",
  ],
  [
    "an alarm is in alarm",
    {
      "cloudwatch:DescribeAlarms": () => ({
        MetricAlarms: [{ AlarmName: "x", StateValue: "ALARM", StateReason: "no data" }],
      }),
    },
    "alarms",
    "in alarm",
  ],
  ["rules are gone", { "events:ListRules": () => ({ Rules: [] }) }, "alert-rules", "no rule"],
  [
    "the bus lets nobody in",
    { "events:DescribeEventBus": () => ({}) },
    "alert-bus",
    "does not let the organization in",
  ],
  [
    "a subscription is not confirmed",
    {
      "sns:ListSubscriptionsByTopic": () => ({
        Subscriptions: [{ SubscriptionArn: "PendingConfirmation", Endpoint: "a@example.com" }],
      }),
    },
    "alert-topics",
    "PendingConfirmation",
  ],
  [
    "alerts were not delivered",
    { "sqs:GetQueueAttributes": () => ({ Attributes: { ApproximateNumberOfMessages: "2" } }) },
    "alert-dead-letters",
    "2 alerts",
  ],
  [
    "an account is not in the file",
    { "organizations:ListAccounts": () => ({ Accounts: [{ Id: "999999999999", Name: "new", Status: "ACTIVE" }] }) },
    "accounts",
    "nobody logs it",
  ],
  [
    "findings are not exported",
    { "guardduty:DescribePublishingDestination": () => ({ Status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY" }) },
    "guardduty-export",
    "not exported",
  ],
  [
    "an account is no member",
    { "guardduty:ListMembers": () => ({ Members: [] }) },
    "guardduty-members",
    "does not watch",
  ],
  [
    "inventory cannot be copied",
    {
      "ssm:ListResourceDataSync": () => ({
        ResourceDataSyncItems: [
          { SyncName: organization.namePrefix, LastStatus: "Failed", LastSyncStatusMessage: "no" },
        ],
      }),
    },
    "inventory-sync",
    "cannot be copied",
  ],
];

test.each(breakages)("when %s, that link is named with its runbook", async (_, answers, link, said) => {
  const small = join(folder, "small.yaml");
  writeFileSync(small, smallText);
  const { code, written } = await runs(["--organization", small], { ...healthy, ...answers });
  expect(code).toBe(1);
  const told = written.split(/\n(?=\S| {2}\S)/).filter((text) => text.startsWith(`  ${link}: `) && text.includes(said));
  expect(told).not.toEqual([]);
  const [page = "", part = ""] = links.find(({ id }) => id === link)?.runbook.split("#") ?? [];
  for (const paragraph of told) expect(paragraph).toContain(`runbook  docs/${page}.md#${part}`);
});

test("empty answers of AWS are never health, but where there may be nothing", async () => {
  const empty = Object.fromEntries(Object.keys(healthy).map((call) => [call, () => ({})]));
  const report = await reported(empty);
  const well = report.cells.filter(({ verdict }) => verdict === "delivering").map(({ link }) => link);
  // That there is no policy is what must be there of policies that delete.
  expect(new Set(well)).toEqual(new Set(["retention-policy"]));
});

test("what AWS refuses is unknown, with its own words, and cannot be told", async () => {
  const denied = Object.fromEntries(
    Object.keys(healthy).map((call) => [call, refused("AccessDeniedException", "User: x is not authorized")]),
  );
  const report = await reported(denied);
  expect(new Set(report.cells.map(({ verdict }) => verdict))).toEqual(new Set(["unknown"]));
  expect(report.cells[0]?.error).toBe("AccessDeniedException: User: x is not authorized");
  expect(report.exitCode).toBe(2);
});

test("without credentials everything is unknown, nothing is asked, and no stack trace is shown", async () => {
  const { code, written, complained, asked } = await runs([], healthy, false);
  expect(code).toBe(2);
  expect(asked).toEqual([]);
  expect(written).toContain("no credentials for arn:aws:iam::111111111111:role/Reader");
  expect(written + complained).not.toMatch(/\n\s+at /);
});

test.each([
  ["an unknown option", ["--everything"], "unknown option"],
  ["a rate that is none", ["--rate", "fast"], "calls a second"],
  ["an account that is not in the file", ["--account", "999999999999"], "which the organization file does not name"],
  ["a file that is not there", ["--organization", "/nowhere.yaml"], "/nowhere.yaml"],
])("%s is refused plainly, with exit code 2", async (_, args, said) => {
  const { code, written, complained } = await runs(args);
  expect(code).toBe(2);
  expect(complained).toContain(said);
  expect(written + complained).not.toMatch(/\n\s+at /);
});

test("a killed run is resumed: what was asked is not asked again, and the report is the same", async () => {
  const state = join(folder, "state.jsonl");
  const whole = await reported();
  const text = readFileSync(state, "utf8");
  const lines = text.split("\n");
  // Killed in the middle of a line.
  truncateSync(state, Buffer.byteLength(lines.slice(0, 41).join("\n")) + 10);
  const { written, asked } = await runs(["--json", "--resume"]);
  const resumed = JSON.parse(written) as Report;
  const order = (report: Report) => report.cells.map((cell) => JSON.stringify(cell)).sort();
  expect(order(resumed)).toEqual(order(whole));
  expect(asked.length).toBeLessThan(whole.calls.reduce((sum, { count }) => sum + count, 0));
});

test.each([
  [
    "another organization's",
    (text: string) => text.replace("o-exampleorg1", "o-another0001"),
    "of another organization: o-another0001",
  ],
  ["a damaged", () => "{}\n", "no state of a verification"],
  [
    "an old",
    (text: string) => text.replace(/"startedAt":"[^"]*"/, '"startedAt":"2026-11-01T00:00:00.000Z"'),
    "too long ago",
  ],
  [
    "another file's",
    (text: string) => text.replace(/"digest":"[^"]*"/, '"digest":"0"'),
    "another version of the organization file",
  ],
])("%s state is refused plainly", async (_, change, said) => {
  const state = join(folder, "state.jsonl");
  await runs(["--account", "444444444444"]);
  writeFileSync(state, change(readFileSync(state, "utf8")));
  const { code, complained } = await runs(["--resume"]);
  expect(code).toBe(2);
  expect(complained).toContain(said);
});
