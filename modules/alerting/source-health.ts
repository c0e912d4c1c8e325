import { HealthCheck, Measure, minutes, row, silent, sum } from "./health-check";

/** Every account's policy, whatever it is called and wherever it leads: no page says what the type of a destination is. */
const ofAccountPolicies = (metricName: string, accountId?: string): Measure => {
  const where = ["PolicyLevel = 'AccountPolicy'", ...(accountId ? [`AWS.AccountId = '${accountId}'`] : [])];
  return { query: `SELECT SUM(${metricName}) FROM "AWS/Logs" WHERE ${where.join(" AND ")}` };
};

/**
 * The sending side of the subscriptions: of this account, and of those that show it their metrics.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
 */
export const subscriptionChecks: readonly HealthCheck[] = [
  row("subscription-errors", {
    severity: "high",
    what: "CloudWatch Logs cannot forward log events: what it is refused is lost.",
    measure: ofAccountPolicies("DeliveryErrors"),
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
  row("subscription-throttled", {
    severity: "medium",
    what: "CloudWatch Logs forwards log events later than they come, and loses what is a day late.",
    measure: ofAccountPolicies("DeliveryThrottling"),
    periodSeconds: minutes(5),
    evaluationPeriods: 3,
  }),
];

/** The receiving side, where CloudWatch copies log events itself. */
export const centralizationChecks: readonly HealthCheck[] = [
  row("centralization-errors", {
    severity: "high",
    what: "CloudWatch cannot copy log events of the organization into this account.",
    measure: { query: 'SELECT SUM(CentralizationError) FROM "AWS/Logs"' },
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
];

/** The sending side, of this account and of those that show it their metrics. */
export const centralizationSourceChecks: readonly HealthCheck[] = [
  row("centralization-throttled", {
    severity: "medium",
    what: "CloudWatch copies log events of an account later than they come.",
    measure: { query: 'SELECT SUM(CentralizationThrottled) FROM "AWS/Logs"' },
    periodSeconds: minutes(30),
    evaluationPeriods: 1,
  }),
];

/** How log events leave an account: forwarded by its own policy, or copied by CloudWatch. */
export type Outgoing =
  | {
      /** Set where other accounts' metrics are seen too, which would hide that this one is silent. */
      readonly ofAccount?: string;
    }
  | {
      /** Region of the central log groups. */
      readonly copiedTo: string;
    };

/**
 * The way out of one account and Region. Its canary sees to it that there is always something to forward.
 *
 * An account policy's metrics know no log group: it is any log event of the account that is missed here, and where others
 * still come, the archive alone shows that a canary is gone.
 */
export function canaryChecks(outgoing: Outgoing): HealthCheck[] {
  return [
    row("canary-silent", {
      severity: "high",
      what: "No log event, not even the canary's, has left this account and Region for the archive in half an hour.",
      measure:
        "copiedTo" in outgoing
          ? sum("AWS/Logs", "OutgoingCopiedLogEvents", { DestinationRegion: outgoing.copiedTo })
          : ofAccountPolicies("ForwardedLogEvents", outgoing.ofAccount),
      periodSeconds: minutes(15),
      evaluationPeriods: 2,
      ...silent,
    }),
  ];
}

/** The trail's log group, which holds events of the whole organization at any time. */
export const trailChecks = (logGroupName: string): HealthCheck[] => [
  row("trail-heartbeat", {
    severity: "high",
    what: "The organization trail has written nothing to its log group for a quarter of an hour.",
    measure: sum("AWS/Logs", "IncomingLogEvents", { LogGroupName: logGroupName }),
    periodSeconds: minutes(15),
    evaluationPeriods: 1,
    ...silent,
  }),
];
