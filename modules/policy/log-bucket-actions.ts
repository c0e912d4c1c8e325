/** Destroys evidence, or ends the protection of an object. */
export const deletion = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectLegalHold",
];

/** Locks an object, or for longer; to shorten a lock takes `s3:BypassGovernanceRetention` as well. */
export const locking = ["s3:PutObjectRetention"];

/** Changes how the bucket keeps, copies, encrypts or shows what it holds. */
export const reconfiguration = [
  "s3:CreateBucketMetadata*",
  "s3:DeleteBucketMetadata*",
  "s3:PauseReplication",
  "s3:Put*Configuration",
  "s3:PutBucket*",
  "s3:TagResource",
  "s3:UntagResource",
  "s3:UpdateBucketMetadata*",
];

/** Shows what an object holds. */
export const reading = [
  "s3:GetObject",
  "s3:GetObjectAttributes",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionAttributes",
  "s3:GetObjectVersionForReplication",
];

/** Adds or replaces objects. */
export const adding = ["s3:PutObject", "s3:PutObjectAcl"];

/** Relabels, re-encrypts, withdraws or passes off objects. */
export const relabelling = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject*Annotation",
  "s3:DeleteObject*Tagging",
  "s3:ObjectOwnerOverrideToBucketOwner",
  "s3:PutObject*Annotation",
  "s3:PutObject*Tagging",
  "s3:PutObjectVersionAcl",
  "s3:Replicate*",
  "s3:UpdateObjectEncryption",
];
