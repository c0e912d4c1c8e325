import { alarmKind, AlertKind, alertKinds } from "../../modules/alerting/alert-kinds";
import { AlertRoute, AlertRouteTarget } from "../../modules/alerting/alert-route";
import { AlertTopic } from "../../modules/alerting/alert-topic";
import { severities, Severity } from "../../modules/alerting/severity";
import { ServiceRole } from "../../modules/policy/service-role";
import { runbookLink } from "../workspace/alarms";
import { alarmPublishers } from "../workspace/alarm-publishers";
import { Workspace } from "../workspace/workspace";
import { ChatTopics } from "./alert-channels";

export interface AlertRoutesProps {
  readonly busName: string;
  /** ARNs of the rules of the bus. */
  readonly ruleArn: string;
  readonly undeliveredQueueArn: string;
  readonly topics: Readonly<Record<Severity, AlertTopic>>;
  readonly chatTopics: ChatTopics;
}

/** Role by which rules make OpsItems, and nothing else. */
function opsItemRole(workspace: Workspace, ruleArn: string): ServiceRole {
  const { account, names } = workspace;
  return new ServiceRole(workspace, "alert-ops-items-role", {
    roleName: names.role("alert-ops-items"),
    trust: [
      {
        sid: "AllowAlertRules",
        principals: { services: ["events.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: { StringEquals: { "aws:SourceAccount": account.id }, ArnLike: { "aws:SourceArn": ruleArn } },
      },
    ],
    policyName: "make-ops-items",
    permissions: [
      {
        sid: "MakeOpsItems",
        actions: ["ssm:CreateOpsItem"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:RequestedRegion": workspace.organization.regions.home } },
      },
    ],
  });
}

/**
 * The rules of the bus: which event reaches which topic, and of what an OpsItem is made. Alarms that publish by themselves
 * are left out of the topics, and shown in channels, which do not show what alarms publish.
 */
export function alertRoutes(workspace: Workspace, props: AlertRoutesProps): void {
  const { organization, account, names } = workspace;
  const { namePrefix } = organization;
  const region = organization.regions.home;
  const { busName, undeliveredQueueArn } = props;
  const role = opsItemRole(workspace, props.ruleArn);
  const route = (name: string, kind: AlertKind, targets: Readonly<Record<string, AlertRouteTarget>>) =>
    new AlertRoute(workspace, `alert-route-${name}`, {
      ruleName: `${namePrefix}-${name}`,
      region,
      busName,
      undeliveredQueueArn,
      description: kind.description,
      pattern: kind.pattern,
      message: kind.message,
      targets,
    });
  const topic = (severity: Severity): Record<string, AlertRouteTarget> => {
    const { arn, policy } = props.topics[severity];
    return { topic: { arn, form: "text", reachedBy: policy } };
  };
  const chat = (severity: Severity): Record<string, AlertRouteTarget> => {
    const shown = props.chatTopics[severity];
    return shown ? { chat: { arn: shown.arn, form: "chat", reachedBy: shown.policy } } : {};
  };
  const opsItem: Record<string, AlertRouteTarget> = {
    "ops-item": {
      arn: `arn:${names.partition}:ssm:${region}:${account.id}:opsitem`,
      form: "opsItem",
      roleArn: role.arn,
      reachedBy: role.policy,
    },
  };

  for (const kind of alertKinds({ runbook: (page) => runbookLink(organization, page) })) {
    const { name, severity } = kind;
    route(`${severity}-${name}`, kind, {
      ...topic(severity),
      ...(kind.opsItem ? opsItem : {}),
      ...chat(severity),
    });
  }
  const publishedElsewhere = {
    $or: [{ account: [{ "anything-but": alarmPublishers(organization) }] }, { region: [{ "anything-but": [region] }] }],
  };
  for (const severity of severities) {
    const alarms = alarmKind(namePrefix, severity, publishedElsewhere);
    route(`${severity}-alarms`, alarms, topic(severity));
    if (props.chatTopics[severity]) {
      route(`${severity}-alarms-chat`, alarmKind(namePrefix, severity), chat(severity));
    }
  }
}
