/** What a recommendation of the benchmark watches, and which events of a trail count. */
export interface Recommendation {
  /** Number in CIS AWS Foundations Benchmark 5.0, the same in 1.4 and 3.0. */
  readonly id: string;
  /** What is watched. */
  readonly watches: string;
  /** Filter pattern of the metric filter. */
  readonly pattern: string;
  /** The control of Security Hub that looks for a filter of its own, which is `pattern` unless `wordForWord` differs. */
  readonly control?: string;
  /** The filter that Security Hub's control asks for letter by letter, where the benchmark's is another. */
  readonly wordForWord?: string;
}

/** `{($.eventName=A) || ($.eventName=B)}`, as the pages of AWS write it, after what all of them have in common. */
const named = (names: readonly string[], source?: string): string => {
  const any = names.map((name) => `($.eventName=${name})`).join(" || ");
  return source ? `{($.eventSource=${source}) && (${any})}` : `{${any}}`;
};

const iamPolicies = [
  "DeleteGroupPolicy",
  "DeleteRolePolicy",
  "DeleteUserPolicy",
  "PutGroupPolicy",
  "PutRolePolicy",
  "PutUserPolicy",
  "CreatePolicy",
  "DeletePolicy",
  "CreatePolicyVersion",
  "DeletePolicyVersion",
  "AttachRolePolicy",
  "DetachRolePolicy",
  "AttachUserPolicy",
  "DetachUserPolicy",
  "AttachGroupPolicy",
  "DetachGroupPolicy",
];

const bucketPolicies = [
  "PutBucketAcl",
  "PutBucketPolicy",
  "PutBucketCors",
  "PutBucketLifecycle",
  "PutBucketReplication",
  "DeleteBucketPolicy",
  "DeleteBucketCors",
  "DeleteBucketLifecycle",
  "DeleteBucketReplication",
];

const securityGroups = [
  "AuthorizeSecurityGroupIngress",
  "AuthorizeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
  "RevokeSecurityGroupEgress",
  "CreateSecurityGroup",
  "DeleteSecurityGroup",
];

const networkAcls = [
  "CreateNetworkAcl",
  "CreateNetworkAclEntry",
  "DeleteNetworkAcl",
  "DeleteNetworkAclEntry",
  "ReplaceNetworkAclEntry",
  "ReplaceNetworkAclAssociation",
];

const gateways = [
  "CreateCustomerGateway",
  "DeleteCustomerGateway",
  "AttachInternetGateway",
  "CreateInternetGateway",
  "DeleteInternetGateway",
  "DetachInternetGateway",
];

const routeTables = [
  "CreateRoute",
  "CreateRouteTable",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "DeleteRouteTable",
  "DeleteRoute",
  "DisassociateRouteTable",
];

const vpcs = [
  "CreateVpc",
  "DeleteVpc",
  "ModifyVpcAttribute",
  "AcceptVpcPeeringConnection",
  "CreateVpcPeeringConnection",
  "DeleteVpcPeeringConnection",
  "RejectVpcPeeringConnection",
  "AttachClassicLinkVpc",
  "DetachClassicLinkVpc",
  "DisableVpcClassicLink",
  "EnableVpcClassicLink",
];

const organizations = [
  "AcceptHandshake",
  "AttachPolicy",
  "CreateAccount",
  "CreateOrganizationalUnit",
  "CreatePolicy",
  "DeclineHandshake",
  "DeleteOrganization",
  "DeleteOrganizationalUnit",
  "DeletePolicy",
  "DetachPolicy",
  "DisablePolicyType",
  "EnablePolicyType",
  "InviteAccountToOrganization",
  "LeaveOrganization",
  "MoveAccount",
  "RemoveAccountFromOrganization",
  "UpdatePolicy",
  "UpdateOrganizationalUnit",
];

/**
 * Section 4 of CIS AWS Foundations Benchmark 5.0 but for 4.16, which asks for Security Hub itself. Where Security Hub's
 * control of CIS 1.4 (or, of 1.2, CloudWatch.2 and .3) has the same terms, the pattern is written as AWS prints it, and
 * serves both: "the exact metric filters prescribed by CIS; additional fields or terms cannot be added".
 *
 * 4.1 has its error codes in parentheses, as the benchmark's text leaves open which of its joins binds closer, and
 * `AccessDenied` as such, as no page says that a wildcard may stand for nothing. 4.2 is the
 * variant for organizations with single sign-on, whose sign-ins name no second factor to AWS.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const recommendations: readonly Recommendation[] = [
  {
    id: "4.1",
    watches: "unauthorized API calls",
    pattern:
      '{(($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*") || ($.errorCode="AccessDenied")) && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket")}',
    control: "CloudWatch.2",
    wordForWord: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  {
    id: "4.2",
    watches: "console sign-in without a second factor",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    control: "CloudWatch.3",
  },
  {
    id: "4.3",
    watches: "use of the root user",
    pattern: '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    control: "CloudWatch.1",
  },
  {
    id: "4.4",
    watches: "changes of IAM policies",
    pattern: named(iamPolicies),
    control: "CloudWatch.4",
    wordForWord: named(iamPolicies, "iam.amazonaws.com"),
  },
  {
    id: "4.5",
    watches: "changes of trails",
    pattern: named(["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]),
    control: "CloudWatch.5",
  },
  {
    id: "4.6",
    watches: "failed console sign-ins",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
    control: "CloudWatch.6",
  },
  {
    id: "4.7",
    watches: "disabling and deletion of keys",
    pattern: named(["DisableKey", "ScheduleKeyDeletion"], "kms.amazonaws.com"),
    control: "CloudWatch.7",
  },
  {
    id: "4.8",
    watches: "changes of bucket policies",
    pattern: named(bucketPolicies, "s3.amazonaws.com"),
    control: "CloudWatch.8",
  },
  {
    id: "4.9",
    watches: "changes of AWS Config",
    pattern: named(
      ["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"],
      "config.amazonaws.com",
    ),
    control: "CloudWatch.9",
  },
  {
    id: "4.10",
    watches: "changes of security groups",
    pattern: named([...securityGroups, "ModifySecurityGroupRules"]),
    control: "CloudWatch.10",
    wordForWord: named(securityGroups),
  },
  { id: "4.11", watches: "changes of network ACLs", pattern: named(networkAcls), control: "CloudWatch.11" },
  { id: "4.12", watches: "changes of network gateways", pattern: named(gateways), control: "CloudWatch.12" },
  {
    id: "4.13",
    watches: "changes of route tables",
    pattern: named(routeTables),
    control: "CloudWatch.13",
    wordForWord: named(routeTables, "ec2.amazonaws.com"),
  },
  { id: "4.14", watches: "changes of VPCs", pattern: named(vpcs), control: "CloudWatch.14" },
  { id: "4.15", watches: "changes of the organization", pattern: named(organizations, "organizations.amazonaws.com") },
];
