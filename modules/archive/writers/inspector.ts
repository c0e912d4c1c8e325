import { logTypes } from "../log-types";
import { servicePrincipals } from "../../policy/region";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

const principals = (facts: WriterFacts) => ({ services: servicePrincipals("inspector2", [facts.homeRegion]) });

/** Reports can be written only from the bucket's own Region. */
const fromAdministrator = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceAccount": facts.securityToolingAccountId },
  ArnLike: {
    "aws:SourceArn": `arn:${facts.partition}:inspector2:${facts.homeRegion}:${facts.securityToolingAccountId}:report/*`,
  },
});

/**
 * Inspector of the Security Tooling account writes the findings reports that people ask for.
 * @see https://docs.aws.amazon.com/inspector/latest/user/findings-managing-exporting-reports.html
 */
export const inspectorBucketStatements = (facts: WriterFacts, bucketArn: string): Statement[] => [
  {
    sid: "AllowInspectorToWriteReports",
    principals: principals(facts),
    actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
    resources: [`${bucketArn}/${logTypes.inspector.prefix}*`],
    conditions: fromAdministrator(facts),
  },
];

export const inspectorKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowInspectorToEncryptReports",
    principals: principals(facts),
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: ["*"],
    conditions: fromAdministrator(facts),
  },
];
