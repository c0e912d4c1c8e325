import { names } from "../../accounts/workspace/names";
import { archiveBuckets } from "../../accounts/workspace/archive-buckets";
import { archiveParties } from "../../accounts/workspace/archive-parties";
import type { Organization } from "../../accounts/organization/organization";
import { logTypes } from "../../modules/archive/log-types";
import type { Target } from "../../tools/verify/clients";

/** What AWS answers to one call. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>, target: Target) => object>>;

/** When the fixture is asked. */
export const now = new Date("2026-11-28T12:00:00Z");

export const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const ids = ({ accounts }: Organization) => [
  accounts.management.id,
  accounts.logArchive.id,
  accounts.securityTooling.id,
  ...accounts.workloads.map(({ id }) => id),
];

/** Answers about what others make, which the archive's pipeline is made of. */
function pipeline(organization: Organization): Answers {
  const all = names(organization);
  const { partition, pipeline: name } = all;
  const archive = organization.accounts.logArchive.id;
  const { home } = organization.regions;
  return {
    "logs:DescribeAccountPolicies": ({ policyType }, { region }) => ({
      accountPolicies:
        policyType === "RETENTION_POLICY"
          ? []
          : [
              {
                policyName: `${name}-${region}`,
                policyDocument: JSON.stringify({
                  DestinationArn: `arn:${partition}:logs:${region}:${archive}:destination:${name}`,
                }),
                selectionCriteria: `LogGroupName NOT IN ${JSON.stringify(all.neverForwarded)}`,
              },
            ],
    }),
    "logs:DescribeDestinations": () => ({
      destinations: [
        {
          destinationName: name,
          targetArn: `arn:${partition}:kinesis:${home}:${archive}:stream/${name}`,
          accessPolicy: JSON.stringify({ "aws:PrincipalOrgID": organization.organization.id }),
        },
      ],
    }),
    "kinesis:DescribeStreamSummary": () => ({
      StreamDescriptionSummary: { StreamStatus: "ACTIVE", EncryptionType: "KMS" },
    }),
    "firehose:DescribeDeliveryStream": () => ({
      DeliveryStreamDescription: {
        DeliveryStreamStatus: "ACTIVE",
        Destinations: [
          { ExtendedS3DestinationDescription: { BucketARN: `arn:${partition}:s3:::${all.bucketName("logs")}` } },
        ],
      },
    }),
    "cloudwatch:GetMetricData": ({ MetricDataQueries: queries }) => ({
      MetricDataResults: (queries as { Id: string; MetricStat: { Metric: { MetricName: string } } }[]).map(
        ({ Id, MetricStat }) => ({
          Id,
          Timestamps: [minutesAgo(5)],
          Values: [MetricStat.Metric.MetricName === "ForwardedLogEvents" ? 1 : 0],
        }),
      ),
    }),
    "cloudwatch:DescribeAlarms": () => ({
      MetricAlarms: [
        { AlarmName: `${organization.namePrefix}-high-canary-silent`, StateValue: "OK", ActionsEnabled: true },
      ],
    }),
    "events:DescribeRule": () => ({ State: "ENABLED" }),
    "events:ListTargetsByRule": (_, { accountId, region }) => ({
      Targets: [{ Arn: `arn:${partition}:logs:${region}:${accountId}:log-group:/${organization.namePrefix}/canary` }],
    }),
  };
}

function archive(organization: Organization): Answers {
  const all = names(organization);
  const bucketOf = (input: Record<string, unknown>) => all.buckets.find(({ name }) => name === input.Bucket);
  return {
    "kms:DescribeKey": () => ({ KeyMetadata: { KeyState: "Enabled" } }),
    "iam:GetRole": ({ RoleName }) => ({ Role: { RoleName } }),
    "s3:GetBucketPolicy": (input) => {
      const bucket = bucketOf(input);
      if (!bucket) throw new Error("no such bucket");
      const parties = archiveParties(organization);
      const statements = archiveBuckets[bucket.kind].writers.flatMap((writer) => writer.bucket(parties, bucket));
      return { Policy: JSON.stringify({ Statement: statements.map(({ sid }) => ({ Sid: sid })) }) };
    },
    "s3:ListObjectsV2": ({ Prefix, Delimiter }) =>
      typeof Prefix === "string" && Prefix.startsWith("cloudwatch-errors/")
        ? {}
        : Delimiter
          ? { CommonPrefixes: [{ Prefix: `${String(Prefix)}folder/` }] }
          : { Contents: [{ Key: `${String(Prefix)}object`, LastModified: minutesAgo(10), Size: 9 }] },
    "s3:HeadObject": () => ({ ReplicationStatus: "COMPLETED" }),
    "s3:GetBucketVersioning": () => ({ Status: "Enabled" }),
    "s3:GetObjectLockConfiguration": () => ({
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: organization.objectLock.days } } },
    }),
    "s3:GetBucketReplication": (input) => {
      const kind = bucketOf(input)?.region === organization.regions.vault ? "home-vault" : "vault";
      const vault = `arn:${all.partition}:s3:::${all.bucketName(kind)}`;
      return { ReplicationConfiguration: { Rules: [{ Status: "Enabled", Destination: { Bucket: vault } }] } };
    },
  };
}

function sources(organization: Organization): Answers {
  const all = names(organization);
  const logs = all.bucketName("logs");
  return {
    "cloudtrail:GetTrailStatus": () => ({
      IsLogging: true,
      LatestDeliveryTime: minutesAgo(5),
      LatestDigestDeliveryTime: minutesAgo(30),
      LatestCloudWatchLogsDeliveryTime: minutesAgo(4),
      StartLoggingTime: minutesAgo(90_000),
    }),
    "cloudtrail:DescribeTrails": () => ({
      trailList: [
        {
          S3BucketName: all.bucketName("trail"),
          IsOrganizationTrail: true,
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
          LogFileValidationEnabled: true,
          KmsKeyId: "arn:aws:kms:eu-west-1:222222222222:key/1",
          CloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:111111111111:log-group:trail:*",
        },
      ],
    }),
    "cloudtrail:GetEventSelectors": () => ({
      EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }],
    }),
    "config:DescribeConfigurationRecorderStatus": () => ({
      ConfigurationRecordersStatus: [{ recording: true, lastStatus: "Success" }],
    }),
    "config:DescribeDeliveryChannels": () => ({ DeliveryChannels: [{ s3BucketName: logs }] }),
    "config:DescribeDeliveryChannelStatus": () => ({
      DeliveryChannelsStatus: [
        { configHistoryDeliveryInfo: { lastStatus: "SUCCESS", lastSuccessfulTime: minutesAgo(120) } },
      ],
    }),
    "config:DescribeConfigurationAggregatorSourcesStatus": () => ({
      AggregatedSourceStatusList: [{ SourceId: "444444444444", LastUpdateStatus: "SUCCEEDED" }],
    }),
    "ec2:DescribeVpcs": (_, { accountId }) => ({ Vpcs: [{ VpcId: "vpc-11111111", OwnerId: accountId }] }),
    "ec2:DescribeTransitGateways": () => ({ TransitGateways: [] }),
    "ec2:DescribeFlowLogs": () => ({
      FlowLogs: [
        {
          ResourceId: "vpc-11111111",
          FlowLogStatus: "ACTIVE",
          DeliverLogsStatus: "SUCCESS",
          LogDestinationType: "s3",
          LogDestination: `arn:aws:s3:::${logs}/${logTypes.vpcflow.prefix}`,
        },
      ],
    }),
    "route53resolver:ListResolverQueryLogConfigs": (_, { accountId }) => ({
      ResolverQueryLogConfigs: [
        {
          Id: "rqlc-1",
          Name: organization.namePrefix,
          OwnerId: accountId,
          DestinationArn: `arn:aws:s3:::${logs}/${logTypes.dns.prefix}`,
        },
      ],
    }),
    "route53resolver:ListResolverQueryLogConfigAssociations": () => ({
      ResolverQueryLogConfigAssociations: [
        { ResourceId: "vpc-11111111", ResolverQueryLogConfigId: "rqlc-1", Status: "ACTIVE", Error: "NONE" },
      ],
    }),
    "ssm:ListResourceDataSync": () => ({
      ResourceDataSyncItems: [
        { SyncName: organization.namePrefix, LastStatus: "Successful", LastSuccessfulSyncTime: minutesAgo(60) },
      ],
    }),
    "ssm:GetDocument": () => ({
      Content: JSON.stringify({ inputs: { cloudWatchLogGroupName: all.logGroups.sessions.name } }),
    }),
    "states:DescribeStateMachine": () => ({ status: "ACTIVE" }),
    "elasticloadbalancing:DescribeLoadBalancers": () => ({ LoadBalancers: [], LoadBalancerDescriptions: [] }),
    "cloudfront:ListDistributions": () => ({ DistributionList: { Items: [] } }),
    "wafv2:ListWebACLs": () => ({ WebACLs: [] }),
    "wafv2:ListLoggingConfigurations": () => ({ LoggingConfigurations: [] }),
    "network-firewall:ListFirewalls": () => ({ Firewalls: [] }),
    "route53:ListHostedZones": () => ({ HostedZones: [] }),
    "route53:ListQueryLoggingConfigs": () => ({ QueryLoggingConfigs: [] }),
    "eks:ListClusters": () => ({ clusters: [] }),
  };
}

function watchers(organization: Organization): Answers {
  const all = names(organization);
  const logs = all.bucketName("logs");
  return {
    "guardduty:ListDetectors": () => ({ DetectorIds: ["d"] }),
    "guardduty:ListPublishingDestinations": () => ({ Destinations: [{ DestinationId: "p" }] }),
    "guardduty:DescribePublishingDestination": () => ({
      Status: "PUBLISHING",
      DestinationProperties: { DestinationArn: `arn:aws:s3:::${logs}/guardduty` },
    }),
    "guardduty:ListMembers": () => ({
      Members: ids(organization).map((AccountId) => ({ AccountId, RelationshipStatus: "Enabled" })),
    }),
    "macie2:GetClassificationExportConfiguration": () => ({ configuration: { s3Destination: { bucketName: logs } } }),
    "macie2:GetFindingsPublicationConfiguration": () => ({ securityHubConfiguration: {} }),
    "securityhub:DescribeHub": () => ({ HubArn: "arn:aws:securityhub:eu-west-1:333333333333:hub/default" }),
    "securityhub:ListFindingAggregators": () => ({ FindingAggregators: [{ FindingAggregatorArn: "a" }] }),
    "securityhub:DescribeOrganizationConfiguration": () => ({ OrganizationConfiguration: { Status: "ENABLED" } }),
    "inspector2:BatchGetAccountStatus": ({ accountIds }) => ({
      accounts: (accountIds as string[]).map((accountId) => ({ accountId, state: { status: "ENABLED" } })),
    }),
    "events:ListRules": () => ({ Rules: [{ Name: "rule", State: "ENABLED" }] }),
    "events:DescribeEventBus": () => ({
      Policy: JSON.stringify({ "aws:PrincipalOrgID": organization.organization.id }),
    }),
    "sns:ListSubscriptionsByTopic": () => ({
      Subscriptions: [
        { SubscriptionArn: "arn:aws:sns:eu-west-1:333333333333:topic:1", Endpoint: "security@example.com" },
      ],
    }),
    "sqs:GetQueueUrl": () => ({ QueueUrl: "https://sqs" }),
    "sqs:GetQueueAttributes": () => ({ Attributes: { ApproximateNumberOfMessages: "0" } }),
    "organizations:ListAccounts": () => ({ Accounts: ids(organization).map((Id) => ({ Id, Status: "ACTIVE" })) }),
  };
}

/** An organization in which every log arrives: what AWS answers to each call that verification may make of it. */
export const healthyAws = (organization: Organization): Answers => ({
  ...pipeline(organization),
  ...archive(organization),
  ...sources(organization),
  ...watchers(organization),
});
