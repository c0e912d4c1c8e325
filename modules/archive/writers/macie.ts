import { logTypes } from "../log-types";
import { servicePrincipals } from "../../policy/region";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: servicePrincipals("macie", facts.governedRegions) });

const fromAdministrator = (facts: WriterFacts) => {
  const account = `arn:${facts.partition}:macie2:*:${facts.securityToolingAccountId}`;
  return {
    StringEquals: { "aws:SourceAccount": facts.securityToolingAccountId },
    ArnLike: { "aws:SourceArn": [`${account}:export-configuration:*`, `${account}:classification-job/*`] },
  };
};

/**
 * Macie of the Security Tooling account stores sensitive-data discovery results of all Regions.
 * @see https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
export const macieBucketStatements = (facts: WriterFacts, bucketArn: string): Statement[] => [
  {
    sid: "AllowMacieToLocateBucket",
    principals: principals(facts),
    actions: ["s3:GetBucketLocation"],
    resources: [bucketArn],
    conditions: fromAdministrator(facts),
  },
  {
    sid: "AllowMacieToWrite",
    principals: principals(facts),
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/${logTypes.macie.prefix}*`],
    conditions: fromAdministrator(facts),
  },
];

export const macieKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowMacieToEncrypt",
    principals: principals(facts),
    actions: ["kms:GenerateDataKey", "kms:Encrypt"],
    resources: ["*"],
    conditions: fromAdministrator(facts),
  },
];
