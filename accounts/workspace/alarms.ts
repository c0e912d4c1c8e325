import { opsItemArn, Severity } from "../../modules/alerting/severity";
import type { Organization } from "../organization/organization";
import { alarmPublishers } from "./alarm-publishers";
import { names } from "./names";

/** An alarm of a table: what it is called, how much it matters, and what to do about it. */
export interface AlarmNotice {
  /** Says what is wrong, e.g. `trail-heartbeat`. */
  readonly name: string;
  readonly severity: Severity;
  /** What happened, for people. */
  readonly what: string;
  /** Page of `docs/runbooks/` without its ending, and the part of it: `pipeline-health#trail-heartbeat`. */
  readonly runbook: string;
}

/** Name of an alarm, which says its severity to whatever routes it: `acme-high-trail-heartbeat`. */
export const alarmName = ({ namePrefix }: Organization, { name, severity }: Pick<AlarmNotice, "name" | "severity">) =>
  `${namePrefix}-${severity}-${name}`;

/** Where people find a runbook: in the folder that the file names, or by its path in this repository. */
export const runbookLink = ({ alerts }: Organization, runbook: string): string => {
  const [page = "", part] = runbook.split("#");
  const folder = (alerts.runbooks ?? "docs/runbooks").replace(/\/$/, "");
  return `${folder}/${page}.md${part ? `#${part}` : ""}`;
};

/** The text of an alarm: what happened, and where its runbook is. */
export const alarmText = (organization: Organization, { what, runbook }: Pick<AlarmNotice, "what" | "runbook">) =>
  `${what} Runbook: ${runbookLink(organization, runbook)}`;

/**
 * What an alarm does when it goes off. Alarms of Security Tooling, Log Archive and the management account in the home Region
 * publish to the topic of their severity, which is there; CloudWatch knows no topic of another Region. Every other alarm makes an
 * OpsItem where it is, and every alarm's change of state is an event, which reaches the bus of the alerts from everywhere.
 */
export function alarmActions(
  organization: Organization,
  accountId: string,
  region: string,
  severity: Severity,
): string[] {
  const { partition, alertTopicArn } = names(organization);
  const opsItem = opsItemArn(partition, region, accountId, severity);
  if (region !== organization.regions.home || !alarmPublishers(organization).includes(accountId)) return [opsItem];
  const topic = alertTopicArn(severity);
  return severity === "high" ? [topic, opsItem] : [topic];
}
