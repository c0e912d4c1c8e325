import { AlertTopic, allowAlarmsToEncrypt, topicArn } from "../../modules/alerting/alert-topic";
import { Monitor, tamperEvents } from "../../modules/alerting/tamper-events";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { names } from "../workspace/names";
import type { Organization } from "../organization/organization";
import type { Workspace } from "../workspace/workspace";

const topicName = ({ namePrefix }: Organization) => `${namePrefix}-alerts`;

/** What raises an alarm. The same organization file always gives the same. */
export function monitors(organization: Organization): Monitor[] {
  const { namePrefix, regions, accounts, breakGlass } = organization;
  const { partition, deploymentRoleArn } = names(organization);
  const { id } = accounts.management;
  return tamperEvents({
    managementAccountId: id,
    deploymentRoleArn: deploymentRoleArn(id),
    breakGlassRoleName: breakGlass.roleName,
    roleNamePrefix: `${namePrefix}-`,
    logGroupNamePrefix: `/${namePrefix}/`,
    alarmNamePrefix: `${namePrefix}-`,
    topicArn: topicArn(partition, regions.home, id, topicName(organization)),
  });
}

/**
 * Alarms on what the organization trail records of break-glass, of root and of the management account, where guard rails
 * do not reach, and the topic that tells people.
 */
export function managementAlerts(workspace: Workspace, trailLogGroupName: string): void {
  const { organization, account, names } = workspace;
  const { namePrefix, alerts } = organization;
  const { partition } = names;
  const region = organization.regions.home;
  const alarms = { partition, region, accountId: account.id, alarmNames: `${namePrefix}-*` };
  const roles = {
    deploymentRoleArn: names.deploymentRoleArn(account.id),
    breakGlassRoleArn: names.breakGlassRoleArn(account.id),
  };

  const key = new CustomerManagedKey(workspace, "alerts-key", {
    alias: topicName(organization),
    description: "Topic of the alerts",
    region,
    partition,
    accountId: account.id,
    ...roles,
    statements: [allowAlarmsToEncrypt(alarms)],
  });
  const topic = new AlertTopic(workspace, "alerts", {
    ...alarms,
    ...roles,
    topicName: topicName(organization),
    kmsKeyArn: key.arn,
    emails: alerts.emails,
  });
  for (const { name, description, events } of monitors(organization)) {
    new TrailMonitor(workspace, `alert-${name}`, {
      logGroupName: trailLogGroupName,
      region,
      events,
      alarmName: `${namePrefix}-${name}`,
      description,
      metricNamespace: namePrefix,
      topicArn: topic.arn,
      remedy: {
        path: name === "break-glass" ? "breakGlass.roleName" : "deployment.roleName",
        write: "a shorter path before the name of the role",
      },
    });
  }
}
