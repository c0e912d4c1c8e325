import { logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { noOtherAcl, WriterFacts } from "./facts";

const principals = { services: ["cloudtrail.amazonaws.com"] };

/**
 * The trails of the organization, and no other trail, write events and digests of every member account.
 *
 * A trail's ARN carries the management account in every member. The folder of the management account itself is used
 * when a trail is ever turned into a single-account trail, and CloudTrail checks for it at creation.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function cloudTrailBucketStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const fromTrail = { "aws:SourceArn": facts.organizationTrailArns };
  const folder = (owner: string) => `${bucketArn}/${logTypes.cloudtrail.prefix}AWSLogs/${owner}/*`;
  return [
    {
      sid: "AllowOrganizationTrailToCheckBucket",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: { StringEquals: fromTrail },
    },
    {
      sid: "AllowOrganizationTrailToWrite",
      principals,
      actions: ["s3:PutObject"],
      resources: [folder(facts.organizationId), folder(facts.managementAccountId)],
      conditions: { StringEquals: fromTrail, ...noOtherAcl },
    },
  ];
}

/**
 * `kms:Decrypt` is needed because the bucket uses an S3 Bucket Key: without it the trail cannot be created.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function cloudTrailKeyStatements(facts: WriterFacts): Statement[] {
  const fromTrail = { "aws:SourceArn": facts.organizationTrailArns };
  return [
    {
      sid: "AllowOrganizationTrailToEncrypt",
      principals,
      actions: ["kms:GenerateDataKey*"],
      resources: ["*"],
      conditions: {
        StringEquals: fromTrail,
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${facts.partition}:cloudtrail:*:${facts.managementAccountId}:trail/*`,
        },
      },
    },
    {
      sid: "AllowOrganizationTrailToUseBucketKey",
      principals,
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      resources: ["*"],
      conditions: { StringEquals: fromTrail },
    },
  ];
}
