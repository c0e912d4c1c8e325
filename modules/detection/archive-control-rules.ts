import { ObjectLock } from "../archive/log-bucket";
import { ConfigRule, recent, RuleParameters } from "./config-rule";

/** What a bucket of the archive must be, beyond what every one of them must. */
export interface ArchivedBucket {
  readonly bucketName: string;
  /** Key it encrypts with. @default - SSE-S3, for writers that refuse KMS */
  readonly kmsKeyArn?: string;
  /** @default - none, for writers that refuse a locked bucket */
  readonly objectLock?: ObjectLock;
  /** Whether its objects are copied to a vault. @default false, as a vault itself */
  readonly replicated?: boolean;
  /** Bucket that receives its server access logs. @default - none, as a bucket that receives them */
  readonly accessLogBucketName?: string;
}

/** A rule that looks at one bucket, which AWS Config finds by its name. */
export interface BucketRule extends Omit<ConfigRule, "parameters" | "guardPolicy"> {
  /** What the rule is told of the bucket; undefined for one that need not have the property. */
  readonly parameters?: (bucket: ArchivedBucket) => RuleParameters | undefined;
  /** The condition in Guard; undefined for one that need not have the property. */
  readonly guardPolicy?: (bucket: ArchivedBucket) => string | undefined;
}

const bucket = ["AWS::S3::Bucket"];
const stream = ["AWS::Kinesis::Stream"];
const withoutStreamRules = "ap-southeast-5 ca-west-1 il-central-1";

/**
 * What no other account may do to a bucket, whatever conditions bind it: empty, unlock, reconfigure. Who may read is
 * the analyzer's matter: the rule sees neither conditions nor keys, and GuardDuty's administrator reads its folders.
 */
const denied = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket*",
  "s3:DeleteObject*",
  "s3:PutBucket*",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:PutReplicationConfiguration",
];

/**
 * Identifier of the rule -> rule for every bucket and key of the account that keeps the archive, in every Region of the
 * archive. Regions stand on AWS's page of each rule, e.g. `s3-bucket-acl-prohibited.html`.
 *
 * That nobody can read or write in public, and that keys rotate, the whole organization is held to.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const archiveRules = {
  S3_BUCKET_VERSIONING_ENABLED: {
    reports: "Buckets in which an object can be overwritten or deleted for good.",
    resourceTypes: bucket,
  },
  S3_BUCKET_SSL_REQUESTS_ONLY: {
    reports: "Buckets that answer without TLS.",
    resourceTypes: bucket,
  },
  S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: {
    reports: "Buckets that do not block public access themselves.",
    resourceTypes: bucket,
  },
  S3_BUCKET_ACL_PROHIBITED: {
    reports: "Buckets that give access by lists, beside their policy.",
    resourceTypes: bucket,
    absentFrom: "ap-east-2 ap-southeast-6 ap-southeast-7",
  },
  S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED: {
    reports: "Buckets whose policy lets another account empty, unlock or reconfigure them.",
    resourceTypes: bucket,
    parameters: { blacklistedActionPattern: denied.join(",") },
  },
  KMS_CMK_NOT_SCHEDULED_FOR_DELETION: {
    reports: "Keys that are about to be deleted, and with them all that they encrypted.",
    resourceTypes: ["AWS::KMS::Key"],
    periodic: true,
    absentFrom: "ap-east-2 ap-southeast-6 eu-south-1",
  },
} as const satisfies Record<string, ConfigRule>;

/**
 * Identifier of the rule -> rule for what is in the home Region alone: roles, which are recorded there, and the stream.
 *
 * Not among them is the rule for the encryption of delivery streams: one that reads a stream is encrypted by that.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export const homeArchiveRules = {
  IAM_INLINE_POLICY_BLOCKED_KMS_ACTIONS: {
    reports: "Roles whose own policy lets them decrypt with whatever key.",
    resourceTypes: ["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"],
    // The role by which AWS lets the management account in may do everything by definition.
    parameters: { blockedActionsPatterns: "kms:Decrypt,kms:ReEncryptFrom", excludeRoleByManagementAccount: "true" },
    absentFrom: recent,
  },
  KINESIS_STREAM_ENCRYPTED: {
    reports: "Streams of log events that are not encrypted.",
    resourceTypes: stream,
    absentFrom: withoutStreamRules,
  },
} as const satisfies Record<string, ConfigRule>;

/**
 * Identifier of the rule -> rule for single buckets. One rule per bucket, because AWS's rules judge every bucket of an
 * account or one, and the archive's differ for good reasons.
 *
 * The lock's length is our own condition: AWS's rule asks for the mode alone.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 * @see https://github.com/awslabs/aws-config-resource-schema/blob/master/config/properties/resource-types/AWS::S3::Bucket.properties.json
 */
export const bucketRules = {
  S3_BUCKET_DEFAULT_LOCK_ENABLED: {
    reports: "The bucket does not lock what it receives.",
    resourceTypes: bucket,
    parameters: ({ objectLock }) => objectLock && { mode: objectLock.mode },
  },
  S3_BUCKET_LOCKED_LONG_ENOUGH: {
    reports: "The bucket locks what it receives for less than the archive's retention.",
    resourceTypes: bucket,
    guardPolicy: ({ objectLock }) =>
      objectLock &&
      `
rule locked_long_enough when
  resourceType == "AWS::S3::Bucket" {
  supplementaryConfiguration.ObjectLockConfiguration.rule.defaultRetention.mode == "${objectLock.mode}"
  supplementaryConfiguration.ObjectLockConfiguration.rule.defaultRetention.days >= ${objectLock.days}
}
`.trim(),
  },
  S3_DEFAULT_ENCRYPTION_KMS: {
    reports: "The bucket does not encrypt with the archive's key.",
    resourceTypes: bucket,
    parameters: ({ kmsKeyArn }) => (kmsKeyArn === undefined ? undefined : { kmsKeyArns: kmsKeyArn }),
  },
  S3_BUCKET_REPLICATION_ENABLED: {
    reports: "What the bucket receives is not copied to the vault.",
    resourceTypes: bucket,
    parameters: ({ replicated }) => (replicated ? {} : undefined),
  },
  S3_BUCKET_LOGGING_ENABLED: {
    reports: "Who used the bucket is not logged.",
    resourceTypes: bucket,
    parameters: ({ accessLogBucketName }) =>
      accessLogBucketName === undefined ? undefined : { targetBucket: accessLogBucketName },
  },
} as const satisfies Record<string, BucketRule>;
