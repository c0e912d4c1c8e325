import { Recommendation, recommendations } from "../../modules/alerting/cis-benchmark";
import { TrailMonitor } from "../../modules/alerting/trail-monitor";
import { AlarmNotice, alarmActions, alarmName, alarmText } from "../workspace/alarms";
import type { Workspace } from "../workspace/workspace";

interface Monitor {
  readonly notice: AlarmNotice;
  readonly pattern: string;
}

const part = (id: string) => id.replace(".", "-");

/** The monitors of a recommendation: its own, and where Security Hub's control wants another filter, that as well. */
const monitorsOf = ({ id, watches, pattern, control, wordForWord }: Recommendation): Monitor[] => {
  const runbook = `benchmark#${part(id)}`;
  const monitor = (name: string, what: string, filter: string): Monitor => ({
    notice: { name, severity: "low", what, runbook },
    pattern: filter,
  });
  return [
    monitor(`cis-${part(id)}`, `CIS ${id}: ${watches}.`, pattern),
    ...(control && wordForWord
      ? [monitor(part(control).toLowerCase(), `Security Hub ${control}: ${watches}.`, wordForWord)]
      : []),
  ];
};

/**
 * What the CIS benchmark 5.0 wants monitored, once, on the organization trail's group, which has the events of every
 * account and Region; and, where the file asks for it, what Security Hub's controls of CIS 1.4 compare word for word.
 */
export function benchmarkMonitors(workspace: Workspace, trailLogGroupName: string): void {
  const { organization, account } = workspace;
  const { home } = organization.regions;
  for (const { notice, pattern } of recommendations.flatMap((each) =>
    monitorsOf(organization.alerts.cis14 ? each : { ...each, wordForWord: undefined }),
  )) {
    new TrailMonitor(workspace, `benchmark-${notice.name}`, {
      logGroupName: trailLogGroupName,
      region: home,
      pattern,
      alarmName: alarmName(organization, notice),
      description: alarmText(organization, notice),
      // As Security Hub's controls have it.
      metricNamespace: "LogMetrics",
      statistic: "Sum",
      alarmActions: alarmActions(organization, account.id, home, notice.severity),
      // The patterns are constants, and a test holds their length.
      remedy: { path: "alerts.cis14", write: "false" },
    });
  }
}
