import { Monitor, tamperEvents } from "../../modules/alerting/tamper-events";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { unwatchedRegions } from "../../modules/alerting/unwatched-regions";
import { Remedy } from "../../modules/checks/problem";
import type { Organization } from "../organization/organization";
import { alarmActions, alarmName, alarmText } from "../workspace/alarms";
import { names } from "../workspace/names";
import { bareRoleName } from "../workspace/tampering";
import type { Workspace } from "../workspace/workspace";

/** What raises an alarm. The same organization file always gives the same. */
export function monitors(organization: Organization): Monitor[] {
  const { namePrefix, regions, accounts, deployment, breakGlass } = organization;
  const { partition, deploymentRoleArn } = names(organization);
  const { id } = accounts.management;
  return [
    ...tamperEvents({
      managementAccountId: id,
      deploymentRoleArn: deploymentRoleArn(id),
      breakGlassRoleName: breakGlass.roleName,
      namePrefix,
      logGroupNamePrefix: `/${namePrefix}/`,
      topicArnPrefix: `arn:${partition}:sns:${regions.home}:${accounts.securityTooling.id}:${namePrefix}-`,
    }),
    ...unwatchedRegions({
      governedRegions: regions.governed,
      deploymentRoleName: bareRoleName(deployment.roleName),
      breakGlassRoleName: bareRoleName(breakGlass.roleName),
      namePrefix,
      logArchiveAccountId: accounts.logArchive.id,
    }),
  ];
}

/** What makes a pattern that is too long shorter. */
function remedyOf(name: string): Remedy {
  if (name === "break-glass")
    return { path: "breakGlass.roleName", write: "a shorter path before the name of the role" };
  if (name.startsWith("unwatched-region")) return { path: "regions.governed", write: "fewer Regions" };
  return { path: "deployment.roleName", write: "a shorter path before the name of the role" };
}

/**
 * Alarms on what the organization trail records: of break-glass and root, of the management account, where guard rails do
 * not reach, of Regions that are not governed, and of the end of the alerting.
 */
export function managementAlerts(workspace: Workspace, trailLogGroupName: string): void {
  const { organization, account } = workspace;
  const region = organization.regions.home;
  for (const { name, severity, what, pattern } of monitors(organization)) {
    new TrailMonitor(workspace, `alert-${name}`, {
      logGroupName: trailLogGroupName,
      region,
      pattern,
      alarmName: alarmName(organization, { name, severity }),
      description: alarmText(organization, { what, runbook: `tampering#${name}` }),
      metricNamespace: organization.namePrefix,
      alarmActions: alarmActions(organization, account.id, region, severity),
      remedy: remedyOf(name),
    });
  }
}
