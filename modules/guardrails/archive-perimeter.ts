import { Statement } from "../policy/statement";

export interface ArchivePerimeterProps {
  readonly organizationId: string;
  /** Roles of the archive's account that may trust an identity provider, as ARNs. */
  readonly federatedArns: readonly string[];
}

/**
 * What the archive offers that a resource control policy can fence; streams of Kinesis it cannot. Whoever signs in by
 * federation carries no organization, and has a statement of its own.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const fenced = ["firehose:*", "kms:*", "logs:*", "s3:*", "sts:AssumeRole"];

/** What an identity provider that a role trusts is asked for. */
const federation = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"];

/**
 * Nobody outside the organization reaches the archive's buckets, keys, log destinations and roles, whatever their own
 * policies say, and no AWS service does on behalf of another organization; nor does anybody for whom an identity provider
 * speaks, but in the roles that are named.
 *
 * Deliveries stay open. AWS services are told from people by `aws:PrincipalIsAWSService`; a call that names no source
 * account is a service's own; the connection is judged only where AWS shows it, because in calls between its services it
 * redacts that key.
 * @see https://github.com/aws-samples/data-perimeter-policy-examples
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export const archivePerimeter = ({ organizationId, federatedArns }: ArchivePerimeterProps): Statement[] => [
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
    sid: "DenyFederation",
    effect: "Deny",
    principals: "*",
    actions: federation,
    notResources: federatedArns,
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
