import type { Case } from "../cases";
import { actingFor, callOf, Context } from "../contexts";
import { accounts, Actor, actors, organizationId, role, serviceRoleArn, stranger } from "../organization-under-test";
import type { PolicyName } from "../policy-names";
import { alertRule } from "./account-roles";
import { busArn, cloudWatch, eventBridge, fromAlarm, publishes, queueArn, topicArn } from "./alerts";

const { management, securityTooling } = accounts;

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

const forwardingOfWorkload: Actor = {
  name: "the forwarding role of a workload account",
  principal: role(actors.workload.account ?? "", "example-logs-alert-forwarding"),
  account: actors.workload.account,
  organizationId: actors.workload.organizationId,
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
    ...onBus(forwardingOfWorkload, ["DescribeEventBus", "DeleteEventBus"], "ImplicitlyDenied"),
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
  "the role of channels": ["s3:ListAllMyBuckets", "ec2:DescribeInstances", "iam:ListUsers"].map((action) => ({
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
