import { centralizationSourceChecks, subscriptionChecks } from "../../modules/alerting/source-health";
import { HealthAlarms } from "../workspace/health-alarms";
import type { Workspace } from "../workspace/workspace";

/** Alarms on what this account and the workloads forward, in every governed Region, and on the alerts themselves. */
export function securityToolingHealth(workspace: Workspace): void {
  const { regions, transport } = workspace.organization;
  const sending = transport.mode === "centralization" ? centralizationSourceChecks : subscriptionChecks;
  for (const region of regions.governed) {
    const alarms = new HealthAlarms(workspace, `health-${region}`, region, sending);
    if (region === regions.home) alarms.withDegraded();
  }
}
