import { adding, deletion, reading, reconfiguration, relabelling } from "./log-bucket-actions";
import { Conditions, Statement } from "./statement";

/** The named roles that the denials of a log bucket let through; everybody else is refused, administrators included. */
export interface BucketGuardians {
  readonly organizationId: string;
  /** The one role that may delete, read in an emergency, or lift a lock. */
  readonly breakGlassRoleArn: string;
  /** The role Terraform runs under: it may configure the bucket, but neither delete, read nor write objects. */
  readonly deploymentRoleArn: string;
  /** Roles that read objects, e.g. the replication role. */
  readonly readerRoleArns: readonly string[];
  /** Roles that write objects; AWS services are admitted by their own statements. */
  readonly writerRoleArns: readonly string[];
  /** Roles that write replicas. */
  readonly replicaRoleArns: readonly string[];
}

export interface BucketDenialsProps extends BucketGuardians {
  readonly bucketArn: string;
  /** The only KMS key a writer may name. @default - the bucket uses SSE-S3 and admits any */
  readonly kmsKeyArn?: string;
  /** Objects that a principal without a role named here may add; policy variables confine it. @default - none */
  readonly openToPrincipals?: readonly string[];
  /** Empty objects that the deployment role makes, because a writer expects a folder there. @default - none */
  readonly folders?: Folders;
}

/** Objects without content whose keys end in `/`, where no log's key does. */
export interface Folders {
  /** ARN patterns ending in `/`. */
  readonly arns: readonly string[];
  /** Roles that may look whether a folder is there, or copy it. */
  readonly finderRoleArns: readonly string[];
}

/** Matches every principal but these roles; service principals carry no `aws:PrincipalArn` and so match too. */
const allBut = (...roleArns: string[]): Conditions => ({ ArnNotEquals: { "aws:PrincipalArn": roleArns } });

/**
 * What nobody may do to a log bucket. Explicit denials, because within the bucket's own account an administrator's
 * identity policy would otherwise be enough.
 *
 * Objects that name SSE-S3 are not refused: CloudTrail digests may arrive so, and refusing them would end log file
 * validation in silence. Keys that AWS redacts in calls between its services (`aws:SecureTransport`, `s3:TlsVersion`,
 * `aws:SourceIp`) are never tested in an `IfExists` or negated form, which would refuse every delivery.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * @see https://github.com/aws-samples/data-perimeter-policy-examples
 */
export function bucketDenials(props: BucketDenialsProps): Statement[] {
  const { bucketArn, kmsKeyArn, openToPrincipals, folders } = props;
  const objects = `${bucketArn}/*`;
  const butFolders = (...resources: string[]) => (folders ? { notResources: folders.arns } : { resources });
  const { writerRoleArns, replicaRoleArns } = props;
  const exceptServicesAnd = (...roleArns: string[]): Conditions => ({
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    ...(roleArns.length > 0 ? allBut(...roleArns) : {}),
  });
  const deny = (statement: Omit<Statement, "effect" | "principals">): Statement => ({
    effect: "Deny",
    principals: "*",
    ...statement,
  });
  return [
    deny({
      sid: "DenyInsecureTransport",
      actions: ["s3:*"],
      resources: [bucketArn, objects],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    }),
    deny({
      sid: "DenyOutdatedTls",
      actions: ["s3:*"],
      resources: [bucketArn, objects],
      conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    }),
    deny({
      sid: "DenyPrincipalsOutsideOrganization",
      actions: ["s3:*"],
      resources: [bucketArn, objects],
      conditions: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": props.organizationId },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    }),
    deny({
      sid: "DenyServicesActingForOutsiders",
      actions: ["s3:*"],
      resources: [bucketArn, objects],
      conditions: {
        StringNotEqualsIfExists: { "aws:SourceOrgID": props.organizationId },
        Null: { "aws:SourceAccount": "false" },
      },
    }),
    ...(kmsKeyArn
      ? [
          deny({
            sid: "DenyForeignEncryptionKeys",
            actions: ["s3:PutObject"],
            resources: [objects],
            conditions: {
              Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
              StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn },
            },
          }),
        ]
      : []),
    deny({
      sid: "DenyDeletionExceptByBreakGlass",
      actions: deletion,
      ...butFolders(bucketArn, objects),
      conditions: allBut(props.breakGlassRoleArn),
    }),
    deny({
      sid: "DenyReconfigurationExceptByDeployment",
      actions: reconfiguration,
      resources: [bucketArn],
      conditions: allBut(props.deploymentRoleArn, props.breakGlassRoleArn),
    }),
    deny({
      sid: "DenyReadingExceptByReaders",
      actions: reading,
      ...butFolders(objects),
      conditions: allBut(...props.readerRoleArns, props.breakGlassRoleArn),
    }),
    ...(folders
      ? [
          deny({
            sid: "DenyFoldersExceptByDeployment",
            actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", ...reading, "s3:PutObject"],
            resources: folders.arns,
            conditions: {
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
              ...allBut(props.deploymentRoleArn, props.breakGlassRoleArn, ...folders.finderRoleArns),
            },
          }),
        ]
      : []),
    ...(openToPrincipals
      ? [
          deny({
            sid: "DenyWritingExceptByWriters",
            actions: adding,
            notResources: [...openToPrincipals, ...(folders?.arns ?? [])],
            conditions: exceptServicesAnd(...writerRoleArns),
          }),
          deny({
            sid: "DenyRelabellingExceptByWriters",
            actions: relabelling,
            resources: [objects],
            conditions: exceptServicesAnd(...writerRoleArns, ...replicaRoleArns),
          }),
        ]
      : [
          deny({
            sid: "DenyWritingExceptByWriters",
            actions: [...adding, ...relabelling],
            resources: [objects],
            conditions: exceptServicesAnd(...writerRoleArns, ...replicaRoleArns),
          }),
        ]),
  ];
}
