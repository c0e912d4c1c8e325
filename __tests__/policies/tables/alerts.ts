import type { Case } from "../cases";
import { actingFor, callOf, callOfRole, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import {
  accounts,
  Actor,
  actors,
  home,
  keyArn,
  organizationId,
  regions,
  role,
  serviceRoleArn,
  stranger,
} from "../organization-under-test";
import type { PolicyName } from "../policy-names";
import { alertRule } from "./account-roles";
import { uses } from "./role-requests";

const { management, logArchive, securityTooling, payments, website } = accounts;

const topicArn = (name: string) => `arn:aws:sns:${home}:${securityTooling}:example-logs-alerts-${name}`;
const busArn = (name = "example-logs-alerts", account: string = securityTooling) =>
  `arn:aws:events:${home}:${account}:event-bus/${name}`;
const queueArn = `arn:aws:sqs:${home}:${securityTooling}:example-logs-alerts-undelivered`;

const alarm = (account: string, name = "example-logs-high-trail-heartbeat", region: string = home) =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

const onlyOurAlarms = (account: string): Refused => ({
  "aws:SourceAccount": [payments, stranger.account, absent],
  "aws:SourceArn": [
    alarm(account, "website"),
    alarm(payments),
    alarm(stranger.account),
    alarm(account, "example-logs-high-trail-heartbeat", "us-west-2"),
    absent,
  ],
});

const otherRules = [
  `arn:aws:events:${home}:${securityTooling}:rule/example-logs-high-tampering`,
  `arn:aws:events:${home}:${securityTooling}:rule/another/example-logs-high-tampering`,
  alertRule.replace(securityTooling, payments),
  alertRule.replace(home, "us-east-1"),
];

/** Whom EventBridge names, where it names anybody. */
const onlyOurRules: Refused = {
  "aws:SourceAccount": [payments, stranger.account],
  "aws:SourceArn": otherRules,
};

/** The keys of EventBridge's calls, all of them and none: two of AWS's pages differ. */
const byRules: readonly (readonly [words: string, context: Context, refused: Refused])[] = [
  ["a rule", actingFor(securityTooling, alertRule), onlyOurRules],
  ["a rule, did EventBridge not say which,", { "aws:PrincipalIsAWSService": "true" }, {}],
];

const publishes = (
  sentence: string,
  name: "high" | "high-chat",
  principal: "cloudwatch.amazonaws.com" | "events.amazonaws.com",
  context: Context,
  refused: Refused,
): Delivery => ({
  sentence,
  page:
    principal === "events.amazonaws.com"
      ? "eventbridge/latest/userguide/eb-use-resource-based.html"
      : "sns/latest/dg/sns-access-policy-use-cases.html",
  request: {
    policy: `topic ${name}`,
    principal,
    action: "sns:Publish",
    resource: topicArn(name),
    owner: securityTooling,
    context,
  },
  refused,
});

const encrypts = (sentence: string, principal: string, context: Context, refused: Refused): Delivery[] =>
  ["kms:Decrypt", "kms:GenerateDataKey"].map((action) => ({
    sentence: `${sentence} with ${action}`,
    page: "sns/latest/dg/sns-key-management.html",
    request: {
      policy: "key alerts",
      principal,
      action,
      resource: keyArn("alerts"),
      owner: securityTooling,
      context,
    },
    refused,
  }));

const cloudWatch = "cloudwatch.amazonaws.com";
const eventBridge = "events.amazonaws.com";

const publishing = [
  ["Management", management],
  ["Log Archive", logArchive],
  ["Security Tooling", securityTooling],
] as const;

const fromAlarm = (account: string, more: Context = {}): Context => ({
  ...actingFor(account, alarm(account)),
  ...more,
});

const alarmsTell: readonly Delivery[] = [
  ...publishing.flatMap(([name, account]) => [
    publishes(`an alarm of ${name} tells the topic`, "high", cloudWatch, fromAlarm(account), onlyOurAlarms(account)),
    ...encrypts(`an alarm of ${name} encrypts what it says`, cloudWatch, fromAlarm(account), onlyOurAlarms(account)),
  ]),
  publishes(
    "an alarm tells the topic, were CloudWatch's call not marked as a service's",
    "high",
    cloudWatch,
    fromAlarm(management, { "aws:PrincipalIsAWSService": "false" }),
    {},
  ),
  publishes(
    "an alarm tells the topic, did CloudWatch's call name a principal",
    "high",
    cloudWatch,
    fromAlarm(management, { "aws:PrincipalArn": role(management, "AWSServiceRole") }),
    {},
  ),
];

const rulesTell: readonly Delivery[] = byRules.flatMap(([words, context, refused]) => [
  publishes(`${words} tells the topic`, "high", eventBridge, context, refused),
  publishes(`${words} tells the topic that channels show`, "high-chat", eventBridge, context, refused),
  ...encrypts(`${words} encrypts what it says`, eventBridge, context, refused),
]);

const undelivered = (
  sentence: string,
  page: string,
  principal: string,
  source: string,
  others: readonly string[],
): Delivery => ({
  sentence,
  page,
  request: {
    policy: "queue undelivered alerts" as const,
    principal,
    action: "sqs:SendMessage",
    resource: queueArn,
    owner: securityTooling,
    context: actingFor(securityTooling, source),
  },
  refused: {
    action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
    "aws:SourceAccount": [payments, stranger.account, absent],
    "aws:SourceArn": [...others, absent],
  },
});

/** Events of an account on their way to the bus, by the role that EventBridge takes there. */
const forwarded: readonly Delivery[] = [
  {
    sentence: "alerts of an account reach the bus",
    page: "eventbridge/latest/userguide/eb-cross-account.html",
    request: {
      policy: "bus alerts",
      principal: serviceRoleArn("alert-forwarding"),
      identity: "permissions alert-forwarding",
      action: "events:PutEvents",
      resource: busArn(),
      owner: securityTooling,
      context: callOfRole(payments, "example-logs-alert-forwarding"),
    },
    refused: {
      "aws:PrincipalOrgID": [stranger.organizationId, absent],
      "aws:PrincipalArn": [role(payments, "Administrator"), role(payments, "example-logs-alert-forwarding-2"), absent],
    },
  },
  ...regions.map((region) =>
    uses(
      `alerts of ${region} reach the bus, as far as the role's policy goes`,
      "alert-forwarding",
      "eventbridge/latest/userguide/eb-cross-account.html",
      { action: "events:PutEvents", resource: busArn(), context: { "aws:RequestedRegion": region } },
      { resource: [busArn("default"), busArn("default", payments), busArn("team", website)] },
    ),
  ),
  uses(
    "alerts of an account reach the event bus that the file names",
    "alert-forwarding",
    "eventbridge/latest/userguide/eb-cross-account.html",
    { action: "events:PutEvents", resource: "arn:aws:events:eu-central-1:777777777777:event-bus/siem" },
    { resource: ["arn:aws:events:eu-central-1:777777777777:event-bus/team"] },
  ),
  uses(
    "a rule of the alerts makes an OpsItem",
    "alert-ops-items",
    "systems-manager/latest/userguide/OpsCenter-automatically-create-OpsItems-2.html",
    { action: "ssm:CreateOpsItem", resource: "*", context: { "aws:RequestedRegion": home } },
    { action: ["ssm:DescribeOpsItems"], "aws:RequestedRegion": ["us-east-1", absent] },
  ),
];

/** What tells people: alarms and rules at the topics, accounts at the bus, and the queue of what reached nobody. */
export const alerts: readonly Delivery[] = [
  ...alarmsTell,
  ...rulesTell,
  ...forwarded,
  undelivered(
    "a rule keeps what a target did not take",
    "eventbridge/latest/userguide/eb-rule-dlq.html",
    eventBridge,
    alertRule,
    otherRules,
  ),
  undelivered(
    "a topic keeps what an endpoint did not take",
    "sns/latest/dg/sns-configure-dead-letter-queue.html",
    "sns.amazonaws.com",
    topicArn("high"),
    [`arn:aws:sns:${home}:${securityTooling}:team`, `arn:aws:sns:${home}:${payments}:example-logs-alerts-high`],
  ),
];

/** Everything a topic's policy can speak of, but publishing. */
export const changes = [
  "AddPermission",
  "DeleteTopic",
  "PutDataProtectionPolicy",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
];
export const reading = [
  "GetDataProtectionPolicy",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "ListTagsForResource",
];

const member = (name: string, principal: string): Actor => ({
  name,
  principal,
  account: securityTooling,
  organizationId,
});
const administrator = member("an administrator of Security Tooling", role(securityTooling, "Administrator"));
const deployment = member("the deployment role", role(securityTooling, "OrganizationLoggingDeployment"));
const breakGlass = member("the break-glass role", role(securityTooling, "LogArchiveBreakGlass"));
const pretender = member("a role that only sounds like it", role(securityTooling, "OrganizationLoggingDeployment2"));
const root = member("the root user of Security Tooling", `arn:aws:iam::${securityTooling}:root`);
const subscriber = member(
  "the role that subscribes channels",
  role(securityTooling, "aws-service-role/management.chatbot.amazonaws.com/AWSServiceRoleForAWSChatbot"),
);

const plain = { "aws:SecureTransport": "false" };

/** What somebody tries, who may do everything as far as the account goes. */
const tries =
  (what: string, policy: PolicyName, service: string, resource: string) =>
  (actor: Actor, actions: readonly string[], expected: Case["expected"], more: Context = {}): Case[] =>
    actions.map((action) => ({
      sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ask ${what} for ${action}${
        more["aws:SecureTransport"] === "false" ? " over plain HTTP" : ""
      }`,
      request: {
        policy,
        principal: actor.principal,
        identity: "everything",
        action: `${service}:${action}`,
        resource,
        owner: securityTooling,
        context: { ...callOf(actor), ...more },
      },
      expected,
    }));

const onTopic = tries("the topic of the alerts", "topic high", "sns", topicArn("high"));
const onChatTopic = tries("the topic that channels show", "topic high-chat", "sns", topicArn("high-chat"));
const onQueue = tries("the queue of undelivered alerts", "queue undelivered alerts", "sqs", queueArn);
const onBus = tries("the bus of the alerts", "bus alerts", "events", busArn());

const queueChanges = ["AddPermission", "DeleteQueue", "PurgeQueue", "RemovePermission", "SetQueueAttributes"];

const forwardingOfStranger: Actor = {
  name: "a role of another organization with the name of the forwarding role",
  principal: role(stranger.account, "example-logs-alert-forwarding"),
  account: stranger.account,
  organizationId: stranger.organizationId,
};

/** Who may change, read or forge alerts: nobody, whatever guard rails do, but the two roles. */
export const alertTampering: Readonly<Record<string, readonly Case[]>> = {
  "the topics of the alerts": [
    ...[administrator, pretender, root, subscriber].flatMap((actor) => onTopic(actor, changes, "ExplicitlyDenied")),
    ...[deployment, breakGlass].flatMap((actor) => [
      ...onTopic(actor, changes, "Allowed"),
      ...onTopic(actor, ["Publish"], "ExplicitlyDenied"),
      ...onChatTopic(actor, changes, "Allowed"),
      ...onChatTopic(actor, ["Publish"], "ExplicitlyDenied"),
    ]),
    ...onTopic(administrator, ["Publish"], "ExplicitlyDenied"),
    ...onTopic(administrator, reading, "Allowed"),
    ...onTopic(deployment, [...changes, ...reading, "Publish"], "ExplicitlyDenied", plain),
    ...[administrator, pretender, root].flatMap((actor) => onChatTopic(actor, changes, "ExplicitlyDenied")),
    ...onChatTopic(subscriber, ["Subscribe"], "Allowed"),
    ...onChatTopic(
      subscriber,
      changes.filter((change) => change !== "Subscribe"),
      "ExplicitlyDenied",
    ),
    ...onChatTopic(administrator, ["Publish"], "ExplicitlyDenied"),
    ...onChatTopic(administrator, reading, "Allowed"),
    ...onChatTopic(deployment, [...changes, ...reading, "Publish"], "ExplicitlyDenied", plain),
    {
      sentence: "no service tells the topic over plain HTTP",
      request: publishes("", "high", cloudWatch, fromAlarm(management, plain), {}).request,
      expected: "ExplicitlyDenied",
    },
    {
      sentence: "no service tells the topic that channels show over plain HTTP",
      request: publishes("", "high-chat", eventBridge, { ...actingFor(securityTooling, alertRule), ...plain }, {})
        .request,
      expected: "ExplicitlyDenied",
    },
    {
      sentence: "no alarm tells the topic that channels show",
      request: publishes("", "high-chat", cloudWatch, fromAlarm(management), {}).request,
      expected: "ImplicitlyDenied",
    },
  ],
  "the queue of undelivered alerts": [
    ...[administrator, pretender, root].flatMap((actor) => onQueue(actor, queueChanges, "ExplicitlyDenied")),
    ...[deployment, breakGlass].flatMap((actor) => onQueue(actor, queueChanges, "Allowed")),
    ...onQueue(administrator, ["ReceiveMessage", "GetQueueAttributes"], "Allowed"),
    ...onQueue(deployment, [...queueChanges, "ReceiveMessage", "SendMessage"], "ExplicitlyDenied", plain),
    ...onQueue(actors.stranger, ["SendMessage", "ReceiveMessage"], "ImplicitlyDenied"),
  ],
  "the bus of the alerts": [
    ...onBus(forwardingOfStranger, ["PutEvents"], "ImplicitlyDenied"),
    ...[actors.stranger, actors.workload, actors.management].flatMap((actor) =>
      onBus(actor, ["PutEvents", "DeleteEventBus"], "ImplicitlyDenied"),
    ),
    {
      sentence: "anybody without credentials cannot put events on the bus of the alerts",
      request: {
        policy: "bus alerts",
        principal: actors.anonymous.principal,
        action: "events:PutEvents",
        resource: busArn(),
        owner: securityTooling,
        context: callOf(actors.anonymous),
      },
      expected: "ImplicitlyDenied",
    },
  ],
  "the role of channels": ["cloudwatch:GetMetricData", "ec2:DescribeInstances", "iam:ListUsers"].map((action) => ({
    sentence: `whoever writes in a channel cannot ask for ${action}`,
    request: {
      principal: serviceRoleArn("alert-chat"),
      identity: "permissions alert-chat",
      action,
      resource: "*",
      owner: securityTooling,
      context: callOf(member("alert-chat", serviceRoleArn("alert-chat"))),
    },
    expected: "ExplicitlyDenied",
  })),
};
