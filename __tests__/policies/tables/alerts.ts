import { actingFor, callOfRole, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import { accounts, home, keyArn, regions, role, serviceRoleArn, stranger } from "../organization-under-test";
import { alertRule } from "./account-roles";
import { uses } from "./role-requests";

const { management, logArchive, securityTooling, payments, website } = accounts;

export const topicArn = (name: string) => `arn:aws:sns:${home}:${securityTooling}:example-logs-alerts-${name}`;
export const busArn = (name = "example-logs-alerts", account: string = securityTooling) =>
  `arn:aws:events:${home}:${account}:event-bus/${name}`;
export const queueArn = `arn:aws:sqs:${home}:${securityTooling}:example-logs-alerts-undelivered`;

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

export const publishes = (
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

export const cloudWatch = "cloudwatch.amazonaws.com";
export const eventBridge = "events.amazonaws.com";

const publishing = [
  ["Management", management],
  ["Log Archive", logArchive],
  ["Security Tooling", securityTooling],
] as const;

export const fromAlarm = (account: string, more: Context = {}): Context => ({
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

/** However EventBridge's call is seen. */
const rulesTellChannels: readonly Delivery[] = (
  [
    ["were EventBridge's call not marked as a service's", { "aws:PrincipalIsAWSService": "false" }],
    ["did EventBridge's call name a principal", { "aws:PrincipalArn": role(securityTooling, "AWSServiceRole") }],
  ] as const
).map(([words, more]) =>
  publishes(
    `a rule tells the topic that channels show, ${words}`,
    "high-chat",
    eventBridge,
    { ...actingFor(securityTooling, alertRule), ...more },
    {},
  ),
);

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
  ...rulesTellChannels,
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
