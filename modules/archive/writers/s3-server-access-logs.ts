import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

/**
 * Amazon S3 writes the access logs of these buckets of the same Region, and of no other bucket; nothing where there are none.
 * @param objects - which objects, and the `sid` of the statement
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const s3ServerAccessLogsBucketStatements = (
  facts: WriterFacts,
  objects: { readonly sid: string; readonly arn: string },
  sourceBucketArns: readonly string[],
): Statement[] =>
  sourceBucketArns.length === 0
    ? []
    : [
        {
          sid: objects.sid,
          principals: { services: ["logging.s3.amazonaws.com"] },
          actions: ["s3:PutObject"],
          resources: [objects.arn],
          conditions: {
            StringEquals: { "aws:SourceAccount": facts.logArchiveAccountId },
            ArnLike: { "aws:SourceArn": sourceBucketArns },
          },
        },
      ];
