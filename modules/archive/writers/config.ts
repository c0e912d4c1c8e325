import { logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { noOtherAcl, ownFolder, WriterFacts } from "./facts";

const principals = { services: ["config.amazonaws.com"] };

/**
 * AWS Config of every account of the organization writes history and snapshots into the folder of that account.
 *
 * The service principal writes, because recorders run under the service-linked role, which holds no S3 permission.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function configBucketStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const forOrganization = { "aws:SourceOrgID": facts.organizationId };
  return [
    {
      sid: "AllowConfigToCheckBucket",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [bucketArn],
      conditions: { StringEquals: forOrganization },
    },
    {
      sid: "AllowConfigToWrite",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/${logTypes.config.prefix}${ownFolder.replace("/*", "/Config/*")}`],
      conditions: { StringEquals: forOrganization, ...noOtherAcl },
    },
  ];
}

/** @see https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html */
export const configKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowConfigToEncrypt",
    principals,
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceOrgID": facts.organizationId } },
  },
];
