/**
 * How much an alert matters: `high` wakes somebody, as evidence is being lost or somebody blinds what watches; `medium` is
 * looked at the same day, as an attempt that was refused or a delivery that is late; `low` is worth knowing.
 */
export const severities = ["high", "medium", "low"] as const;

export type Severity = (typeof severities)[number];

/** Severity of an OpsItem, from 1 to 4, of which 1 is AWS's critical. */
const opsItemSeverities: Readonly<Record<Severity, number>> = { high: 2, medium: 3, low: 4 };

/**
 * The action of an alarm that makes an OpsItem in its own account and Region; one that is open is not made again.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-create-OpsItems-from-CloudWatch-Alarms.html
 */
export const opsItemArn = (partition: string, region: string, accountId: string, severity: Severity): string =>
  `arn:${partition}:ssm:${region}:${accountId}:opsitem:${opsItemSeverities[severity]}#CATEGORY=Security`;
