import { adding, deletion, locking, reading, reconfiguration, relabelling } from "./log-bucket-actions";
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
  /** Roles that write replicas, and in a locked bucket lock them as their sources are. */
  readonly replicaRoleArns: readonly string[];
}

export interface BucketDenialsProps extends BucketGuardians {
  readonly bucketArn: string;
  /** Whether objects are locked on arrival. */
  readonly locked: boolean;
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

const exceptServicesAnd = (...roleArns: string[]): Conditions => ({
  BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  ...(roleArns.length > 0 ? allBut(...roleArns) : {}),
});

const deny = (statement: Omit<Statement, "effect" | "principals">): Statement => ({
  effect: "Deny",
  principals: "*",
  ...statement,
});

const objectsOf = (bucketArn: string) => `${bucketArn}/*`;

const everything = (bucketArn: string) => ({ actions: ["s3:*"], resources: [bucketArn, objectsOf(bucketArn)] });

const transportDenials = ({ bucketArn }: BucketDenialsProps): Statement[] => [
  deny({
    sid: "DenyInsecureTransport",
    ...everything(bucketArn),
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  }),
  deny({
    sid: "DenyOutdatedTls",
    ...everything(bucketArn),
    conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
  }),
];

const outsiderDenials = ({ bucketArn, organizationId }: BucketDenialsProps): Statement[] => [
  deny({
    sid: "DenyPrincipalsOutsideOrganization",
    ...everything(bucketArn),
    conditions: {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  }),
  deny({
    sid: "DenyServicesActingForOutsiders",
    ...everything(bucketArn),
    conditions: {
      StringNotEqualsIfExists: { "aws:SourceOrgID": organizationId },
      Null: { "aws:SourceAccount": "false" },
    },
  }),
];

const foreignKeyDenial = (bucketArn: string, kmsKeyArn: string): Statement =>
  deny({
    sid: "DenyForeignEncryptionKeys",
    actions: ["s3:PutObject"],
    resources: [objectsOf(bucketArn)],
    conditions: {
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn },
    },
  });

/**
 * An object under a key that its writer alone has is one that nobody else can ever read, its replica included.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
const customerKeyDenial = (bucketArn: string): Statement =>
  deny({
    sid: "DenyCustomerProvidedKeys",
    actions: ["s3:PutObject"],
    resources: [objectsOf(bucketArn)],
    conditions: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
  });

/**
 * A replica of a locked object comes with its source's lock. No page says whether its role needs the right to lock for that,
 * so nothing stands in its way; the right to shorten a lock stays denied.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
const lockingDenial = (bucketArn: string, ...roleArns: string[]): Statement =>
  deny({
    sid: "DenyLockingExceptByReplication",
    actions: locking,
    resources: [objectsOf(bucketArn)],
    conditions: allBut(...roleArns),
  });

/** Not of folders, which have a denial of their own. */
const insiderDenials = ({ bucketArn, locked, folders, ...guardians }: BucketDenialsProps): Statement[] => {
  const butFolders = (...resources: string[]) => (folders ? { notResources: folders.arns } : { resources });
  const lockers = locked ? guardians.replicaRoleArns : [];
  return [
    deny({
      sid: "DenyDeletionExceptByBreakGlass",
      actions: lockers.length > 0 ? deletion : [...deletion, ...locking],
      ...butFolders(bucketArn, objectsOf(bucketArn)),
      conditions: allBut(guardians.breakGlassRoleArn),
    }),
    ...(lockers.length > 0 ? [lockingDenial(bucketArn, ...lockers, guardians.breakGlassRoleArn)] : []),
    deny({
      sid: "DenyReconfigurationExceptByDeployment",
      actions: reconfiguration,
      resources: [bucketArn],
      conditions: allBut(guardians.deploymentRoleArn, guardians.breakGlassRoleArn),
    }),
    deny({
      sid: "DenyReadingExceptByReaders",
      actions: reading,
      ...butFolders(objectsOf(bucketArn)),
      conditions: allBut(...guardians.readerRoleArns, guardians.breakGlassRoleArn),
    }),
  ];
};

const folderDenial = (folders: Folders, { deploymentRoleArn, breakGlassRoleArn }: BucketGuardians): Statement =>
  deny({
    sid: "DenyFoldersExceptByDeployment",
    actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", ...reading, "s3:PutObject"],
    resources: folders.arns,
    conditions: exceptServicesAnd(deploymentRoleArn, breakGlassRoleArn, ...folders.finderRoleArns),
  });

/** Objects open to others are open to be added, never to be relabelled: where there are any, these are two denials. */
const writingDenials = (props: BucketDenialsProps): Statement[] => {
  const { writerRoleArns, replicaRoleArns, openToPrincipals, folders } = props;
  const resources = [objectsOf(props.bucketArn)];
  const conditions = exceptServicesAnd(...writerRoleArns, ...replicaRoleArns);
  if (!openToPrincipals) {
    return [deny({ sid: "DenyWritingExceptByWriters", actions: [...adding, ...relabelling], resources, conditions })];
  }
  return [
    deny({
      sid: "DenyWritingExceptByWriters",
      actions: adding,
      notResources: [...openToPrincipals, ...(folders?.arns ?? [])],
      conditions: exceptServicesAnd(...writerRoleArns),
    }),
    deny({ sid: "DenyRelabellingExceptByWriters", actions: relabelling, resources, conditions }),
  ];
};

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
  const { bucketArn, kmsKeyArn, folders } = props;
  return [
    ...transportDenials(props),
    ...outsiderDenials(props),
    customerKeyDenial(bucketArn),
    ...(kmsKeyArn ? [foreignKeyDenial(bucketArn, kmsKeyArn)] : []),
    ...insiderDenials(props),
    ...(folders ? [folderDenial(folders, props)] : []),
    ...writingDenials(props),
  ];
}
