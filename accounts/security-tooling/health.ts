import { alertChecks, forwardingChecks } from "../../modules/alerting/alert-health";
import { severities } from "../../modules/alerting/severity";
import { centralizationSourceChecks, subscriptionChecks } from "../../modules/alerting/source-health";
import { HealthAlarms } from "../workspace/health-alarms";
import type { Workspace } from "../workspace/workspace";

/**
 * Alarms on what this account and the workloads forward, in every governed Region, and on the alerts themselves.
 *
 * One rule stands for all that forward alerts: they share their bus and their role, and fail together.
 */
export function securityToolingHealth(workspace: Workspace): void {
  const { organization, names } = workspace;
  const { regions, transport, namePrefix } = organization;
  const sending = transport.mode === "centralization" ? centralizationSourceChecks : subscriptionChecks;
  const ways = {
    topicNames: severities.map((severity) => names.alertTopicArn(severity).replace(/.*:/, "")),
    deadLetterQueueName: `${names.alertBus}-undelivered`,
  };
  for (const region of regions.governed) {
    const alarms = new HealthAlarms(workspace, `health-${region}`, region, [
      ...sending,
      ...forwardingChecks({ name: "alarms", ruleName: `${namePrefix}-alert-alarms` }),
      ...(region === regions.home ? alertChecks(ways) : []),
    ]);
    if (region === regions.home) alarms.withDegraded();
  }
}
