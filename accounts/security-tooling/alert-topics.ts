import { AlarmScope, AlertTopic, RuleScope } from "../../modules/alerting/alert-topic";
import { Severity } from "../../modules/alerting/severity";
import { alertTargets } from "../workspace/alert-targets";
import { Workspace } from "../workspace/workspace";

/** What the topics of the alerts have in common. */
export interface AlertParts {
  readonly key: { readonly arn: string };
  readonly undelivered: { readonly arn: string };
  readonly alarms: AlarmScope;
  readonly rules: RuleScope;
  readonly roles: { readonly deploymentRoleArn: string; readonly breakGlassRoleArn: string };
}

const common = (workspace: Workspace, { key, undelivered, rules, roles }: AlertParts) => ({
  region: workspace.organization.regions.home,
  kmsKeyArn: key.arn,
  undeliveredQueueArn: undelivered.arn,
  rules,
  ...roles,
});

/** Topic of a severity, which tells people by mail and whatever listens by HTTPS. */
export function alertTopic(workspace: Workspace, severity: Severity, parts: AlertParts): AlertTopic {
  const { emails, webhooks } = alertTargets(workspace.organization, severity);
  return new AlertTopic(workspace, `alerts-${severity}`, {
    ...common(workspace, parts),
    topicName: workspace.names.alertTopic(severity),
    alarms: parts.alarms,
    emails,
    webhooks,
  });
}

/** Topic of a severity that channels show; the service subscribes by a role of its own. */
export const chatTopic = (
  workspace: Workspace,
  severity: Severity,
  subscriberRoleArn: string,
  parts: AlertParts,
): AlertTopic =>
  new AlertTopic(workspace, `alerts-${severity}-chat`, {
    ...common(workspace, parts),
    topicName: workspace.names.chatTopic(severity),
    subscriberRoleArn,
  });
