import { AlertTopic } from "../../modules/alerting/alert-topic";
import { ChatChannel, chatRegion } from "../../modules/alerting/chat-channel";
import { severities, Severity } from "../../modules/alerting/severity";
import { ServiceRole } from "../../modules/policy/service-role";
import { alertTargets } from "../workspace/alert-targets";
import { Workspace } from "../workspace/workspace";
import { AlertParts, chatTopic } from "./alert-topics";

/** Severity -> topic that channels show; none where the file names no channel for it. */
export type ChatTopics = Readonly<Partial<Record<Severity, AlertTopic>>>;

/**
 * Role that subscribes channels to topics; guard rails do not reach it.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/using-service-linked-roles.html
 */
const serviceLinkedRole = "aws-service-role/management.chatbot.amazonaws.com/AWSServiceRoleForAWSChatbot";

/** The channels of Slack and Microsoft Teams that the file names, and a topic for each severity that one of them is told of. */
export function alertChannels(workspace: Workspace, parts: AlertParts): ChatTopics {
  const { organization, account, names } = workspace;
  const { namePrefix, alerts, regions } = organization;
  const subscriberRoleArn = `arn:${names.partition}:iam::${account.id}:role/${serviceLinkedRole}`;
  const topics: ChatTopics = Object.fromEntries(
    severities
      .filter((severity) => alertTargets(organization, severity).chat.length > 0)
      .map((severity) => [severity, chatTopic(workspace, severity, subscriberRoleArn, parts)]),
  );
  if (alerts.chat.length === 0) return topics;
  const role = new ServiceRole(workspace, "alert-chat-role", {
    roleName: names.role("alert-chat"),
    trust: [
      {
        sid: "AllowChat",
        principals: { services: ["chatbot.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        // AWS's page on this service names no key that it would send.
        conditions: { StringEqualsIfExists: { "aws:SourceAccount": account.id } },
      },
    ],
    policyName: "show-alerts",
    // A channel has a role, and needs it for nothing.
    permissions: [{ sid: "DenyEverything", effect: "Deny", actions: ["*"], resources: ["*"] }],
  });
  for (const [index, channel] of alerts.chat.entries()) {
    const shown = channel.severities.flatMap((severity) => topics[severity] ?? []);
    new ChatChannel(workspace, `alert-channel-${index + 1}`, {
      configurationName: `${namePrefix}-alerts-${index + 1}`,
      channel,
      region: chatRegion(regions.home),
      topicArns: shown.map(({ arn }) => arn),
      roleArn: role.arn,
      subscribable: [role.policy, ...shown.map(({ policy }) => policy)],
    });
  }
  return topics;
}
