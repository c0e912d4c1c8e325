import { centralizationSourceChecks, subscriptionChecks, trailChecks } from "../../modules/alerting/source-health";
import { HealthAlarms } from "../workspace/health-alarms";
import type { Workspace } from "../workspace/workspace";

/**
 * Alarms on the trail's log group and on what the management account forwards. It is deployed before Security Tooling, which
 * sees the metrics of workloads, so its alarms are its own.
 */
export function managementHealth(workspace: Workspace, trailLogGroupName: string): void {
  const { regions, transport } = workspace.organization;
  const sending = transport.mode === "centralization" ? centralizationSourceChecks : subscriptionChecks;
  for (const region of regions.governed) {
    const alarms = new HealthAlarms(workspace, `health-${region}`, region, [
      ...(region === regions.home ? trailChecks(trailLogGroupName) : []),
      ...sending,
    ]);
    if (region === regions.home) alarms.withDegraded();
  }
}
