import { ConfigRule, govCloud, latest, RuleParameters } from "./config-rule";

/** What only the organization knows of the things that the rules look at. */
export interface ControlFacts {
  /** Bucket that the organization's trail delivers to. */
  readonly trailBucketName: string;
  /** Days that a log group must keep its events. */
  readonly logGroupRetentionDays: number;
}

export interface ControlRule extends Omit<ConfigRule, "parameters"> {
  /** Parameters that AWS Config hands to the rule. @default - the rule's own defaults */
  readonly parameters?: (facts: ControlFacts) => RuleParameters;
  /** Looks at something an account has once, in whatever Region. @default false */
  readonly global?: boolean;
  /** AWS's name of the rule in short, where prefix and name would exceed what AWS allows. @default - AWS's name */
  readonly shortName?: string;
}

/** The retentions, in days, that the rule for log groups takes: fewer than log groups do. */
const comparableRetentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653];

/** The longest retention that the rule can demand without asking for more than was meant. */
const comparable = (days: number) => Math.max(...comparableRetentions.filter((accepted) => accepted <= days));

const trail = ["AWS::CloudTrail::Trail"];
const bucket = ["AWS::S3::Bucket"];
const logGroup = ["AWS::Logs::LogGroup"];

/**
 * Identifier of the rule -> rule: the logging controls that an auditor asks every account for. Regions and parameters
 * stand on AWS's page of each rule, e.g. `cw-loggroup-retention-period-check.html`.
 *
 * Accounts without their own trail are judged by the organization's, which each of them sees. Log groups without a
 * customer managed key, which is how Lambda makes them, are reported on purpose: nothing else tells who has one.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const loggingControlRules = {
  MULTI_REGION_CLOUD_TRAIL_ENABLED: {
    reports: "Accounts without a trail of every Region and every management event into the archive.",
    resourceTypes: trail,
    periodic: true,
    global: true,
    parameters: ({ trailBucketName }) => ({
      s3BucketName: trailBucketName,
      includeManagementEvents: "true",
      readWriteType: "ALL",
    }),
  },
  CLOUD_TRAIL_ENABLED: {
    reports: "Accounts without a trail that is switched on.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  CLOUDTRAIL_SECURITY_TRAIL_ENABLED: {
    reports: "Accounts in which no one trail has every property of a good one.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  CLOUD_TRAIL_ENCRYPTION_ENABLED: {
    reports: "Trails that are not encrypted with a KMS key.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: {
    reports: "Trails whose files cannot be proven unchanged.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED: {
    reports: "Trails that send no events to CloudWatch Logs, and so to no alarm.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  // Means every bucket. An organization whose trail records the objects of some buckets alone leaves the rule out.
  CLOUDTRAIL_S3_DATAEVENTS_ENABLED: {
    reports: "Accounts without a trail that records what happens to objects.",
    resourceTypes: trail,
    periodic: true,
    global: true,
  },
  VPC_FLOW_LOGS_ENABLED: {
    reports: "VPCs without a flow log of all traffic.",
    resourceTypes: ["AWS::EC2::VPC"],
    periodic: true,
    parameters: () => ({ trafficType: "ALL" }),
  },
  WAFV2_LOGGING_ENABLED: {
    reports: "Web ACLs without logging.",
    resourceTypes: ["AWS::WAFv2::WebACL"],
    periodic: true,
  },
  RDS_LOGGING_ENABLED: {
    reports: "Database instances that do not export every log of their engine.",
    resourceTypes: ["AWS::RDS::DBInstance"],
  },
  EKS_CLUSTER_LOG_ENABLED: {
    reports: "EKS clusters whose control plane does not log who asked for what.",
    resourceTypes: ["AWS::EKS::Cluster"],
    parameters: () => ({ logTypes: "api,audit,authenticator" }),
    absentFrom: `${govCloud} ${latest} ca-west-1 il-central-1`,
  },
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: {
    reports: "Log groups that keep events for less than the organization demands.",
    resourceTypes: logGroup,
    periodic: true,
    parameters: ({ logGroupRetentionDays }) => ({ MinRetentionTime: String(comparable(logGroupRetentionDays)) }),
  },
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: {
    reports: "Log groups that are not encrypted with a KMS key.",
    resourceTypes: logGroup,
    periodic: true,
  },
  CMK_BACKING_KEY_ROTATION_ENABLED: {
    reports: "Customer managed keys that do not rotate.",
    resourceTypes: ["AWS::KMS::Key"],
    periodic: true,
  },
  S3_BUCKET_PUBLIC_READ_PROHIBITED: {
    reports: "Buckets that everybody can read.",
    resourceTypes: bucket,
  },
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: {
    reports: "Buckets that everybody can write to.",
    resourceTypes: bucket,
  },
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: {
    reports: "Accounts that do not block public access to every bucket.",
    resourceTypes: ["AWS::::Account"],
    periodic: true,
    global: true,
    shortName: "s3-account-level-public-access-blocks",
  },
} as const satisfies Record<string, ControlRule>;

/** A logging control that the whole organization is held to. */
export type LoggingControl = keyof typeof loggingControlRules;

/**
 * Identifier of a rule about logging that the organization is not held to -> why.
 *
 * `ELB_LOGGING_ENABLED` sees attributes alone too, and is limited to Classic Load Balancers, where remediation is.
 * For Resolver query logs AWS has no rule, and the configuration of a VPC does not tell whether it has them.
 */
export const notForOrganization = {
  CLOUDFRONT_ACCESSLOGS_ENABLED: "Knows standard logging (legacy) alone, and would accuse what the archive gets by v2.",
  NLB_LOGGING_ENABLED: "Knows access logs as an attribute alone, and would accuse what the archive gets by delivery.",
  S3_BUCKET_LOGGING_ENABLED: "The trail records who used which object. Held to it are the archive's own buckets.",
  S3_BUCKET_DEFAULT_LOCK_ENABLED: "Would accuse every bucket that is not an archive. Held to it are the archive's own.",
  S3_BUCKET_REPLICATION_ENABLED: "Would accuse every bucket that is not an archive. Held to it are the archive's own.",
} as const satisfies Record<string, string>;
