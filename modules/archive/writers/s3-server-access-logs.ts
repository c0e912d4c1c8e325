import { logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

/**
 * Amazon S3 writes the access logs of the archive's own buckets of the same Region, and of no other bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const s3ServerAccessLogsBucketStatements = (
  facts: WriterFacts,
  bucketArn: string,
  sourceBucketArns: readonly string[],
): Statement[] => [
  {
    sid: "AllowServerAccessLogsOfArchive",
    principals: { services: ["logging.s3.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/${logTypes.s3access.prefix}*`],
    conditions: {
      StringEquals: { "aws:SourceAccount": facts.logArchiveAccountId },
      ArnLike: { "aws:SourceArn": sourceBucketArns },
    },
  },
];
