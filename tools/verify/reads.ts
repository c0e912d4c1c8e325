/** Client of the SDK -> the service as IAM's policies begin its actions. */
export const services = {
  CloudFrontClient: "cloudfront",
  CloudTrailClient: "cloudtrail",
  CloudWatchClient: "cloudwatch",
  CloudWatchLogsClient: "logs",
  ConfigServiceClient: "config",
  EC2Client: "ec2",
  EKSClient: "eks",
  ElasticLoadBalancingClient: "elasticloadbalancing",
  ElasticLoadBalancingV2Client: "elasticloadbalancing",
  EventBridgeClient: "events",
  FirehoseClient: "firehose",
  GuardDutyClient: "guardduty",
  IAMClient: "iam",
  Inspector2Client: "inspector2",
  KinesisClient: "kinesis",
  KMSClient: "kms",
  Macie2Client: "macie2",
  NetworkFirewallClient: "network-firewall",
  OrganizationsClient: "organizations",
  Route53Client: "route53",
  Route53ResolverClient: "route53resolver",
  S3Client: "s3",
  SecurityHubClient: "securityhub",
  SFNClient: "states",
  SNSClient: "sns",
  SQSClient: "sqs",
  SSMClient: "ssm",
  WAFV2Client: "wafv2",
} as const satisfies Record<string, string>;

/**
 * Every operation that verification may call, and the action of IAM that permits it where it has another name. All of them
 * read; a test asks AWS's authorization reference.
 */
export const reads: Readonly<Record<string, string | undefined>> = {
  "cloudfront:ListDistributions": undefined,
  "cloudtrail:DescribeTrails": undefined,
  "cloudtrail:GetEventSelectors": undefined,
  "cloudtrail:GetTrailStatus": undefined,
  "cloudtrail:ListPublicKeys": undefined,
  "cloudtrail:LookupEvents": undefined,
  "cloudwatch:DescribeAlarms": undefined,
  "cloudwatch:GetMetricData": undefined,
  "config:DescribeConfigurationAggregatorSourcesStatus": undefined,
  "config:DescribeConfigurationRecorderStatus": undefined,
  "config:DescribeDeliveryChannels": undefined,
  "config:DescribeDeliveryChannelStatus": undefined,
  "ec2:DescribeFlowLogs": undefined,
  "ec2:DescribeTransitGateways": undefined,
  "ec2:DescribeVpcs": undefined,
  "eks:DescribeCluster": undefined,
  "eks:ListClusters": undefined,
  "elasticloadbalancing:DescribeLoadBalancerAttributes": undefined,
  "elasticloadbalancing:DescribeLoadBalancers": undefined,
  "events:DescribeEventBus": undefined,
  "events:DescribeRule": undefined,
  "events:ListRules": undefined,
  "events:ListTargetsByRule": undefined,
  "firehose:DescribeDeliveryStream": undefined,
  "guardduty:DescribePublishingDestination": undefined,
  "guardduty:ListDetectors": undefined,
  "guardduty:ListMembers": undefined,
  "guardduty:ListPublishingDestinations": undefined,
  "iam:GetRole": undefined,
  "inspector2:BatchGetAccountStatus": undefined,
  "kinesis:DescribeStreamSummary": undefined,
  "kms:DescribeKey": undefined,
  "logs:DescribeAccountPolicies": undefined,
  "logs:DescribeDeliveries": undefined,
  "logs:DescribeDeliverySources": undefined,
  "logs:DescribeDestinations": undefined,
  "logs:DescribeLogStreams": undefined,
  "logs:TestMetricFilter": undefined,
  "macie2:GetClassificationExportConfiguration": undefined,
  "macie2:GetFindingsPublicationConfiguration": undefined,
  "network-firewall:DescribeLoggingConfiguration": undefined,
  "network-firewall:ListFirewalls": undefined,
  "organizations:ListAccounts": undefined,
  "route53:ListHostedZones": undefined,
  "route53:ListQueryLoggingConfigs": undefined,
  "route53resolver:ListResolverQueryLogConfigAssociations": undefined,
  "route53resolver:ListResolverQueryLogConfigs": undefined,
  "s3:GetBucketPolicy": undefined,
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:GetBucketVersioning": undefined,
  "s3:GetObject": undefined,
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:HeadObject": "s3:GetObject",
  "s3:ListObjectsV2": "s3:ListBucket",
  "securityhub:DescribeHub": undefined,
  "securityhub:DescribeOrganizationConfiguration": undefined,
  "securityhub:ListFindingAggregators": undefined,
  "sns:ListSubscriptionsByTopic": undefined,
  "sqs:GetQueueAttributes": undefined,
  "sqs:GetQueueUrl": undefined,
  "ssm:GetDocument": undefined,
  "ssm:ListResourceDataSync": undefined,
  "states:DescribeStateMachine": undefined,
  "states:ListExecutions": undefined,
  "wafv2:ListLoggingConfigurations": undefined,
  "wafv2:ListWebACLs": undefined,
};

/** Says what AWS's SDK was about to do, and was kept from. */
export class NotARead extends Error {
  override readonly name = "NotARead";
}

/**
 * What a command is called in the list of reads.
 * @throws NotARead for every other command, before it is sent
 */
export function readName(clientName: string, commandName: string): string {
  const service = services[clientName as keyof typeof services] as string | undefined;
  const call = `${service ?? clientName}:${commandName.replace(/Command$/, "")}`;
  if (service === undefined || !Object.hasOwn(reads, call)) throw new NotARead(`${call} is no read of verification`);
  return call;
}

/**
 * US dollars a call; where the dollars differ between Regions, those of us-east-1.
 * @see https://aws.amazon.com/s3/pricing/
 */
const prices: Readonly<Record<string, number>> = {
  "s3:ListObjectsV2": 0.005 / 1000,
  "s3:HeadObject": 0.0004 / 1000,
  "s3:GetObject": 0.0004 / 1000,
  "sqs:GetQueueAttributes": 0.4 / 1_000_000,
  "sqs:GetQueueUrl": 0.4 / 1_000_000,
};

/** US dollars for each metric that is asked for. @see https://aws.amazon.com/cloudwatch/pricing/ */
const metricPrice = 0.01 / 1000;

const metricsIn = (input: unknown): number => {
  const queries = (input as { MetricDataQueries?: unknown } | undefined)?.MetricDataQueries;
  return Array.isArray(queries) ? queries.length : 0;
};

/** US dollars of one call. */
export const priceOf = (call: string, input: unknown): number =>
  call === "cloudwatch:GetMetricData" ? metricsIn(input) * metricPrice : (prices[call] ?? 0);
