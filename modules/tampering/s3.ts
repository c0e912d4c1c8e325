import { deletion, locking, reading, reconfiguration } from "../policy/log-bucket-actions";
import { ServiceTampering, TamperingGroup } from "./service-tampering";

const nameOf = (action: string) => action.replace(/^s3:/, "");

const onObjects = /Object/;

/** Of a bucket, where each has an event; of objects, below. */
const destroying: TamperingGroup = {
  denied: "DenyDestroyingEvidence",
  about: { ours: ["bucketName"] },
  actions: deletion.map(nameOf).filter((name) => name.startsWith("DeleteBucket")),
};

/**
 * S3 records some calls under the names that they had before their permissions got others, and has no permission of its
 * own for what takes a configuration away.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
const reconfiguring: TamperingGroup = {
  denied: "DenyReconfiguringArchive",
  about: { ours: ["bucketName"] },
  actions: reconfiguration.map(nameOf).filter((name) => !name.endsWith("agResource")),
  recordedAs: [
    "CreateBucketMetadata*",
    "DeleteBucket*",
    "PauseReplication",
    "PutAccelerateConfiguration",
    "PutBucket*",
    "PutObjectLockConfiguration",
    "UpdateBucketMetadata*",
  ],
};

/** Log buckets are emptied, unlocked, re-configured or read, and an account's buckets are opened to the public. */
export const s3: ServiceTampering = {
  service: "s3",
  groups: [
    destroying,
    {
      denied: "DenyDestroyingEvidence",
      actions: deletion.map(nameOf).filter((name) => name === "BypassGovernanceRetention"),
      untold: "a permission that S3 asks for beside the deletion, not a call",
    },
    {
      denied: "DenyDestroyingEvidence",
      actions: deletion.map(nameOf).filter((name) => onObjects.test(name)),
      untold: "a data event, refused by the bucket's own policy as well",
    },
    {
      denied: "DenyChangingLocks",
      actions: locking.map(nameOf),
      untold: "a data event, one for every replica that is locked",
    },
    reconfiguring,
    {
      denied: "DenyReconfiguringArchive",
      about: { ours: ["resourceArn"] },
      actions: reconfiguration.map(nameOf).filter((name) => name.endsWith("agResource")),
    },
    { denied: "DenyReadingLogs", actions: reading.map(nameOf), untold: "a data event, for every object that is read" },
    {
      denied: "DenyLoweringDefaults",
      actions: ["PutAccountPublicAccessBlock"],
      recordedAs: ["DeleteAccountPublicAccessBlock", "PutAccountPublicAccessBlock"],
    },
  ],
};
