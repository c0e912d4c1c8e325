import { logTypes } from "../log-types";
import { roleArn } from "../../policy/arn";
import { Statement } from "../../policy/statement";
import { noOtherAcl, WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: [`logs.${facts.homeRegion}.amazonaws.com`] });

const forOrganization = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceOrgID": facts.organizationId },
  ArnLike: { "aws:SourceArn": `arn:${facts.partition}:logs:${facts.homeRegion}:*:log-group:*` },
});

const folder = (bucketArn: string, account: string) => `${bucketArn}/${logTypes.cloudwatchExports.prefix}${account}/*`;

/**
 * CloudWatch Logs export tasks back-fill what a log group held before it was subscribed, into the folder of its account.
 * They work in the bucket's Region only, and whoever starts one must be able to write there too: the role of this name,
 * which each account may have.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateExportTask.html
 */
export function logExportsBucketStatements(
  facts: WriterFacts,
  bucketArn: string,
  exporterRoleName: string,
): Statement[] {
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
      resources: [folder(bucketArn, "${aws:SourceAccount}")],
      conditions: { StringEquals, ArnLike, ...noOtherAcl },
    },
    {
      sid: "AllowLogExportersToWriteOwnExports",
      principals: "*",
      actions: ["s3:PutObject"],
      resources: [folder(bucketArn, "${aws:PrincipalAccount}")],
      conditions: {
        StringEquals: { "aws:PrincipalOrgID": facts.organizationId },
        ArnLike: { "aws:PrincipalArn": roleArn(facts.partition, "*", exporterRoleName) },
        ...noOtherAcl,
      },
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
