import { AlertBus } from "../../modules/alerting/alert-bus";
import { allowAlarmsToEncrypt, allowRulesToEncrypt, RuleScope } from "../../modules/alerting/alert-topic";
import { UndeliveredAlerts } from "../../modules/alerting/undelivered-alerts";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { alarmPublishers } from "../workspace/alarm-publishers";
import { Workspace } from "../workspace/workspace";
import { alertChannels } from "./alert-channels";
import { alertRoutes } from "./alert-routes";
import { alertTopic, AlertParts } from "./alert-topics";

/**
 * Where the alerts of every account and Region arrive, and how they reach whom the file names: a bus, a topic per severity
 * and, where there is chat, another whose messages channels can show, OpsItems for what is high, and a queue of what
 * reached nobody.
 */
export function organizationAlerts(workspace: Workspace): void {
  const { organization, account, names } = workspace;
  const { namePrefix } = organization;
  const { partition } = names;
  const region = organization.regions.home;
  const roles = {
    deploymentRoleArn: names.deploymentRoleArn(account.id),
    breakGlassRoleArn: names.breakGlassRoleArn(account.id),
  };
  const rules: RuleScope = {
    accountId: account.id,
    ruleArn: `arn:${partition}:events:${region}:${account.id}:rule/${names.alertBus}/${namePrefix}-*`,
  };
  const alarms = { partition, region, accountIds: alarmPublishers(organization), alarmNames: `${namePrefix}-*` };

  const key = new CustomerManagedKey(workspace, "alerts-key", {
    alias: `${namePrefix}-alerts`,
    description: "Topics of the alerts",
    region,
    partition,
    accountId: account.id,
    ...roles,
    statements: [allowAlarmsToEncrypt(alarms), allowRulesToEncrypt(rules)],
  });
  const undelivered = new UndeliveredAlerts(workspace, "undelivered-alerts", {
    queueName: names.undeliveredAlerts,
    region,
    accountId: account.id,
    ruleArn: rules.ruleArn,
    topicArn: `arn:${partition}:sns:${region}:${account.id}:${namePrefix}-alerts-*`,
    ...roles,
  });
  const bus = new AlertBus(workspace, "alert-bus", {
    busName: names.alertBus,
    region,
    partition,
    organizationId: organization.organization.id,
    forwardingRoleName: names.role("alert-forwarding"),
  });
  const parts: AlertParts = { key, undelivered, alarms, rules, roles };
  const topics = {
    high: alertTopic(workspace, "high", parts),
    medium: alertTopic(workspace, "medium", parts),
    low: alertTopic(workspace, "low", parts),
  };
  const chatTopics = alertChannels(workspace, parts);
  alertRoutes(workspace, {
    busName: bus.name,
    ruleArn: rules.ruleArn,
    undeliveredQueueArn: undelivered.arn,
    topics,
    chatTopics,
  });
}
