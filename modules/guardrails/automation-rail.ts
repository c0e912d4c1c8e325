import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
import { allBut } from "./exemption";

export interface AutomationRailProps {
  readonly partition: Partition;
  /** Begins the names of alarms, topics, queues, buses, chats, rules, schedules, state machines and documents; value of the tag `project`. */
  readonly namePrefix: string;
  /** Documents and parameters of Systems Manager with other names: `document/NAME`, `parameter/NAME`. */
  readonly ssmResources: readonly string[];
  /** Roles that may do all of this, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

/**
 * Nobody stops what works for the logging by itself: alarms and who hears them, buses and queues of alerts, shared metrics, event rules, schedules, state machines,
 * documents, associations, the rules of AWS Config and their remediation, deliveries of CloudWatch Logs, malware scans.
 *
 * What has an id of AWS's in place of a name is told by its tag `project`, which nobody may take away, or write another
 * over.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 */
export function automationRail(props: AutomationRailProps): Statement[] {
  const { partition, namePrefix, ssmResources, exemptArns } = props;
  const named = (service: string, resource: string) => `arn:${partition}:${service}:*:*:${resource}`;
  return [
    {
      sid: "DenyStoppingWork",
      effect: "Deny",
      actions: actionsDeniedBy("DenyStoppingWork"),
      resources: [
        named("chatbot", `chat-configuration/*/${namePrefix}-*`),
        named("cloudwatch", `alarm:${namePrefix}-*`),
        named("events", `event-bus/${namePrefix}-*`),
        named("events", `rule/${namePrefix}-*`),
        named("scheduler", `schedule/*/${namePrefix}-*`),
        named("sns", `${namePrefix}-*`),
        named("sqs", `${namePrefix}-*`),
        named("ssm", `document/${namePrefix}-*`),
        named("ssm", `resource-data-sync/${namePrefix}*`),
        named("states", `execution:${namePrefix}-*`),
        named("states", `stateMachine:${namePrefix}-*`),
        ...ssmResources.map((resource) => named("ssm", resource)),
      ],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyChangingTagged",
      effect: "Deny",
      actions: actionsDeniedBy("DenyChangingTagged"),
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), StringEquals: { "aws:ResourceTag/project": namePrefix } },
    },
    {
      // A remediation has no name of its own, and no tag.
      sid: "DenyChangingRemediation",
      effect: "Deny",
      actions: actionsDeniedBy("DenyChangingRemediation"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
  ];
}
