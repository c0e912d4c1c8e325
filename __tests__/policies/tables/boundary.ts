import type { Case } from "../cases";
import { callOfRole } from "../contexts";
import { logDeliveryActions } from "./account-permissions";
import { accounts, bucketArn, home, keyArn, logGroupArn, object, regions, role } from "../organization-under-test";

const { management, payments, logArchive, securityTooling } = accounts;

type Act = readonly [action: string, resource: string];

const on = (resource: string, ...actions: readonly string[]): Act[] => actions.map((action) => [action, resource]);

const arn = (service: string, resource: string, account: string = management) =>
  `arn:aws:${service}:${home}:${account}:${resource}`;

const group = logGroupArn(management, "/aws/lambda/checkout");

/** Asks who is in the organization. */
const listing = on(
  "*",
  "organizations:DescribeOrganization",
  "organizations:ListAWSServiceAccessForOrganization",
  "organizations:ListAccounts",
  "organizations:ListDelegatedAdministrators",
);

/** What some role of the management account needs, by its name. */
const needed: Readonly<Record<string, readonly Act[]>> = {
  "log-group-retention": [
    ...on(group, "logs:DescribeLogGroups", "logs:PutRetentionPolicy"),
    ...on(arn("states", "stateMachine:example-logs-log-group-retention"), "states:StartExecution"),
    ...on(arn("events", "event-bus/default"), "events:PutEvents"),
    ...on("*", ...logDeliveryActions),
  ],
  "trail-log-group": on(`${group}:log-stream:a`, "logs:CreateLogStream", "logs:PutLogEvents"),
  "vpc-flow-logs": on(group, "logs:DescribeLogStreams"),
  "cost-replication": [
    ...on(bucketArn("cost"), "s3:GetReplicationConfiguration", "s3:ListBucket"),
    ...on(bucketArn("logs"), "s3:GetBucketVersioning"),
    ...on(
      object("cost", "a"),
      "s3:GetObjectVersionAcl",
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectVersionTagging",
    ),
    ...on(object("logs", "a"), "s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateObject", "s3:ReplicateTags"),
    ...on(keyArn("archive"), "kms:Encrypt", "kms:GenerateDataKey"),
  ],
  "config-aggregator": listing,
  "alert-forwarding": on(arn("events", "event-bus/example-logs-alerts", securityTooling), "events:PutEvents"),
  "logging-remediation": [
    ...on(arn("ssm", "automation-execution/0a1b"), "ssm:GetAutomationExecution"),
    ...[
      "AWS-EnableNeptuneDbAuditLogsToCloudWatch",
      "AWSConfigRemediation-EnableElasticBeanstalkEnvironmentLogStreaming",
      "AWSConfigRemediation-EnableLoggingForALBAndCLB",
    ].flatMap((document) => on(arn("ssm", `automation-definition/${document}:1`), "ssm:StartAutomationExecution")),
    ...on("*", "elasticloadbalancing:DescribeLoadBalancerAttributes"),
    ...on(arn("rds", "cluster:graph"), "rds:DescribeDBClusters", "rds:ModifyDBCluster"),
    ...on(
      arn("elasticbeanstalk", "environment/shop/live"),
      "elasticbeanstalk:DescribeConfigurationSettings",
      "elasticbeanstalk:DescribeEnvironments",
      "elasticbeanstalk:UpdateEnvironment",
    ),
    ...on(arn("elasticloadbalancing", "loadbalancer/shop"), "elasticloadbalancing:ModifyLoadBalancerAttributes"),
  ],
};

/** What a role would gain by a policy that somebody else gave it. */
const gained: readonly Act[] = [
  ...on(`arn:aws:iam::${management}:user/eve`, "iam:CreateUser"),
  ...on(role(management, "Administrator"), "iam:PassRole", "iam:UpdateAssumeRolePolicy"),
  ...on(role(payments, "OrganizationAccountAccessRole"), "sts:AssumeRole"),
  ...on("*", "organizations:LeaveOrganization", "organizations:ListRoots"),
  ...on("*", "logs:DeleteResourcePolicy", ...logDeliveryActions),
  ...on(arn("cloudtrail", "trail/example-logs-organization"), "cloudtrail:StopLogging"),
  ...on(group, "logs:DeleteLogGroup", "logs:FilterLogEvents"),
  ...on(logGroupArn(payments, "/aws/lambda/checkout"), "logs:DescribeLogGroups"),
  ...on(arn("events", "event-bus/team"), "events:PutEvents"),
  ...on(arn("events", "event-bus/default"), "events:DescribeEventBus"),
  ...on(arn("events", "event-bus/example-logs-alerts", securityTooling), "events:PutEvents"),
  ...on(arn("events", "rule/team"), "events:DeleteRule"),
  ...on(arn("states", "stateMachine:team"), "states:StartExecution"),
  ...on(arn("states", "stateMachine:example-logs-log-group-retention"), "states:DeleteStateMachine"),
  ...on("arn:aws:s3:::customer-data", "s3:ListBucket"),
  ...on(object("logs", "a"), "s3:GetObject"),
  ...on(keyArn("archive"), "kms:Decrypt"),
  ...on(keyArn("logs"), "kms:Encrypt"),
  ...on(arn("ssm", "automation-definition/AWS-RunShellScript:1"), "ssm:StartAutomationExecution"),
  ...on(arn("ssm", "automation-execution/0a1b"), "ssm:StopAutomationExecution"),
  ...on(arn("rds", "cluster:graph"), "rds:DeleteDBCluster"),
  ...on(arn("rds", "cluster:graph", payments), "rds:ModifyDBCluster"),
  ...on(arn("elasticbeanstalk", "environment/shop/live"), "elasticbeanstalk:TerminateEnvironment"),
  ...on(arn("elasticbeanstalk", "environment/shop/live", payments), "elasticbeanstalk:UpdateEnvironment"),
  ...on(arn("elasticloadbalancing", "loadbalancer/shop"), "elasticloadbalancing:DeleteLoadBalancer"),
  ...on(
    arn("elasticloadbalancing", "loadbalancer/shop", payments),
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
  ),
];

/** Of another account than the role's, or a bucket, whose ARN does not say. */
const isElsewhere = (resource: string) => resource !== "*" && !resource.includes(`:${management}:`);

/** A key's policy lets the role in and a bucket of another account too, so that the boundary alone decides. */
const asksAs = (name: string, [action, resource]: Act, expected: Case["expected"], context = {}): Case => ({
  sentence: `the role ${name} of the management account ${expected === "Allowed" ? "can" : "cannot"} ${action} ${resource}`,
  request: {
    principal: role(management, `example-logs-${name}`),
    identity: "everything",
    action,
    resource,
    policy: isElsewhere(resource) ? "open to everybody" : undefined,
    owner: isElsewhere(resource) ? logArchive : management,
    context: { ...callOfRole(management, `example-logs-${name}`), "aws:RequestedRegion": home, ...context },
  },
  expected,
  guarded: true,
});

/** What the roles of the management account could do, were all their own policies replaced by one that allows everything. */
export const boundary: Readonly<Record<string, readonly Case[]>> = {
  "roles of the management account": [
    ...Object.entries(needed).flatMap(([name, acts]) => acts.map((act) => asksAs(name, act, "Allowed"))),
    ...gained.map((act) => asksAs("cost-replication", act, "ImplicitlyDenied")),
    ...listing.map((act) => asksAs("cost-replication", act, "ImplicitlyDenied")),
    asksAs("config-aggregator", ["organizations:ListRoots", "*"], "ImplicitlyDenied"),
    asksAs(
      "alert-forwarding",
      ["events:PutEvents", arn("events", "event-bus/team", securityTooling)],
      "ImplicitlyDenied",
    ),
    asksAs(
      "alert-forwarding",
      ["events:PutEvents", "arn:aws:events:eu-central-1:777777777777:event-bus/siem"],
      "Allowed",
    ),
    asksAs(
      "alert-forwarding",
      ["events:DescribeEventBus", arn("events", "event-bus/example-logs-alerts", securityTooling)],
      "ImplicitlyDenied",
    ),
    asksAs("log-group-retention", ["logs:DeleteResourcePolicy", "*"], "ImplicitlyDenied"),
    ...[...regions, "ap-south-1"].map((region) =>
      asksAs(
        "log-group-retention",
        ["logs:PutResourcePolicy", "*"],
        region === "ap-south-1" ? "ImplicitlyDenied" : "Allowed",
        { "aws:RequestedRegion": region },
      ),
    ),
    ...[...regions, "ap-south-1"].map((region) =>
      asksAs(
        "logging-remediation",
        ["rds:DescribeDBClusters", arn("rds", "cluster:graph")],
        region === "ap-south-1" ? "ImplicitlyDenied" : "Allowed",
        { "aws:RequestedRegion": region },
      ),
    ),
  ],
};
