import { Construct } from "constructs";
import { DegradedAlarm, HealthAlarm } from "../../modules/alerting/health-alarm";
import type { HealthCheck } from "../../modules/alerting/health-check";
import { alarmActions, alarmName, AlarmNotice, alarmText } from "./alarms";
import type { Workspace } from "./workspace";

/** Whether logging works in a place, in one word. */
const degraded: AlarmNotice = {
  name: "logging-degraded",
  severity: "high",
  what: "Logging does not work as it should: the alarms below say what is wrong.",
  runbook: "pipeline-health#logging-degraded",
};

/** What names, explains and answers an alarm of a workspace in a Region. */
const alarmOf = ({ organization, account }: Workspace, region: string, notice: AlarmNotice) => ({
  region,
  alarmName: alarmName(organization, notice),
  description: alarmText(organization, notice),
  actions: alarmActions(organization, account.id, region, notice.severity),
});

/** An alarm for each check, in one Region of a workspace. */
export class HealthAlarms extends Construct {
  private readonly alarms: readonly HealthAlarm[];

  constructor(
    private readonly workspace: Workspace,
    id: string,
    private readonly region: string,
    checks: readonly HealthCheck[],
  ) {
    super(workspace, id);
    this.alarms = checks.map(
      (check) => new HealthAlarm(this, check.name, { ...alarmOf(workspace, region, check), check }),
    );
  }

  /** Adds the one alarm that goes off with any of the others. */
  withDegraded(): void {
    new DegradedAlarm(this, degraded.name, {
      ...alarmOf(this.workspace, this.region, degraded),
      children: this.alarms,
    });
  }
}
