import { Statement } from "../policy/statement";

/**
 * What the archive offers that a resource control policy can fence; streams of Kinesis it cannot. Of STS, other actions
 * would shut out whoever signs in by federation, who carries no organization.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const fenced = ["firehose:*", "kms:*", "logs:*", "s3:*", "sts:AssumeRole"];

/**
 * Nobody outside the organization reaches the archive's buckets, keys, log destinations and roles, whatever their own
 * policies say, and no AWS service does on behalf of another organization.
 *
 * Deliveries stay open. AWS services are told from people by `aws:PrincipalIsAWSService`; a call that names no source
 * account is a service's own; the connection is judged only where AWS shows it, because in calls between its services it
 * redacts that key.
 * @see https://github.com/aws-samples/data-perimeter-policy-examples
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export const archivePerimeter = (organizationId: string): Statement[] => [
  {
    sid: "DenyPrincipalsOutsideOrganization",
    effect: "Deny",
    principals: "*",
    actions: fenced,
    resources: ["*"],
    conditions: {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    },
  },
  {
    sid: "DenyServicesActingForOutsiders",
    effect: "Deny",
    principals: "*",
    actions: fenced,
    resources: ["*"],
    conditions: {
      StringNotEqualsIfExists: { "aws:SourceOrgID": organizationId },
      Null: { "aws:SourceAccount": "false" },
      Bool: { "aws:PrincipalIsAWSService": "true" },
    },
  },
  {
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principals: "*",
    actions: fenced,
    resources: ["*"],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  },
];
