import { logTypes } from "../log-types";
import { accountRootArn } from "../../policy/arn";
import { servicePrincipals } from "../../policy/region";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: servicePrincipals("guardduty", facts.governedRegions) });

/** Detector ids exist only once the detectors do, which is after this policy; the administrator account is fixed. */
const fromAdministrator = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceAccount": facts.securityToolingAccountId },
  ArnLike: {
    "aws:SourceArn": `arn:${facts.partition}:guardduty:*:${facts.securityToolingAccountId}:detector/*`,
  },
});

/** Keys of the folders that GuardDuty expects before it exports the findings of a Region (`*` for all of them). */
export const guardDutyFolders = (facts: WriterFacts, region: string) => [
  logTypes.guardduty.prefix,
  `${logTypes.guardduty.prefix}AWSLogs/${facts.securityToolingAccountId}/GuardDuty/${region}/`,
];

/**
 * The detectors of the Security Tooling account export the findings of all Regions and members.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export const guardDutyBucketStatements = (
  facts: WriterFacts,
  bucketArn: string,
  callerRoleArn: string,
): Statement[] => [
  {
    sid: "AllowGuardDutyToLocateBucket",
    principals: principals(facts),
    actions: ["s3:GetBucketLocation"],
    resources: [bucketArn],
    conditions: fromAdministrator(facts),
  },
  {
    sid: "AllowGuardDutyToWrite",
    principals: principals(facts),
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/${logTypes.guardduty.prefix}*`],
    conditions: fromAdministrator(facts),
  },
  // Whoever sets up an export to a prefix must be able to see that its folder is there.
  {
    sid: "AllowSecurityToolingToListGuardDutyFolders",
    principals: { aws: [accountRootArn(facts.partition, facts.securityToolingAccountId)] },
    actions: ["s3:ListBucket"],
    resources: [bucketArn],
    conditions: {
      ArnEquals: { "aws:PrincipalArn": callerRoleArn },
      StringLike: { "s3:prefix": `${logTypes.guardduty.prefix}*` },
    },
  },
  {
    sid: "AllowSecurityToolingToFindGuardDutyFolders",
    principals: { aws: [accountRootArn(facts.partition, facts.securityToolingAccountId)] },
    actions: ["s3:GetObject"],
    resources: guardDutyFolders(facts, "*").map((key) => `${bucketArn}/${key}`),
    conditions: { ArnEquals: { "aws:PrincipalArn": callerRoleArn } },
  },
];

export const guardDutyKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowGuardDutyToEncrypt",
    principals: principals(facts),
    actions: ["kms:GenerateDataKey"],
    resources: ["*"],
    conditions: fromAdministrator(facts),
  },
];
