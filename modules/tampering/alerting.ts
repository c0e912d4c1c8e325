import { ServiceTampering, TamperingGroup } from "./service-tampering";

const stopping = (about: TamperingGroup["about"], ...actions: string[]): TamperingGroup => ({
  denied: "DenyStoppingWork",
  about,
  actions,
});

const chatConfigurations: TamperingGroup = stopping(
  { ours: ["chatConfigurationArn"] },
  "DeleteMicrosoftTeamsChannelConfiguration",
  "DeleteSlackChannelConfiguration",
  "UpdateMicrosoftTeamsChannelConfiguration",
  "UpdateSlackChannelConfiguration",
);

/** The alerting itself is ended: alarms, rules, buses, topics, queues, chats, and what shares metrics. */
export const alerting: readonly ServiceTampering[] = [
  { service: "chatbot", groups: [chatConfigurations] },
  {
    service: "cloudwatch",
    source: "monitoring",
    groups: [
      stopping(
        { ours: ["alarmName", "alarmNames", "muteTargets.alarmNames"] },
        "DeleteAlarms",
        "DisableAlarmActions",
        "Put*Alarm",
        "PutAlarmMuteRule",
        "SetAlarmState",
      ),
      { denied: "DenyRewritingLogEvents", actions: ["DeletePipelineRule", "PutPipelineRule"] },
    ],
  },
  {
    service: "events",
    groups: [
      stopping(
        { ours: ["name", "rule"] },
        "DeleteEventBus",
        "DeleteRule",
        "DisableRule",
        "PutRule",
        "PutTargets",
        "RemoveTargets",
        "UpdateEventBus",
      ),
      {
        denied: { not: "AWS knows no resource of these calls to tell ours by" },
        about: { ours: ["eventBusName"] },
        actions: ["PutPermission", "RemovePermission"],
      },
    ],
  },
  {
    // A sink and a link have an id of AWS's in place of a name.
    service: "oam",
    groups: [
      { denied: "DenyChangingTagged", actions: ["DeleteLink", "DeleteSink", "PutSinkPolicy", "UpdateLink"] },
      { denied: "DenyChangingTagged", actions: ["TagResource", "UntagResource"] },
    ],
  },
  {
    service: "sns",
    groups: [
      stopping(
        { ours: ["topicArn"] },
        "AddPermission",
        "DeleteTopic",
        "RemovePermission",
        "SetTopicAttributes",
        "Subscribe",
      ),
      {
        denied: { not: "the link in every mail does it without a permission" },
        about: { ours: ["subscriptionArn"] },
        actions: ["SetSubscriptionAttributes", "Unsubscribe"],
      },
    ],
  },
  {
    service: "sqs",
    groups: [
      stopping(
        { ours: ["queueUrl"] },
        "AddPermission",
        "DeleteQueue",
        "PurgeQueue",
        "RemovePermission",
        "SetQueueAttributes",
      ),
    ],
  },
];
