import { HealthCheck, Metric, minutes, row, silent, sum } from "./health-check";

/**
 * The stream between the destinations and Firehose, where log events take that way.
 *
 * The age of what is read is measured as long as somebody reads, so that no data means that nobody does.
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
export function streamChecks(streamName: string): HealthCheck[] {
  const ofStream = (metricName: string) => sum("AWS/Kinesis", metricName, { StreamName: streamName });
  return [
    row("stream-lag", {
      severity: "medium",
      what: "Log events wait in the stream for more than ten minutes, or nobody reads them.",
      measure: { ...ofStream("GetRecords.IteratorAgeMilliseconds"), statistic: "Maximum" },
      periodSeconds: minutes(5),
      evaluationPeriods: 2,
      threshold: 600_000,
      missing: "breaching",
    }),
    row("stream-throttled", {
      severity: "medium",
      what: "The stream refuses log events, or their reader, for want of capacity.",
      measure: {
        sumOf: [
          "WriteProvisionedThroughputExceeded",
          "ReadProvisionedThroughputExceeded",
          "PutRecords.ThrottledRecords",
        ].map(ofStream),
      },
      periodSeconds: minutes(1),
      evaluationPeriods: 5,
    }),
    row("destination-silent", {
      severity: "high",
      what: "No account's log events arrive at the stream.",
      measure: ofStream("IncomingRecords"),
      periodSeconds: minutes(15),
      evaluationPeriods: 1,
      ...silent,
    }),
  ];
}

/** Where CloudWatch Logs puts records to Firehose itself. */
const directChecks = (ofDelivery: (metricName: string) => Metric): HealthCheck[] => [
  row("destination-silent", {
    severity: "high",
    what: "No account's log events arrive at the delivery stream.",
    measure: ofDelivery("IncomingRecords"),
    periodSeconds: minutes(15),
    evaluationPeriods: 1,
    ...silent,
  }),
];

/**
 * The delivery stream that writes log events into the archive.
 *
 * Freshness has gaps, as it is measured when something is delivered; whether nothing is, `silent-cloudwatch` says.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
 */
export function deliveryChecks(deliveryStreamName: string, readsStream: boolean): HealthCheck[] {
  const ofDelivery = (metricName: string) =>
    sum("AWS/Firehose", metricName, { DeliveryStreamName: deliveryStreamName });
  return [
    ...(readsStream ? [] : directChecks(ofDelivery)),
    row("delivery-stale", {
      severity: "medium",
      what: "The oldest log event that Firehose has not delivered is more than 20 minutes old.",
      measure: { ...ofDelivery("DeliveryToS3.DataFreshness"), statistic: "Maximum" },
      periodSeconds: minutes(5),
      evaluationPeriods: 3,
      threshold: 1200,
      missing: "ignore",
    }),
    row("delivery-failing", {
      severity: "high",
      what: "Firehose cannot write log events into the archive.",
      measure: { ...ofDelivery("DeliveryToS3.Success"), statistic: "Average" },
      periodSeconds: minutes(5),
      evaluationPeriods: 1,
      wrong: "below",
      threshold: 1,
    }),
    row("delivery-throttled", {
      severity: "medium",
      what: "Firehose takes or reads log events more slowly than they come.",
      measure: ofDelivery(readsStream ? "ThrottledGetRecords" : "ThrottledRecords"),
      periodSeconds: minutes(1),
      evaluationPeriods: 5,
    }),
    row("delivery-key", {
      severity: "high",
      what: "Firehose cannot use the key of the log events.",
      measure: {
        sumOf: ["KMSKeyAccessDenied", "KMSKeyDisabled", "KMSKeyInvalidState", "KMSKeyNotFound"].map(ofDelivery),
      },
      periodSeconds: minutes(5),
      evaluationPeriods: 1,
    }),
  ];
}
