import { join } from "node:path";
import { loadOrganization } from "../../../accounts/organization/load";
import { Answers, healthyAws, minutesAgo } from "../../support/healthy-aws";

const organization = loadOrganization(join(__dirname, "../../../accounts/organization.yaml"));
const healthy = healthyAws(organization);

/** An error as the SDK throws it. */
class Refusal extends Error {
  constructor(name: string, message = "refused") {
    super(message);
    this.name = name;
  }
}

/** An answer that is none: AWS refuses. */
export const refused = (name: string, message?: string) => () => {
  throw new Refusal(name, message);
};

/** What is broken -> answers of AWS, and the link that must be named, with what is said of it. */
export const breakages: readonly (readonly [string, Answers, string, string])[] = [
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
