import { Monitor, tamperEvents } from "../../modules/alerting/tamper-events";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { names } from "../workspace/names";
import type { Organization } from "../organization/organization";
import type { Workspace } from "../workspace/workspace";

/** What raises an alarm. The same organization file always gives the same. */
export function monitors(organization: Organization): Monitor[] {
  const { namePrefix, accounts, breakGlass } = organization;
  const { deploymentRoleArn, alertTopicArn } = names(organization);
  const { id } = accounts.management;
  return tamperEvents({
    managementAccountId: id,
    deploymentRoleArn: deploymentRoleArn(id),
    breakGlassRoleName: breakGlass.roleName,
    roleNamePrefix: `${namePrefix}-`,
    logGroupNamePrefix: `/${namePrefix}/`,
    alarmNamePrefix: `${namePrefix}-`,
    topicArn: alertTopicArn("high"),
  });
}

/**
 * Alarms on what the organization trail records of break-glass, of root and of the management account, where guard rails
 * do not reach.
 */
export function managementAlerts(workspace: Workspace, trailLogGroupName: string): void {
  const { organization, names } = workspace;
  const { namePrefix } = organization;
  const region = organization.regions.home;
  for (const { name, description, events } of monitors(organization)) {
    new TrailMonitor(workspace, `alert-${name}`, {
      logGroupName: trailLogGroupName,
      region,
      events,
      alarmName: `${namePrefix}-${name}`,
      description,
      metricNamespace: namePrefix,
      topicArn: names.alertTopicArn("high"),
      remedy: {
        path: name === "break-glass" ? "breakGlass.roleName" : "deployment.roleName",
        write: "a shorter path before the name of the role",
      },
    });
  }
}
