import type { Case } from "../cases";
import { actingFor, callOf, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import { accounts, Actor, home, keyArn, organizationId, role, stranger } from "../organization-under-test";

const { management, payments } = accounts;

const topic = `arn:aws:sns:${home}:${management}:example-logs-alerts`;
const alarm = (account: string = management, name = "example-logs-break-glass", region: string = home) =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

const onlyOurAlarms: Refused = {
  "aws:SourceAccount": [payments, stranger.account, absent],
  "aws:SourceArn": [
    alarm(management, "website"),
    alarm(payments),
    alarm(stranger.account),
    alarm(management, "example-logs-break-glass", "us-west-2"),
    absent,
  ],
};

const tells = (sentence: string, more: Context, refused: Refused): Delivery => ({
  sentence: `an alarm tells the topic${sentence}`,
  page: "sns/latest/dg/sns-access-policy-use-cases.html",
  request: {
    policy: "topic alerts",
    principal: "cloudwatch.amazonaws.com",
    action: "sns:Publish",
    resource: topic,
    owner: management,
    context: { ...actingFor(management, alarm()), ...more },
  },
  refused,
});

const encrypts = (action: string): Delivery => ({
  sentence: `an alarm encrypts what it says with ${action}`,
  page: "sns/latest/dg/sns-key-management.html",
  request: {
    policy: "key alerts",
    principal: "cloudwatch.amazonaws.com",
    action,
    resource: keyArn("alerts"),
    owner: management,
    context: actingFor(management, alarm()),
  },
  refused: onlyOurAlarms,
});

/** What CloudWatch does for an alarm that goes off. */
export const alerts: readonly Delivery[] = [
  tells("", {}, onlyOurAlarms),
  tells(", were CloudWatch's call not marked as a service's", { "aws:PrincipalIsAWSService": "false" }, {}),
  tells(", did CloudWatch's call name a principal", { "aws:PrincipalArn": role(management, "AWSServiceRole") }, {}),
  encrypts("kms:Decrypt"),
  encrypts("kms:GenerateDataKey"),
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

const member = (name: string, principal: string): Actor => ({ name, principal, account: management, organizationId });
const administrator = member("an administrator of Management", role(management, "Administrator"));
const deployment = member("the deployment role", role(management, "OrganizationLoggingDeployment"));
const breakGlass = member("the break-glass role", role(management, "LogArchiveBreakGlass"));
const pretender = member("a role that only sounds like it", role(management, "OrganizationLoggingDeployment2"));
const root = member("the root user of Management", `arn:aws:iam::${management}:root`);

const tries = (actor: Actor, actions: readonly string[], expected: Case["expected"], more: Context = {}): Case[] =>
  actions.map((action) => ({
    sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ask the topic of the alerts for ${action}${
      more["aws:SecureTransport"] === "false" ? " over plain HTTP" : ""
    }`,
    request: {
      policy: "topic alerts",
      principal: actor.principal,
      identity: "everything",
      action: `sns:${action}`,
      resource: topic,
      owner: management,
      context: { ...callOf(actor), ...more },
    },
    expected,
  }));

const plain = { "aws:SecureTransport": "false" };

/** Who may change, read or forge alerts: nobody where no guard rail reaches, but the two roles. */
export const alertTampering: Readonly<Record<string, readonly Case[]>> = {
  "the topic of the alerts": [
    ...[administrator, pretender, root].flatMap((actor) => tries(actor, changes, "ExplicitlyDenied")),
    ...[deployment, breakGlass].flatMap((actor) => [
      ...tries(actor, changes, "Allowed"),
      ...tries(actor, ["Publish"], "ExplicitlyDenied"),
    ]),
    ...tries(administrator, ["Publish"], "ExplicitlyDenied"),
    ...tries(administrator, reading, "Allowed"),
    ...tries(deployment, [...changes, ...reading, "Publish"], "ExplicitlyDenied", plain),
    {
      sentence: "no service tells the topic over plain HTTP",
      request: tells("", plain, {}).request,
      expected: "ExplicitlyDenied",
    },
  ],
};
