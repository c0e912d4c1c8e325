import { logTypes } from "../../archive/log-types";
import { servicePrincipals } from "../region";
import { Statement } from "../statement";
import { WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: servicePrincipals("guardduty", facts.governedRegions) });

/** Detector ids exist only once the detectors do, which is after this policy; the administrator account is fixed. */
const fromAdministrator = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceAccount": facts.securityToolingAccountId },
  ArnLike: {
    "aws:SourceArn": `arn:${facts.partition}:guardduty:*:${facts.securityToolingAccountId}:detector/*`,
  },
});

/**
 * The detectors of the Security Tooling account export the findings of all Regions and members.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export const guardDutyBucketStatements = (facts: WriterFacts, bucketArn: string): Statement[] => [
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
