import { Partition } from "./region";

/** ARN of a bucket, which names neither Region nor account. */
export const bucketArn = (partition: Partition, name: string) => `arn:${partition}:s3:::${name}`;

/**
 * Condition that KMS is used by S3 of a Region, for these buckets alone. The encryption context is the bucket's ARN where an
 * S3 Bucket Key is used and the object's ARN where a writer asks for none; both must work, or delivery stops in silence.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export const onlyThroughS3 = (region: string, ...bucketArns: readonly string[]) => ({
  StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
  StringLike: { "kms:EncryptionContext:aws:s3:arn": bucketArns.flatMap((arn) => [arn, `${arn}/*`]) },
});

/** ARN of a role; `name` may carry a path, `path/name`. */
export const roleArn = (partition: Partition, accountId: string, name: string) =>
  `arn:${partition}:iam::${accountId}:role/${name}`;

/** Principal that stands for a whole account; every statement that uses it narrows it with a condition. */
export const accountRootArn = (partition: Partition, accountId: string) => `arn:${partition}:iam::${accountId}:root`;
