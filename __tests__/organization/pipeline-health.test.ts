import { alarmActions } from "../../accounts/workspace/alarms";
import { names } from "../../accounts/workspace/names";
import { Organization } from "../../accounts/organization/organization";
import { alarmsOf, kindOf, nameOf, queriesOf, sentenceOf } from "../support/health-alarms";
import { organization } from "../support/organizations";
import { Arguments, resources, Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const home = "eu-west-1";
const example = synthesize(variants.example as Organization);
const transports = ["example", "firehose transport", "centralization transport"] as const;
const stacksOf = (variant: string) => synthesize(variants[variant] as Organization);

const accountPolicies = (metric: string, more = "") =>
  `SELECT SUM(${metric}) FROM "AWS/Logs" WHERE PolicyLevel = 'AccountPolicy'${more}`;
const keyTroubles = "KMSKeyAccessDenied + KMSKeyDisabled + KMSKeyInvalidState + KMSKeyNotFound";
const throttles =
  "WriteProvisionedThroughputExceeded + ReadProvisionedThroughputExceeded + PutRecords.ThrottledRecords";
const throttledTwice = 'SELECT SUM(CentralizationThrottled) FROM "AWS/Logs" > 0, 1 x 1800 s, no data is notBreaching';
const failedRule = `SELECT SUM(FailedInvocations) FROM SCHEMA("AWS/Events", RuleName) WHERE RuleName = 'example-logs-alert-alarms'`;

/** Every kind of alarm -> what raises it, in all modes of transport. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "high-alert-dead-letters": [
    "Maximum AWS/SQS ApproximateNumberOfMessagesVisible > 0, 1 x 300 s, no data is notBreaching",
  ],
  "high-alert-forwarding-failed": [`${failedRule} > 0, 1 x 300 s, no data is notBreaching`],
  "high-alert-undelivered": [
    `Sum AWS/SNS ${Array(3).fill("NumberOfNotificationsFailed").join(" + ")} > 0, 1 x 300 s, no data is notBreaching`,
  ],
  "high-canary-silent": [
    `${accountPolicies("ForwardedLogEvents")} < 1, 2 x 900 s, no data is breaching`,
    `${accountPolicies("ForwardedLogEvents", " AND AWS.AccountId = '333333333333'")} < 1, 2 x 900 s, no data is breaching`,
    "Sum AWS/Logs OutgoingCopiedLogEvents < 1, 2 x 900 s, no data is breaching",
  ],
  "high-centralization-errors": [
    'SELECT SUM(CentralizationError) FROM "AWS/Logs" > 0, 1 x 300 s, no data is notBreaching',
  ],
  "medium-centralization-throttled": [throttledTwice],
  "high-delivery-errors-written": ["Sum AWS/S3 PutRequests > 0, 1 x 300 s, no data is notBreaching"],
  "high-delivery-failing": ["Average AWS/Firehose DeliveryToS3.Success < 1, 1 x 300 s, no data is notBreaching"],
  "high-delivery-key": [`Sum AWS/Firehose ${keyTroubles} > 0, 1 x 300 s, no data is notBreaching`],
  "medium-delivery-stale": ["Maximum AWS/Firehose DeliveryToS3.DataFreshness > 1200, 3 x 300 s, no data is ignore"],
  "medium-delivery-throttled": [
    "Sum AWS/Firehose ThrottledGetRecords > 0, 5 x 60 s, no data is notBreaching",
    "Sum AWS/Firehose ThrottledRecords > 0, 5 x 60 s, no data is notBreaching",
  ],
  "high-destination-silent": [
    "Sum AWS/Firehose IncomingRecords < 1, 1 x 900 s, no data is breaching",
    "Sum AWS/Kinesis IncomingRecords < 1, 1 x 900 s, no data is breaching",
  ],
  "high-replication-failed": ["Sum AWS/S3 OperationsFailedReplication > 0, 1 x 300 s, no data is notBreaching"],
  "medium-replication-lag": ["Maximum AWS/S3 ReplicationLatency > 21600, 4 x 900 s, no data is notBreaching"],
  "high-silent-cloudtrail": ["Sum AWS/S3 PutRequests < 1, 1 x 3600 s, no data is breaching"],
  "high-silent-cloudwatch": ["Sum AWS/S3 PutRequests < 1, 1 x 3600 s, no data is breaching"],
  "high-silent-config": ["Sum AWS/S3 PutRequests < 1, 24 x 3600 s, no data is breaching"],
  "medium-stream-lag": [
    "Maximum AWS/Kinesis GetRecords.IteratorAgeMilliseconds > 600000, 2 x 300 s, no data is breaching",
  ],
  "medium-stream-throttled": [`Sum AWS/Kinesis ${throttles} > 0, 5 x 60 s, no data is notBreaching`],
  "high-subscription-errors": [`${accountPolicies("DeliveryErrors")} > 0, 1 x 300 s, no data is notBreaching`],
  "medium-subscription-throttled": [`${accountPolicies("DeliveryThrottling")} > 0, 3 x 300 s, no data is notBreaching`],
  "high-trail-digest": ["Sum AWS/S3 PutRequests < 1, 3 x 3600 s, no data is breaching"],
  "high-trail-heartbeat": ["Sum AWS/Logs IncomingLogEvents < 1, 1 x 900 s, no data is breaching"],
};

describe("alarms on the health of logging", () => {
  const all = transports.flatMap((variant) => Object.values(stacksOf(variant)).flatMap((stack) => alarmsOf(stack)));

  test.each(Object.entries(expected))("%s goes off by this", (kind, raised) => {
    const found = new Set(all.filter((alarm) => kindOf(alarm) === kind).map(sentenceOf));
    expect([...found].sort()).toEqual([...raised].sort());
  });

  test("are of no other kind", () => {
    expect(all.map(kindOf).filter((kind) => !(kind in expected))).toEqual([]);
  });

  test("cover days at most as long as CloudWatch evaluates", () => {
    const seconds = (alarm: Arguments) =>
      Number(alarm.evaluation_periods) * Number(/ x (\d+) s/.exec(sentenceOf(alarm))?.[1]);
    expect(all.filter((alarm) => seconds(alarm) > 24 * 3600).map(nameOf)).toEqual([]);
  });

  test("say where their runbook is, and are told as high or medium as they are called", () => {
    const facts = variants.example as Organization;
    for (const [workspace, account] of [
      ["log-archive", facts.accounts.logArchive.id],
      ["management", facts.accounts.management.id],
      ["security-tooling", facts.accounts.securityTooling.id],
      ["workloads-payments", "444444444444"],
    ] as const) {
      for (const alarm of alarmsOf(example[workspace])) {
        const [severity = ""] = nameOf(alarm).split("-");
        const kind = kindOf(alarm).slice(severity.length + 1);
        expect(String(alarm.alarm_description)).toMatch(new RegExp(`\\. Runbook: .*/pipeline-health\\.md#${kind}$`));
        expect(alarm.alarm_actions).toEqual(
          alarmActions(facts, account, String(alarm.region), severity as "high" | "medium"),
        );
      }
    }
  });
});

describe("the pipeline in Log Archive", () => {
  const own = ["canary-silent", "delivery-errors-written", "delivery-failing", "delivery-key", "delivery-stale"];
  const arrivals = ["silent-cloudtrail", "silent-cloudwatch", "silent-config", "trail-digest"];
  const common = [...own, ...arrivals, "delivery-throttled", "destination-silent"];
  const subscriptions = ["subscription-errors", "subscription-throttled"];
  const rows: Readonly<Record<(typeof transports)[number], readonly string[]>> = {
    example: [...common, ...subscriptions, "stream-lag", "stream-throttled"],
    "firehose transport": [...common, ...subscriptions],
    "centralization transport": [...common, ...subscriptions, "centralization-errors"],
  };

  test.each(Object.entries(rows))("has the alarms of its way, beside those of replication: %s", (variant, wanted) => {
    const found = alarmsOf(stacksOf(variant)["log-archive"], home)
      .map((alarm) => kindOf(alarm).replace(/^(high|medium)-/, ""))
      .filter((kind) => !kind.startsWith("replication-"));
    expect(found.sort()).toEqual([...wanted].sort());
  });

  test.each(transports)(
    "every replication is watched for its lag and its failures, where its source is: %s",
    (variant) => {
      const stack = stacksOf(variant)["log-archive"];
      const buckets = Object.entries(resources(stack, "aws_s3_bucket"));
      const bucketOf = (reference: unknown) => {
        const [, policy = ""] = /^\$\{aws_s3_bucket_policy\.([\w-]+)\.bucket\}$/.exec(String(reference)) ?? [];
        const through = resources(stack, "aws_s3_bucket_policy")[policy]?.bucket;
        const found = buckets.find(
          ([name, { bucket }]) =>
            through === `\${aws_s3_bucket.${name}.id}` || reference === `arn:aws:s3:::${String(bucket)}`,
        );
        return String(found?.[1].bucket);
      };
      const replicated = Object.values(resources(stack, "aws_s3_bucket_replication_configuration")).flatMap((each) => {
        const [rule] = each.rule as [{ id: string; destination: { bucket: string } }];
        const dimensions = {
          DestinationBucket: bucketOf(rule.destination.bucket),
          RuleId: rule.id,
          SourceBucket: bucketOf(each.bucket),
        };
        return ["OperationsFailedReplication", "ReplicationLatency"].map((metric) => [each.region, metric, dimensions]);
      });
      const watched = alarmsOf(stack)
        .filter((alarm) => kindOf(alarm).includes("-replication-"))
        .map((alarm) => [alarm.region, alarm.metric_name, alarm.dimensions]);
      const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
      expect(replicated.length).toBeGreaterThan(8);
      expect(sorted(watched)).toEqual(sorted(replicated));
    },
  );

  test("what S3 counts is watched, each filter by one alarm, and events apart from digests", () => {
    const stack = example["log-archive"];
    const filters = Object.values(resources(stack, "aws_s3_bucket_metric"));
    const prefixes = Object.fromEntries(
      filters.map(({ name, filter }) => [String(name), (filter as { prefix: string }).prefix]),
    );
    const trail = "cloudtrail/AWSLogs/o-exampleorg1/111111111111/";
    expect(prefixes).toEqual({
      errors: "cloudwatch-errors/",
      cloudtrail: `${trail}CloudTrail/`,
      digest: `${trail}CloudTrail-Digest/`,
      config: "config/",
      cloudwatch: "cloudwatch/",
    });
    const watched = alarmsOf(stack)
      .filter(({ metric_name: name }) => name === "PutRequests")
      .map(({ dimensions }) => (dimensions as { FilterId: string }).FilterId);
    expect(watched.sort()).toEqual(Object.keys(prefixes).sort());
  });

  test.each([
    ["is another's everywhere", "existing", false],
    ["is ours in management alone", "control-tower", true],
  ] as const)("AWS Config may be silent where its recorder %s: %s", (_, recorder, watched) => {
    const stacks = synthesize(
      organization((draft) => {
        Object.assign(draft.sources, { config: { recorder } });
        draft.regions.governed = [home];
        draft.accounts.workloads = [];
      }),
    );
    expect(alarmsOf(stacks["log-archive"]).map(kindOf).includes("high-silent-config")).toBe(watched);
  });

  test("metrics are those of the streams, buckets and groups that there are", () => {
    const facts = names(variants.example as Organization);
    const known: Readonly<Record<string, readonly string[]>> = {
      StreamName: [facts.pipeline],
      DeliveryStreamName: [facts.pipeline],
      BucketName: facts.buckets.map(({ name }) => name),
      QueueName: ["example-logs-alerts-undelivered"],
      TopicName: ["high", "medium", "low"].map((severity) => `example-logs-alerts-${severity}`),
    };
    const dimensions = Object.values(example)
      .flatMap((stack) => alarmsOf(stack))
      .flatMap((alarm) => [alarm.dimensions ?? {}, ...queriesOf(alarm).map(({ metric }) => metric?.dimensions ?? {})])
      .flatMap((each) => Object.entries(each as Record<string, string>))
      .filter(([name]) => name in known);
    expect(new Set(dimensions.map(([name]) => name))).toEqual(new Set(Object.keys(known)));
    expect(dimensions.filter(([name, value]) => !known[name]?.includes(value))).toEqual([]);
  });
});

describe("the one alarm of a place", () => {
  const composites = (stack: Stack | undefined) => Object.values(resources(stack, "aws_cloudwatch_composite_alarm"));

  test.each(["log-archive", "management", "security-tooling"])("%s: goes off with any other of its health", (name) => {
    const [alarm, ...more] = composites(example[name]);
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ region: home, alarm_name: "example-logs-high-logging-degraded" });
    const children = alarmsOf(example[name], home).filter((each) => !nameOf(each).endsWith("canary-silent"));
    const rule = children.map(({ alarm_name: child }) => `ALARM("${String(child)}")`);
    expect(String(alarm?.alarm_rule).split(" OR ").sort()).toEqual(rule.sort());
    expect((alarm?.depends_on as string[]).length).toBe(children.length);
  });

  test("workloads have none, which costs as much as five alarms", () => {
    expect(composites(example["workloads-payments"])).toEqual([]);
  });
});
