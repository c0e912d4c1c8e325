import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { allBut } from "./exemption";

export interface AutomationRailProps {
  readonly partition: Partition;
  /** Begins the names of alarms, topics, rules, schedules, state machines and documents; value of the tag `project`. */
  readonly namePrefix: string;
  /** Documents and parameters of Systems Manager with other names: `document/NAME`, `parameter/NAME`. */
  readonly ssmResources: readonly string[];
  /** Roles that may do all of this, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

/** What changes something that only its tag tells apart, or the tag. */
const changingTagged = [
  "config:DeleteConfigRule",
  "config:DeleteEvaluationResults",
  "config:PutConfigRule",
  "config:PutExternalEvaluation",
  "config:TagResource",
  "config:UntagResource",
  "guardduty:DeleteMalwareProtectionPlan",
  "guardduty:TagResource",
  "guardduty:UntagResource",
  "guardduty:UpdateMalwareProtectionPlan",
  "logs:DeleteDelivery",
  "logs:TagResource",
  "logs:UntagResource",
  "logs:UpdateDeliveryConfiguration",
  "ssm:AddTagsToResource",
  "ssm:DeleteAssociation",
  "ssm:RemoveTagsFromResource",
  "ssm:UpdateAssociation",
];

/**
 * Nobody stops what works for the logging by itself: alarms and who hears them, event rules, schedules, state machines,
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
      actions: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:DisableAlarmActions",
        "cloudwatch:Put*Alarm",
        "cloudwatch:SetAlarmState",
        "events:DeleteRule",
        "events:DisableRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
        "scheduler:DeleteSchedule",
        "scheduler:UpdateSchedule",
        "sns:AddPermission",
        "sns:DeleteTopic",
        "sns:RemovePermission",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "ssm:DeleteDocument",
        "ssm:DeleteParameter*",
        "ssm:DeleteResourceDataSync",
        "ssm:ModifyDocumentPermission",
        "ssm:PutParameter",
        "ssm:UpdateDocument*",
        "states:DeleteStateMachine",
        "states:StopExecution",
        "states:UpdateStateMachine",
      ],
      resources: [
        named("cloudwatch", `alarm:${namePrefix}-*`),
        named("events", `rule/${namePrefix}-*`),
        named("scheduler", `schedule/*/${namePrefix}-*`),
        named("sns", `${namePrefix}-*`),
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
      actions: changingTagged,
      resources: ["*"],
      conditions: { ...allBut(...exemptArns), StringEquals: { "aws:ResourceTag/project": namePrefix } },
    },
    {
      // A remediation has no name of its own, and no tag.
      sid: "DenyChangingRemediation",
      effect: "Deny",
      actions: [
        "config:DeleteRemediationConfiguration",
        "config:PutRemediationConfigurations",
        "config:PutRemediationExceptions",
      ],
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
  ];
}
