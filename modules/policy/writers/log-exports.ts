import { logTypes } from "../../archive/log-types";
import { Statement } from "../statement";
import { ownerFullControl, WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: [`logs.${facts.homeRegion}.amazonaws.com`] });

const forOrganization = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceOrgID": facts.organizationId },
  ArnLike: { "aws:SourceArn": `arn:${facts.partition}:logs:${facts.homeRegion}:*:log-group:*` },
});

/**
 * CloudWatch Logs export tasks back-fill what a log group held before it was subscribed. They work in the bucket's
 * Region only.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
 */
export function logExportsBucketStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const { StringEquals, ArnLike } = forOrganization(facts);
  return [
    {
      sid: "AllowLogExportsToCheckBucket",
      principals: principals(facts),
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: { StringEquals, ArnLike },
    },
    {
      sid: "AllowLogExportsToWrite",
      principals: principals(facts),
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/${logTypes.cloudwatchExports.prefix}*`],
      conditions: { StringEquals: { ...StringEquals, ...ownerFullControl }, ArnLike },
    },
  ];
}

export const logExportsKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowLogExportsToEncrypt",
    principals: principals(facts),
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: ["*"],
    conditions: forOrganization(facts),
  },
];
