import { check, HealthCheck, minutes, row, sum } from "./health-check";

/** What the alerts themselves are told with, in Security Tooling. */
export interface AlertWays {
  readonly topicNames: readonly string[];
  readonly deadLetterQueueName: string;
}

/**
 * The alerts' own way to people.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export const alertChecks = ({ topicNames, deadLetterQueueName }: AlertWays): HealthCheck[] => [
  row("alert-dead-letters", {
    severity: "high",
    what: "An alert could not be told, and lies in the dead-letter queue.",
    measure: {
      ...sum("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: deadLetterQueueName }),
      statistic: "Maximum",
    },
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
  row("alert-undelivered", {
    severity: "high",
    what: "A topic of the alerts could not reach one of its addressees.",
    measure: {
      sumOf: topicNames.map((name) => sum("AWS/SNS", "NumberOfNotificationsFailed", { TopicName: name })),
    },
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
];

/** A rule that forwards alerts, under the same name in every account. */
export interface ForwardingRule {
  /** Ends the name of its alarm. */
  readonly name: string;
  readonly ruleName: string;
}

/**
 * The alerts' way out of their accounts: of this account, and of those that show it their metrics, rule by rule. EventBridge
 * measures failures only when there are some.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export const forwardingChecks = ({ name, ruleName }: ForwardingRule): HealthCheck[] => [
  check(`alert-forwarding-failed-${name}`, "alert-forwarding-failed", {
    severity: "high",
    what: `Rule ${ruleName} of some account could not send an alert to the bus of the alerts.`,
    measure: {
      query: `SELECT SUM(FailedInvocations) FROM SCHEMA("AWS/Events", RuleName) WHERE RuleName = '${ruleName}'`,
    },
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
];
