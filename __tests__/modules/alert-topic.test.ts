import { Testing } from "cdktf";
import { AlertTopic, topicArn } from "../../modules/alerting/alert-topic";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { renderPolicyDocument } from "../policies/rendering";
import { changes, reading } from "../policies/tables/alert-tampering";
import { only, resources, Stack } from "../support/synthesized";

const account = "111111111111";
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const arn = topicArn("aws", "eu-west-1", account, "acme-alerts");

const stack = JSON.parse(
  Testing.synthScope(
    (scope) =>
      void new AlertTopic(scope, "alerts", {
        topicName: "acme-alerts",
        kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/6f1b1a7e-0000-4000-8000-444455556666",
        region: "eu-west-1",
        alarms: { partition: "aws", region: "eu-west-1", accountIds: [account], alarmNames: "acme-*" },
        rules: { accountId: account, ruleArn: `arn:aws:events:eu-west-1:${account}:rule/acme-alerts/acme-*` },
        undeliveredQueueArn: `arn:aws:sqs:eu-west-1:${account}:acme-alerts-undelivered`,
        deploymentRoleArn: role("Deployment"),
        breakGlassRoleArn: role("BreakGlass"),
        emails: ["security@example.com"],
      }),
  ),
) as Stack;
const [document = {}] = Object.values(stack.data.aws_iam_policy_document ?? {});
const topicPolicy = renderPolicyDocument(document, () => arn);

describe("alert topic", () => {
  test("is encrypted, and tells everybody", () => {
    expect(only(stack, "aws_sns_topic")).toMatchObject({
      name: "acme-alerts",
      region: "eu-west-1",
      kms_master_key_id: "arn:aws:kms:eu-west-1:111111111111:key/6f1b1a7e-0000-4000-8000-444455556666",
    });
    expect(only(stack, "aws_sns_topic_policy")).toMatchObject({
      arn: "${aws_sns_topic.alerts.arn}",
      region: "eu-west-1",
    });
    expect(only(stack, "aws_sns_topic_subscription")).toMatchObject({
      protocol: "email",
      endpoint: "security@example.com",
      topic_arn: "${aws_sns_topic.alerts.arn}",
      region: "eu-west-1",
    });
  });

  test("its policy names only actions that SNS accepts there", () => {
    const named = topicPolicy.Statement.flatMap(({ Action = [] }) => Action);
    expect([...new Set(named)].sort()).toEqual([...changes, ...reading, "Publish"].map((name) => `sns:${name}`).sort());
  });
});

describe("trail monitor", () => {
  const monitor = JSON.parse(
    Testing.synthScope(
      (scope) =>
        void new TrailMonitor(scope, "monitor", {
          logGroupName: "trail",
          region: "eu-west-1",
          pattern: '{$.eventName="StopLogging"}',
          alarmName: "acme-recording",
          description: "The trail was stopped.",
          metricNamespace: "acme",
          alarmActions: [arn],
          remedy: { path: "deployment.roleName", write: "a shorter path" },
        }),
    ),
  ) as Stack;

  test("raises its alarm on one event in five minutes, takes silence for quiet, and cannot be outvoted", () => {
    expect(only(monitor, "aws_cloudwatch_metric_alarm")).toMatchObject({
      region: "eu-west-1",
      alarm_name: "acme-recording",
      alarm_description: "The trail was stopped.",
      namespace: "acme",
      metric_name: "acme-recording",
      statistic: "Maximum",
      period: 300,
      evaluation_periods: 1,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treat_missing_data: "notBreaching",
      alarm_actions: [arn],
    });
  });

  test("counts what matches in the log group", () => {
    expect(Object.values(resources(monitor, "aws_cloudwatch_log_metric_filter"))).toMatchObject([
      {
        region: "eu-west-1",
        name: "acme-recording",
        log_group_name: "trail",
        pattern: '{$.eventName="StopLogging"}',
        metric_transformation: { name: "acme-recording", namespace: "acme", value: "1" },
      },
    ]);
  });
});
