import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { bucketArn } from "../policy/arn";
import { bucketDenials, BucketGuardians, Folders } from "../policy/denials";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";

/** Write-once protection that every new object of a bucket gets. */
export interface ObjectLock {
  /** `GOVERNANCE` can be lifted by the break-glass role, `COMPLIANCE` by nobody. */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly days: number;
}

export interface LogBucketProps {
  /** Globally unique name. */
  readonly bucketName: string;
  readonly region: string;
  readonly partition: Partition;
  /** ARN, never an alias or id, which vended logs reject. @default - SSE-S3, for writers that refuse KMS */
  readonly kmsKeyArn?: string;
  /** @default - none, for writers that refuse a locked bucket */
  readonly objectLock?: ObjectLock;
  readonly lifecycleRules: readonly S3BucketLifecycleConfigurationRule[];
  readonly guardians: BucketGuardians;
  /** What the writers of the bucket may do. */
  readonly writerStatements: readonly Statement[];
  /** What its readers of other accounts may do, who must also be among the guardians' readers. @default - none */
  readonly readerStatements?: readonly Statement[];
  /** Keys that principals without a named role may write, e.g. `sessions/${aws:PrincipalAccount}/*`. @default - none */
  readonly openKeys?: readonly string[];
  /** Empty objects that the deployment role makes where a writer expects a folder. @default - none */
  readonly folders?: Folders;
  /** Bucket of the same Region and account that receives this bucket's server access logs, and where. @default - none */
  readonly accessLogs?: { readonly bucket: LogBucket; readonly prefix: string };
  /** What to change where the bucket's policy gets too long. @default - nothing in the organization file makes it so */
  readonly remedy?: Remedy;
}

const noPublicAccess = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

const encryptionByS3 = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };

const encryptionUnder = (kmsMasterKeyId: string) => ({
  applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
  bucketKeyEnabled: true,
});

/**
 * A bucket that log writers can only add to, that its own account's administrators can neither read, change nor empty,
 * and whose loss Terraform refuses to plan. Versioned, ACLs disabled, public access blocked, encrypted, TLS 1.2 or later.
 *
 * This resource is stateful.
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/log-archive.html
 */
export class LogBucket extends Construct {
  /** Known once the bucket's policy is in place, so that whoever is told to deliver here waits for its admission. */
  readonly bucketName: string;
  readonly bucketArn: string;
  /** What must exist before an object may be replicated out of, or into, this bucket. */
  readonly replicable: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { region, objectLock, accessLogs } = props;
    this.bucketArn = bucketArn(props.partition, props.bucketName);
    const created = new S3Bucket(this, "Default", {
      region,
      bucket: props.bucketName,
      objectLockEnabled: objectLock !== undefined,
      lifecycle: { preventDestroy: true },
    });
    const at = { region, bucket: created.id };

    const versioning = new S3BucketVersioningA(this, "versioning", {
      ...at,
      versioningConfiguration: { status: "Enabled" },
    });
    const publicAccessBlock = new S3BucketPublicAccessBlock(this, "public-access-block", { ...at, ...noPublicAccess });
    new S3BucketOwnershipControls(this, "ownership", { ...at, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...at,
      rule: [
        {
          ...(props.kmsKeyArn ? encryptionUnder(props.kmsKeyArn) : encryptionByS3),
          // A key that the writer alone has makes objects nobody can ever read.
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    });
    const lock =
      objectLock &&
      new S3BucketObjectLockConfigurationA(this, "object-lock", {
        ...at,
        rule: { defaultRetention: { mode: objectLock.mode, days: objectLock.days } },
        dependsOn: [versioning],
      });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...at,
      transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      rule: [...props.lifecycleRules],
      dependsOn: [versioning],
    });
    const bucketPolicy = this.policy(props, created, publicAccessBlock);
    if (accessLogs) {
      new S3BucketLoggingA(this, "access-logging", {
        ...at,
        targetBucket: accessLogs.bucket.bucketName,
        targetPrefix: accessLogs.prefix,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      });
    }

    this.bucketName = bucketPolicy.bucket;
    this.replicable = [versioning, ...(lock ? [lock] : [])];
  }

  private policy(
    props: LogBucketProps,
    bucket: S3Bucket,
    publicAccessBlock: S3BucketPublicAccessBlock,
  ): S3BucketPolicy {
    const arn = this.bucketArn;
    const statements = [
      ...bucketDenials({
        ...props.guardians,
        bucketArn: arn,
        locked: props.objectLock !== undefined,
        kmsKeyArn: props.kmsKeyArn,
        openToPrincipals: props.openKeys?.map((key) => `${arn}/${key}`),
        folders: props.folders,
      }),
      ...props.writerStatements,
      ...(props.readerStatements ?? []),
    ];
    const policy = new PolicyDocument(this, "policy", "bucketPolicy", statements, props.remedy);
    return new S3BucketPolicy(this, "bucket-policy", {
      region: props.region,
      bucket: bucket.id,
      // Every writer of the organization has its statement here: without white space they fit into what S3 takes.
      policy: policy.json,
      dependsOn: [publicAccessBlock],
    });
  }
}
