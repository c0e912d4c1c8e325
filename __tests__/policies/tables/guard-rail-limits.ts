import type { Case } from "../cases";
import { accounts, actors, keyArn, logGroupArn, object, role } from "../organization-under-test";
import { arn, each, GuardedAct } from "./guarded-act";
import { asks, member } from "./guard-rails";

const { payments, logArchive, securityTooling } = accounts;

/** What teams do all day with what is their own: guard rails must not be noticed. */
const ownWork: GuardedAct[] = [
  ...each("logs", logGroupArn(payments, "/aws/lambda/checkout"), {
    CreateLogGroup: "make a log group",
    DeleteLogGroup: "delete a log group of its own",
    PutRetentionPolicy: "set the retention of its own",
    DeleteRetentionPolicy: "unset the retention of its own",
    PutSubscriptionFilter: "subscribe to its own",
    DeleteSubscriptionFilter: "end a subscription of its own",
    PutMetricFilter: "count in its own",
  }),
  ...each("logs", arn("logs", "delivery-source:team"), { PutDeliverySource: "make a source of its own" }),
  ...each("logs", arn("logs", "delivery-destination:team"), {
    DeleteDeliveryDestination: "delete its own destination",
  }),
  ...each("cloudwatch", arn("cloudwatch", "alarm:team"), { DeleteAlarms: "delete an alarm of its own" }),
  ...each("events", arn("events", "rule/team"), { PutRule: "make an event rule" }),
  ...each("scheduler", arn("scheduler", "schedule/default/team"), { DeleteSchedule: "delete a schedule of its own" }),
  ...each("states", arn("states", "stateMachine:team"), { UpdateStateMachine: "change a state machine of its own" }),
  ...each("sns", arn("sns", "team"), { Subscribe: "subscribe to a topic of its own" }),
  ...each("ssm", arn("ssm", "document/team"), { UpdateDocument: "change a document of its own" }),
  ...each("ssm", arn("ssm", "parameter/team"), { PutParameter: "set a parameter" }),
  ...each("iam", role(payments, "team"), { CreateRole: "make a role", PutRolePolicy: "give it permissions" }),
  ...each("access-analyzer", arn("access-analyzer", "analyzer/team"), { DeleteAnalyzer: "delete its own analyzer" }),
  ...each("cloudtrail", arn("cloudtrail", "trail/team"), { CreateTrail: "make a trail of its own" }),
  ...each("ec2", arn("ec2", "instance/i-0a1b"), { CreateTags: "tag an instance", StopInstances: "stop an instance" }),
  ...each("lambda", arn("lambda", "function:team"), { CreateFunction: "make a function", TagResource: "tag it" }),
  ...each("observabilityadmin", arn("observabilityadmin", "telemetry-rule/team"), {
    CreateTelemetryRule: "switch telemetry on",
  }),
  ...each("s3", "arn:aws:s3:::customer-data/x", { GetObject: "read its data", DeleteObject: "delete its data" }),
  ...each("s3", "arn:aws:s3:::customer-data", { PutBucketPolicy: "change its bucket" }),
];

/** Looking is free: what the logging made may be seen by whoever its account allows. */
const looking: GuardedAct[] = [
  ...each("cloudtrail", undefined, { DescribeTrails: "look at trails" }),
  ...each("config", undefined, { DescribeDeliveryChannels: "look at the delivery channel" }),
  ...each("ec2", undefined, { DescribeFlowLogs: "look at flow logs" }),
  ...each("route53resolver", arn("route53resolver", "resolver-query-log-config/rqlc-0a1b"), {
    GetResolverQueryLogConfig: "look at query logging",
  }),
  ...each("route53", "arn:aws:route53:::queryloggingconfig/0a1b", { GetQueryLoggingConfig: "look at a query log" }),
  ...each("wafv2", arn("wafv2", "regional/webacl/shop/0a1b"), {
    GetLoggingConfiguration: "look at the log of a web ACL",
  }),
  ...each("network-firewall", arn("network-firewall", "firewall/egress"), {
    DescribeLoggingConfiguration: "look at the logs of a firewall",
  }),
  ...each("ds", undefined, { DescribeDirectories: "look at directories" }),
  ...each("observabilityadmin", arn("observabilityadmin", "telemetry-pipeline/0a1b"), {
    GetTelemetryPipeline: "look at a pipeline",
  }),
  ...each("logs", undefined, { DescribeAccountPolicies: "look at the subscription of the account" }),
  ...each("logs", arn("logs", "delivery-source:example-logs-alb-access-0a1b"), {
    GetDeliverySource: "look at a source",
  }),
  ...each("logs", `${logGroupArn(payments, "/example-logs/sessions")}:log-stream:alice`, {
    GetLogEvents: "read a session of its own account",
  }),
  ...each("iam", role(payments, "OrganizationLoggingDeployment"), { GetRole: "look at the deployment role" }),
  ...each("cloudwatch", arn("cloudwatch", "alarm:example-logs-delivery"), { DescribeAlarmHistory: "look at an alarm" }),
  ...each("events", arn("events", "rule/example-logs-log-group-retention-changes"), { DescribeRule: "look at a rule" }),
  ...each("scheduler", arn("scheduler", "schedule/default/example-logs-log-group-retention"), {
    GetSchedule: "look at a schedule",
  }),
  ...each("states", arn("states", "stateMachine:example-logs-log-group-retention"), {
    DescribeStateMachine: "look at a state machine",
  }),
  ...each("sns", arn("sns", "example-logs-alerts"), { GetTopicAttributes: "look at a topic" }),
  ...each("sqs", arn("sqs", "example-logs-alerts-undelivered"), { GetQueueAttributes: "look at a queue" }),
  ...each("chatbot", `arn:aws:chatbot::${payments}:chat-configuration/slack-channel/example-logs-alerts`, {
    ListAssociations: "look at a channel",
  }),
  ...each("ssm", arn("ssm", "document/SSM-SessionManagerRunShell"), { GetDocument: "look at the session preferences" }),
  ...each("account", `arn:aws:account::${payments}:account`, { GetRegionOptStatus: "look at a Region" }),
  ...each("organizations", undefined, { DescribeOrganization: "look at the organization" }),
  ...each("s3", undefined, { GetAccountPublicAccessBlock: "look at the block of public access" }),
];

/** What the security team does with findings, and looks at. */
const triage: GuardedAct[] = [
  ...each("guardduty", undefined, { ArchiveFindings: "close findings of GuardDuty" }),
  ...each("securityhub", arn("securityhub", "hub/default", securityTooling), {
    BatchUpdateFindings: "close findings of Security Hub",
  }),
  ...each("macie2", undefined, { GetFindings: "read findings of Macie" }),
  ...each("inspector2", undefined, { ListFindings: "read findings of Inspector" }),
  ...each("detective", arn("detective", "graph:0a1b", securityTooling), { StartInvestigation: "investigate" }),
  ...each("fms", arn("fms", "policy/0a1b", securityTooling), { PutPolicy: "set a firewall policy" }),
  ...each("access-analyzer", arn("access-analyzer", "analyzer/example-logs-external-access", securityTooling), {
    UpdateFindings: "close a finding of an analyzer",
  }),
  ...each("config", undefined, { DescribeOrganizationConfigRules: "look at the rules of the organization" }),
];

const onStream = arn("kinesis", "stream/example-logs-cloudwatch", logArchive);
const onDelivery = arn("firehose", "deliverystream/example-logs-cloudwatch", logArchive);

/** What remains to an administrator of Log Archive: to look whether everything works. */
const health: GuardedAct[] = [
  ...each("kinesis", onStream, { DescribeStreamSummary: "look at the stream" }),
  ...each("firehose", onDelivery, { DescribeDeliveryStream: "look at the delivery stream" }),
  ...each("s3", "arn:aws:s3:::example-logs-logs-222222222222-eu-west-1", {
    GetBucketPolicy: "look at a bucket policy",
  }),
];

const rule = arn("config", "config-rule/config-rule-0a1b");
const association = arn("ssm", "association/0a1b2c3d-4e5f-6789-abcd-ef0123456789");

const scans = arn("guardduty", "malware-protection-plan/0a1b2c3d");

const ownAccount = `arn:aws:account::${payments}:account`;
const contactOf = (type: string) => ({ "account:AlternateContactTypes": type });

const ourTag = { "aws:ResourceTag/project": "example-logs" };

/** Looking is free where a tag or an alias says what is ours, too. */
const lookingAtTagged: readonly (readonly [GuardedAct, Readonly<Record<string, string>>])[] = [
  [["kms:DescribeKey", "look at a key", keyArn("logs")], { "kms:ResourceAliases": "alias/example-logs-logs" }],
  [["config:GetComplianceDetailsByConfigRule", "look at a rule", rule], ourTag],
  [["guardduty:GetMalwareProtectionPlan", "look at the scans of a bucket", scans], ourTag],
  [["logs:GetDelivery", "look at a delivery", arn("logs", "delivery:0a1b2c3d")], ourTag],
  [["ssm:DescribeAssociation", "look at an association", association], ourTag],
  [["oam:GetLink", "look at a link of metrics", arn("oam", "link/0a1b2c3d-4e5f-6789-abcd-ef0123456789")], ourTag],
  [["account:GetAlternateContact", "read the security contact", ownAccount], contactOf("SECURITY")],
];

const securityAdministrator = actors.securityTooling;
const workload = actors.workload;

const withKey = (aliases: Record<string, string>): Case[] =>
  each("kms", keyArn("logs"), {
    ScheduleKeyDeletion: "schedule the deletion of a key of its own",
    PutKeyPolicy: "change a key of its own",
  }).map((act) => asks(workload, act, "Allowed")(payments, aliases));

/** What has no name is told by its tag. */
const ownTagged: GuardedAct[] = [
  ...each("config", arn("config", "config-rule/config-rule-9f8e"), {
    DeleteConfigRule: "delete its own rule",
    TagResource: "tag its own rule",
  }),
  ...each("guardduty", arn("guardduty", "malware-protection-plan/9f8e7d6c"), {
    DeleteMalwareProtectionPlan: "end scans of its own",
    UpdateMalwareProtectionPlan: "change scans of its own",
    TagResource: "tag scans of its own",
  }),
  ...each("logs", arn("logs", "delivery:9f8e7d6c"), {
    DeleteDelivery: "end a delivery of its own",
    TagResource: "tag a delivery of its own",
  }),
  ...each("ssm", association, {
    AddTagsToResource: "tag an association of its own",
    UpdateAssociation: "change an association of its own",
  }),
];

const serviceRole = (account: string, name: string) =>
  member(`the role example-logs-${name}`, account, role(account, `example-logs-${name}`));

const excluded = { "aws:TagKeys": "GuardDutyExcluded" };
const kept = { "aws:RequestTag/GuardDutyManaged": "true", "aws:TagKeys": "GuardDutyManaged" };
const instance = arn("ec2", "instance/i-0a1b");

/** Whoever asks for scans, or ends an exclusion from them, is not stopped. */
const backIntoScans: Case[] = [
  asks(workload, ["ec2:DeleteTags", "end an exclusion", instance], "Allowed")(payments, excluded),
  ...each("ecs", arn("ecs", "cluster/team"), { UntagResource: "end an exclusion" })
    .concat(each("eks", arn("eks", "cluster/team"), { UntagResource: "end an exclusion" }))
    .concat(each("lambda", arn("lambda", "function:team"), { UntagResource: "end an exclusion" }))
    .map((act) => asks(workload, act, "Allowed")(payments, excluded)),
  asks(workload, ["ec2:CreateTags", "ask for GuardDuty's agent", instance], "Allowed")(payments, kept),
  ...each("ec2", arn("ec2", "vpc/vpc-0a1b"), { CreateVpc: "tag what has no agent" })
    .concat(each("ecs", arn("ecs", "task-definition/team:1"), { RegisterTaskDefinition: "tag what has no agent" }))
    .concat(each("eks", arn("eks", "cluster/team"), { CreateNodegroup: "tag what has no agent" }))
    .map((act) => asks(workload, act, "Allowed")(payments, { "aws:RequestTag/GuardDutyManaged": "false" })),
];

/** The one role that may change a retention of ours, because it raises all of them. */
const raising: Case[] = each("logs", logGroupArn(payments, "/example-logs/sessions"), {
  PutRetentionPolicy: "raise a retention",
}).map((act) => asks(serviceRole(payments, "log-group-retention"), act, "Allowed")(payments));

/** The role that copies everything into a vault. */
const copying: Case[] = [
  ...each("s3", object("logs", "x"), { GetObjectVersionForReplication: "read what it copies" }),
  ...each("s3", object("vault", "x"), { PutObjectRetention: "lock what it copied" }),
].map((act) => asks(serviceRole(logArchive, "replication"), act, "Allowed")(logArchive));

/** Whatever a bucket's own policy says: to shorten a lock takes the right to bypass it. */
const locksHold: Case[] = [
  ...each("s3", object("vault", "x"), {
    BypassGovernanceRetention: "shorten a lock",
    PutObjectLegalHold: "lift a legal hold",
  }).map((act) => asks(serviceRole(logArchive, "replication"), act, "ExplicitlyDenied")(logArchive)),
  ...each("s3", object("vault", "x"), { PutObjectRetention: "lock what it never copied" }).map((act) =>
    asks(serviceRole(logArchive, "delivery"), act, "ExplicitlyDenied")(logArchive),
  ),
];

const folder = "arn:aws:s3:::example-logs-logs-222222222222-eu-west-1/guardduty/AWSLogs/";

/** The empty objects that GuardDuty expects to find. */
const folders: Case[] = (["s3:GetObject", "s3:DeleteObject"] as const).map((action) =>
  asks(actors.deployment, [action, "keep a folder of GuardDuty's", folder], "Allowed")(logArchive),
);

/** What guard rails leave alone. */
export const guardRailLimits: Readonly<Record<string, readonly Case[]>> = {
  "guard rails leave a team's own alone": [
    ...ownWork.map((act) => asks(workload, act, "Allowed")(payments)),
    ...withKey({ "kms:ResourceAliases": "alias/team" }),
    ...withKey({}),
    ...each("account", ownAccount, {
      DeleteAlternateContact: "take the billing contact away",
      PutAlternateContact: "change the billing contact",
    }).map((act) => asks(workload, act, "Allowed")(payments, contactOf("BILLING"))),
    ...backIntoScans,
    ...ownTagged.map((act) => asks(workload, act, "Allowed")(payments, { "aws:ResourceTag/project": "shop" })),
  ],
  "guard rails let everybody look": [
    ...looking.map((act) => asks(workload, act, "Allowed")(payments)),
    ...lookingAtTagged.map(([act, context]) => asks(workload, act, "Allowed")(payments, context)),
  ],
  "guard rails leave findings to the security team": triage.map((act) =>
    asks(securityAdministrator, act, "Allowed")(securityTooling),
  ),
  "guard rails let Log Archive be looked after": health.map((act) =>
    asks(actors.logArchive, act, "Allowed")(logArchive),
  ),
  "guard rails let our own roles work": [...raising, ...copying, ...folders],
  "guard rails hold the locks of the archive": locksHold,
};
