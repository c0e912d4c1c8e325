import { logTypes } from "../log-types";
import { onlyThroughS3 } from "../../policy/arn";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

/**
 * Instance roles of the organization write Session Manager transcripts into the folder of their own account.
 *
 * The agent writes under the instance role, not under a service principal, so the statement admits every role of the
 * organization. It must not ask for an ACL header: an agent's first upload may carry none.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function sessionManagerBucketStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const rolesOfOrganization = {
    StringEquals: { "aws:PrincipalOrgID": facts.organizationId },
    ArnLike: { "aws:PrincipalArn": `arn:${facts.partition}:iam::*:role/*` },
  };
  return [
    {
      sid: "AllowOrganizationRolesToReadEncryptionForSessions",
      principals: "*",
      actions: ["s3:GetEncryptionConfiguration"],
      resources: [bucketArn],
      conditions: rolesOfOrganization,
    },
    {
      sid: "AllowOrganizationRolesToWriteOwnSessions",
      principals: "*",
      actions: ["s3:PutObject", "s3:PutObjectAcl"],
      resources: [`${bucketArn}/${logTypes.sessions.prefix}\${aws:PrincipalAccount}/*`],
      conditions: rolesOfOrganization,
    },
  ];
}

/** The key serves roles of the organization outside Log Archive, only through S3 and only for this bucket. */
export function sessionManagerKeyStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const throughS3 = onlyThroughS3(facts.homeRegion, bucketArn);
  return [
    {
      sid: "AllowOrganizationRolesToEncryptSessions",
      principals: "*",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: {
        StringEquals: { "aws:PrincipalOrgID": facts.organizationId, ...throughS3.StringEquals },
        StringLike: throughS3.StringLike,
        ArnLike: { "aws:PrincipalArn": `arn:${facts.partition}:iam::*:role/*` },
        StringNotEquals: { "aws:PrincipalAccount": facts.logArchiveAccountId },
      },
    },
  ];
}
