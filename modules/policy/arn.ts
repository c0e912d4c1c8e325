import { Partition } from "./region";

/** ARN of a bucket, which names neither Region nor account. */
export const bucketArn = (partition: Partition, name: string) => `arn:${partition}:s3:::${name}`;

/** ARN of a role; `name` may carry a path, `path/name`. */
export const roleArn = (partition: Partition, accountId: string, name: string) =>
  `arn:${partition}:iam::${accountId}:role/${name}`;

/** Principal that stands for a whole account; every statement that uses it narrows it with a condition. */
export const accountRootArn = (partition: Partition, accountId: string) => `arn:${partition}:iam::${accountId}:root`;
