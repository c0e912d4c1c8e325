import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CloudTrailClient, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DescribeAccountPoliciesCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand } from "@aws-sdk/client-config-service";
import { DescribeFlowLogsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeRuleCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { names } from "../../accounts/workspace/names";
import type { Answerer } from "../../tools/verify/clients";
import { htmlPage } from "../../tools/verify/html";
import { tableText } from "../../tools/verify/table";
import { everywhere } from "../../tools/verify/expectations";
import type { Answer, Asked, Link } from "../../tools/verify/link";
import { run } from "../../tools/verify/run";
import { organizationOf } from "./organizations";

/**
 * A verification with AWS simulated, as a process of its own that can be measured and killed:
 *
 *     node -r ts-node/register simulated-verification.ts ACCOUNTS FOLDER [resume]
 *
 * It asks 25 links in every account and four Regions by clients of the SDK, writes `state.jsonl`, `report.json` and
 * `page.html` into the folder, and prints the table, with the most memory that it had, in MB, in the last line. Answers
 * depend on the question alone.
 */
const [accountCount = "1", folder = ".", resume] = process.argv.slice(2);
const now = new Date("2026-11-28T22:00:00.000Z");

/** Seconds from the newest delivery; every 97th place has none. */
function ageOf({ accountId, region }: Pick<Asked, "accountId" | "region">): number | undefined {
  const seed = [...`${accountId}${region}`].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 65_521,
    7,
  );
  return seed % 97 === 0 ? undefined : seed % 900;
}

/**
 * Answers as large as AWS's largest: a full page of objects, whose keys say everything that ours do. None comes before the
 * next turn of the event loop, as none of a network does: without turns, V8 keeps much of what is no longer used.
 */
const answerer: Answerer = async (call, _, target) => {
  await nextTurn();
  const age = ageOf(target);
  if (age === undefined) throw Object.assign(new Error("no"), { name: "AccessDeniedException" });
  if (call !== "s3:ListObjectsV2") return { age };
  const prefix = `cloudtrail/AWSLogs/o-exampleorg/${target.accountId}/CloudTrail/${target.region}/2026/11/28/`;
  const Contents = Array.from({ length: 1000 }, (_, at) => ({ Key: `${prefix}${String(at)}.json.gz`, Size: age + at }));
  return { age, Contents };
};

const asks: readonly (readonly [string, (asked: Asked) => Promise<unknown>])[] = [
  ["objects", (asked) => asked.client(S3Client).send(new ListObjectsV2Command({ Bucket: "archive" }))],
  ["trail", (asked) => asked.client(CloudTrailClient).send(new GetTrailStatusCommand({ Name: "trail" }))],
  ["rule", (asked) => asked.client(EventBridgeClient).send(new DescribeRuleCommand({ Name: "canary" }))],
  ["flow", (asked) => asked.client(EC2Client).send(new DescribeFlowLogsCommand({}))],
  ["detector", (asked) => asked.client(GuardDutyClient).send(new ListDetectorsCommand({}))],
  [
    "policy",
    (asked) =>
      asked
        .client(CloudWatchLogsClient)
        .send(new DescribeAccountPoliciesCommand({ policyType: "SUBSCRIPTION_FILTER_POLICY" })),
  ],
  ["recorder", (asked) => asked.client(ConfigServiceClient).send(new DescribeConfigurationRecorderStatusCommand({}))],
];

/** 25 links, of which each seventh asks the same call. */
const links = Array.from({ length: 25 }, (_, at): Link => {
  const [name, ask] = asks[at % asks.length] as (typeof asks)[number];
  const id = `${name}-${String(at)}`;
  return {
    id,
    source: id,
    what: `Link ${id}.`,
    alarms: [],
    runbook: "runbooks/pipeline-health",
    calls: [],
    places: everywhere,
    ask: async (asked): Promise<readonly Answer[]> => {
      const { age } = (await ask(asked)) as { age: number };
      if (age < 10) return [{ verdict: "broken", evidence: "It stopped.", error: "AccessDenied", resource: id }];
      return [{ verdict: "delivering", evidence: `The newest came ${String(age)} seconds ago.`, ageSeconds: age }];
    },
  };
});

async function simulate(): Promise<void> {
  const organization = organizationOf(Number(accountCount) - 3);
  const credentials = () => Promise.resolve({ accessKeyId: "simulated", secretAccessKey: "simulated" });
  const report = await run({
    organization,
    names: names(organization),
    links,
    identity: {
      version: 1,
      organizationId: organization.organization.id,
      namePrefix: organization.namePrefix,
      digest: accountCount,
      startedAt: now.toISOString(),
    },
    stateFile: join(folder, "state.jsonl"),
    resume: resume === "resume",
    credentialsOf: () => Promise.resolve({ credentials }),
    callsPerSecond: 1e6,
    answerer,
    now: () => now,
  });
  writeFileSync(join(folder, "report.json"), JSON.stringify(report));
  writeFileSync(join(folder, "page.html"), htmlPage(report));
  process.stdout.write(`${tableText(report)}${String(process.resourceUsage().maxRSS / 1024)}\n`);
}

void simulate();
