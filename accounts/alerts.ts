import { z } from "zod";
import { AlertTopic, allowAlarmsToEncrypt, topicArn } from "../modules/alerting/alert-topic";
import { tamperEvents } from "../modules/alerting/tamper-events";
import { TrailMonitor } from "../modules/alerting/trail-monitor";
import { CustomerManagedKey } from "../modules/encryption/customer-managed-key";
import { duplicates, Rule, rule } from "./problem";
import type { Workspace } from "./workspace";

/** Who is told. There is no default: an alert that nobody gets is worth nothing. */
export const alertsSchema = z
  .strictObject(
    {
      emails: z
        .array(z.email({ error: "an email address, e.g. security@example.com" }), {
          error: "a list of email addresses",
        })
        .min(1, { error: "at least one address: an alert that nobody gets is worth nothing" })
        .describe("Addresses that get the alerts; each confirms the mail that SNS sends first."),
    },
    { error: "{ emails: [security@example.com] }" },
  )
  .describe("Who is told when break-glass is used, or the management account is tampered with.");

/** What only several addresses together can get wrong. */
export const alertRules: readonly Rule[] = [
  rule(({ alerts }) =>
    duplicates(
      (alerts?.emails ?? []).map((value, index) => ({ path: `alerts.emails[${index}]`, value })),
      "each address once",
    ),
  ),
];

/**
 * Alarms on what the organization trail records of break-glass, of root and of the management account, where guard rails
 * do not reach, and the topic that tells people.
 */
export function managementAlerts(workspace: Workspace, trailLogGroupName: string): void {
  const { organization, account, names } = workspace;
  const { namePrefix, alerts, breakGlass } = organization;
  const { partition } = names;
  const region = organization.regions.home;
  const topicName = `${namePrefix}-alerts`;
  const alarms = { partition, region, accountId: account.id, alarmNames: `${namePrefix}-*` };
  const roles = {
    deploymentRoleArn: names.deploymentRoleArn(account.id),
    breakGlassRoleArn: names.breakGlassRoleArn(account.id),
  };

  const key = new CustomerManagedKey(workspace, "alerts-key", {
    alias: topicName,
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
    topicName,
    kmsKeyArn: key.arn,
    emails: alerts.emails,
  });
  const monitors = tamperEvents({
    managementAccountId: account.id,
    deploymentRoleArn: roles.deploymentRoleArn,
    breakGlassRoleName: breakGlass.roleName,
    roleNamePrefix: `${namePrefix}-`,
    logGroupNamePrefix: `/${namePrefix}/`,
    alarmNamePrefix: `${namePrefix}-`,
    topicArn: topicArn(partition, region, account.id, topicName),
  });
  for (const { name, description, events } of monitors) {
    new TrailMonitor(workspace, `alert-${name}`, {
      logGroupName: trailLogGroupName,
      region,
      events,
      alarmName: `${namePrefix}-${name}`,
      description,
      metricNamespace: namePrefix,
      topicArn: topic.arn,
    });
  }
}
