import type { Request } from "../request";
import { actingFor, callOfRole, Context, throughS3 } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import {
  accounts,
  Bucket,
  bucketArn,
  home,
  keyArn,
  object,
  role,
  serviceRoleArn,
  vaultRegion,
} from "../organization-under-test";

const { management, logArchive, payments } = accounts;

const deliveryOf =
  (page: string, common: Pick<Request, "principal" | "identity" | "context">) =>
  (
    sentence: string,
    request: Omit<Request, "principal" | "identity" | "context"> & { context?: Request["context"] },
    refused: Refused = {},
  ): Delivery => ({
    sentence,
    page,
    request: { ...request, ...common, context: { ...common.context, ...request.context } },
    refused,
  });

export const onlyForBucket = (wrongBucket: Bucket, region: string): Refused => ({
  "kms:ViaService": [`ec2.${region}.amazonaws.com`, "s3.ap-south-1.amazonaws.com", absent],
  "kms:EncryptionContext:aws:s3:arn": [bucketArn(wrongBucket), object(wrongBucket, "a.gz"), absent],
});

/**
 * What KMS learns of an object of the bucket: with an S3 Bucket Key the bucket alone, without one the object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export const contextsInLogs = (key: string): (readonly [words: string, context: Context])[] => [
  ["", throughS3(home, bucketArn("logs"))],
  [" without a Bucket Key", throughS3(home, object("logs", key))],
];

const costReplication = deliveryOf("AmazonS3/latest/userguide/replication-walkthrough-2.html", {
  principal: serviceRoleArn("cost-replication"),
  identity: "permissions cost-replication",
  context: callOfRole(management, "example-logs-cost-replication"),
});

const onlyThisRole: Refused = { "aws:PrincipalArn": [role(management, "Administrator"), absent] };

const costs = object("cost", "cost/example-logs/data/a.parquet");
const dataExport = (region: string, account: string) => `arn:aws:bcm-data-exports:${region}:${account}:export/a`;

const cost: Delivery[] = [
  {
    sentence: "Data Exports writes costs into the bucket of the management account",
    page: "cur/latest/userguide/dataexports-s3-bucket.html",
    request: {
      policy: "bucket cost",
      principal: "bcm-data-exports.amazonaws.com",
      action: "s3:PutObject",
      resource: costs,
      owner: management,
      context: actingFor(management, dataExport("us-east-1", management)),
    },
    refused: {
      "aws:SourceAccount": [payments, absent],
      "aws:SourceArn": [dataExport("us-east-1", payments), dataExport(home, management), absent],
      action: ["s3:PutObjectAcl"],
      resource: [object("logs", "cost/a.parquet")],
    },
  },
  ...["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"].map((action) =>
    costReplication(
      `the cost replication role reads the export with ${action}`,
      { policy: "bucket cost", action, resource: costs, owner: management },
      { resource: [object("cost", "a.parquet")] },
    ),
  ),
  ...["s3:GetReplicationConfiguration", "s3:ListBucket"].map((action) =>
    costReplication(
      `the cost replication role looks at its source with ${action}`,
      { policy: "bucket cost", action, resource: bucketArn("cost"), owner: management },
      { resource: ["arn:aws:s3:::a-bucket-of-somebody-else"] },
    ),
  ),
  costReplication(
    "the cost replication role asks whether the archive keeps versions",
    { policy: "bucket logs", action: "s3:GetBucketVersioning", resource: bucketArn("logs") },
    onlyThisRole,
  ),
  ...["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"].map((action) =>
    costReplication(
      `the cost replication role replicates the export with ${action}`,
      { policy: "bucket logs", action, resource: object("logs", "cost/cur/data/a.parquet") },
      { ...onlyThisRole, resource: [object("logs", "config/cur/data/a.parquet")] },
    ),
  ),
  ...["kms:Encrypt", "kms:GenerateDataKey"].flatMap((action) =>
    contextsInLogs("cost/cur/data/a.parquet").map(([words, context]) =>
      costReplication(
        `the cost replication role encrypts replicas with ${action}${words}`,
        { policy: "key archive", action, resource: keyArn("archive"), context },
        // Session transcripts open the data key of this bucket to other roles as well, but not `kms:Encrypt`.
        { ...(action === "kms:Encrypt" && onlyThisRole), ...onlyForBucket("trail", home) },
      ),
    ),
  ),
];

const delivery = deliveryOf("firehose/latest/dev/controlling-access.html", {
  principal: serviceRoleArn("delivery"),
  identity: "permissions delivery",
  context: callOfRole(logArchive, "example-logs-delivery"),
});

const onlyDelivery: Refused = { "aws:PrincipalArn": [role(logArchive, "Administrator"), absent] };

/** What the delivery stream does with its bucket. */
export const archiveDelivery: Delivery[] = [
  ...["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"].map((action) =>
    delivery(
      `the delivery stream looks at its bucket with ${action}`,
      { policy: "bucket logs", action, resource: bucketArn("logs") },
      { resource: [bucketArn("trail")] },
    ),
  ),
  ...["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"].flatMap((action) =>
    ["cloudwatch", "cloudwatch-errors"].map((prefix) =>
      delivery(
        `the delivery stream fills ${prefix}/ with ${action}`,
        { policy: "bucket logs", action, resource: object("logs", `${prefix}/2026/11/22/00/a.json.gz`) },
        { resource: [object("logs", "config/2026/a.json.gz"), object("trail", `${prefix}/a.json.gz`)] },
      ),
    ),
  ),
  ...["kms:Decrypt", "kms:GenerateDataKey"].flatMap((action) =>
    contextsInLogs("cloudwatch/2026/11/22/00/a.json.gz").map(([words, context]) =>
      delivery(
        `the delivery stream encrypts objects with ${action}${words}`,
        { policy: "key archive", action, resource: keyArn("archive"), context },
        { ...onlyDelivery, ...onlyForBucket("trail", home) },
      ),
    ),
  ),
  delivery(
    "the delivery stream encrypts objects, were it left to the role's policy",
    {
      policy: "default key",
      action: "kms:GenerateDataKey",
      resource: keyArn("archive"),
      context: throughS3(home, bucketArn("logs")),
    },
    { ...onlyForBucket("trail", home), resource: [keyArn("vault")] },
  ),
];

const replication = deliveryOf("AmazonS3/latest/userguide/replication-config-for-kms-objects.html", {
  principal: serviceRoleArn("replication"),
  identity: "permissions replication",
  context: callOfRole(logArchive, "example-logs-replication"),
});

const onlyReplication: Refused = { "aws:PrincipalArn": [role(logArchive, "Administrator"), absent] };

const sources = [
  "trail",
  "logs",
  "waf",
  "elb",
  "elb eu-central-1",
  "elb us-east-1",
  "access",
  "access eu-central-1",
  "access us-east-1",
] as const;

/** Vault -> its key, and the Region of both. */
const vaults = [
  ["vault", "vault", vaultRegion],
  ["home vault", "home-vault", home],
] as const;

const readsSource = [
  "s3:GetObjectVersionForReplication",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionTagging",
  "s3:GetObjectRetention",
  "s3:GetObjectLegalHold",
];

const vaultReplication: Delivery[] = [
  ...sources.flatMap((source) =>
    ["s3:GetReplicationConfiguration", "s3:ListBucket"].map((action) =>
      replication(
        `replication looks at the ${source} bucket with ${action}`,
        { policy: `bucket ${source}`, action, resource: bucketArn(source) },
        { resource: [bucketArn("vault"), bucketArn("home vault")] },
      ),
    ),
  ),
  ...sources.flatMap((source) =>
    readsSource.map((action) =>
      replication(
        `replication reads the ${source} bucket with ${action}`,
        { policy: `bucket ${source}`, action, resource: object(source, "a.gz") },
        { resource: [object("vault", "a.gz"), object("home vault", "a.gz")] },
      ),
    ),
  ),
  ...(["trail", "logs", "waf"] as const).flatMap((source) =>
    [bucketArn(source), object(source, "a.gz")].map((encrypted) =>
      replication(
        `replication decrypts what was encrypted for ${encrypted}`,
        {
          policy: "key archive",
          action: "kms:Decrypt",
          resource: keyArn("archive"),
          context: throughS3(home, encrypted),
        },
        { ...onlyReplication, ...onlyForBucket("vault", home) },
      ),
    ),
  ),
  ...vaults.flatMap(([vault, key, region]) => [
    // No page says whether a replica under a lock is one that is locked by whoever copies it.
    ...["s3:ReplicateObject", "s3:ReplicateTags", "s3:PutObjectRetention"].map((action) =>
      replication(
        `replication fills the ${vault} with ${action}`,
        { policy: `bucket ${vault}`, action, resource: object(vault, "cloudtrail/a.json.gz") },
        { resource: [object("trail", "cloudtrail/a.json.gz")] },
      ),
    ),
    ...["kms:Encrypt", "kms:GenerateDataKey"].flatMap((action) =>
      [bucketArn(vault), object(vault, "a.gz")].map((encrypted) =>
        replication(
          `replication encrypts ${encrypted} with ${action}`,
          { policy: `key ${key}`, action, resource: keyArn(key), context: throughS3(region, encrypted) },
          { ...onlyReplication, ...onlyForBucket("trail", region) },
        ),
      ),
    ),
  ]),
];

/** What arrives under roles instead of service principals: cost data, log events, and every replica. */
export const roles: readonly Delivery[] = [...cost, ...archiveDelivery, ...vaultReplication];
