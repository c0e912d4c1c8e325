import { LogType, logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { noOtherAcl, ownFolder, plainFolder, WriterFacts } from "./facts";

const principals = { services: ["delivery.logs.amazonaws.com"] };

const forOrganization = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceOrgID": facts.organizationId },
  ArnLike: { "aws:SourceArn": `arn:${facts.partition}:logs:*:*:*` },
});

/** Where an account's own part of a log type may be. */
const foldersOf = (type: LogType) => [
  ownFolder,
  ownFolder.replace("AWSLogs/", "AWSLogs/aws-account-id="),
  ...(type === logTypes.cloudfront ? [plainFolder] : []),
];

/**
 * The CloudWatch log delivery service, which carries VPC flow logs, Resolver query logs, Network Firewall, WAF, NLB and
 * every configured delivery source, writes the given log types into the folder of the account it delivers for.
 *
 * Two spellings of that folder exist: the native one, and `aws-account-id=` of Hive-compatible partitions. CloudFront, whose
 * deliveries say their folders themselves, has a third.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
export function vendedLogsBucketStatements(
  facts: WriterFacts,
  bucketArn: string,
  types: readonly LogType[],
): Statement[] {
  const { StringEquals, ArnLike } = forOrganization(facts);
  return [
    {
      sid: "AllowLogDeliveryToCheckBucket",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [bucketArn],
      conditions: { StringEquals, ArnLike },
    },
    {
      sid: "AllowLogDeliveryToWrite",
      principals,
      actions: ["s3:PutObject"],
      resources: types.flatMap((type) => foldersOf(type).map((folder) => `${bucketArn}/${type.prefix}${folder}`)),
      conditions: { StringEquals, ArnLike, ...noOtherAcl },
    },
  ];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html */
export const vendedLogsKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowLogDeliveryToEncrypt",
    principals,
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    resources: ["*"],
    conditions: forOrganization(facts),
  },
];
