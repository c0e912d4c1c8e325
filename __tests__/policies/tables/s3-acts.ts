import type { ActorName } from "../organization-under-test";

/** Something somebody might do to a bucket of the archive, or to an object in it. */
export interface Act {
  /** Completes "... cannot". */
  readonly act: string;
  readonly action: string;
  readonly on: "bucket" | "object";
}

const acts = (on: Act["on"], described: Readonly<Record<string, string>>): Act[] =>
  Object.entries(described).map(([action, act]) => ({ act, action: `s3:${action}`, on }));

/**
 * Acts of one kind, and the only actors that may do them. Everybody else is refused by an explicit denial,
 * but for readers, whom the one against reading leaves out.
 */
export interface ActGroup {
  readonly may: readonly ActorName[];
  readonly acts: readonly Act[];
}

/** Every S3 action that destroys, changes, hides or shows what the archive holds. */
export const s3Acts: Readonly<Record<string, ActGroup>> = {
  "destroy evidence": {
    may: ["breakGlass"],
    acts: [
      ...acts("object", {
        DeleteObject: "delete an object",
        DeleteObjectVersion: "delete a version for good",
        BypassGovernanceRetention: "bypass the lock of an object",
        PutObjectRetention: "change the retention of an object",
        PutObjectLegalHold: "lift a legal hold",
      }),
      ...acts("bucket", {
        DeleteBucket: "delete the bucket",
        DeleteBucketPolicy: "delete the bucket policy",
      }),
    ],
  },
  "change the bucket": {
    may: ["deployment", "breakGlass"],
    acts: acts("bucket", {
      PutBucketPolicy: "replace the bucket policy",
      PutBucketVersioning: "suspend versioning",
      PutLifecycleConfiguration: "let objects expire",
      PutReplicationConfiguration: "redirect or end replication",
      PauseReplication: "pause replication",
      PutEncryptionConfiguration: "change the default encryption",
      PutBucketObjectLockConfiguration: "change the default lock",
      PutBucketPublicAccessBlock: "unblock public access",
      PutBucketLogging: "end access logging",
      PutBucketAcl: "grant access by ACL",
      PutBucketOwnershipControls: "enable ACLs",
      PutBucketNotification: "redirect notifications",
      PutBucketCORS: "open the bucket to web pages",
      PutBucketWebsite: "publish the bucket as a website",
      PutBucketRequestPayment: "make writers pay",
      PutBucketTagging: "relabel the bucket",
      TagResource: "relabel the bucket through the newer action",
      UntagResource: "remove labels of the bucket",
      PutInventoryConfiguration: "export a list of the objects",
      PutAnalyticsConfiguration: "export an analysis of the objects",
      PutMetricsConfiguration: "blind the alarms on request metrics",
      PutIntelligentTieringConfiguration: "move objects to archive tiers",
      CreateBucketMetadataTableConfiguration: "copy object metadata into a table",
      UpdateBucketMetadataInventoryTableConfiguration: "copy the metadata of old objects too",
      DeleteBucketMetadataTableConfiguration: "end the table of object metadata",
    }),
  },
  "read logs": {
    may: ["breakGlass"],
    acts: acts("object", {
      GetObject: "read an object",
      GetObjectVersion: "read a version",
      GetObjectAttributes: "read the attributes of an object",
      GetObjectVersionAttributes: "read the attributes of a version",
      GetObjectVersionForReplication: "read a version as if to replicate it",
    }),
  },
  "forge or relabel logs": {
    may: [],
    acts: acts("object", {
      PutObject: "overwrite an object",
      AbortMultipartUpload: "abort a writer's upload",
      PutObjectAcl: "grant access to an object by ACL",
      PutObjectVersionAcl: "grant access to a version by ACL",
      PutObjectTagging: "tag an object",
      PutObjectVersionTagging: "tag a version",
      DeleteObjectTagging: "remove the tags of an object",
      DeleteObjectVersionTagging: "remove the tags of a version",
      UpdateObjectEncryption: "encrypt an object with another key",
      PutObjectAnnotation: "annotate an object",
      DeleteObjectAnnotation: "remove an annotation",
      ReplicateObject: "replicate forged objects into the bucket",
      ReplicateDelete: "replicate deletions into the bucket",
      ReplicateTags: "replicate tags into the bucket",
      ObjectOwnerOverrideToBucketOwner: "pass forged replicas off as the bucket's own",
    }),
  },
};
