import { check, HealthCheck, hours, minutes, row, silent, sum } from "./health-check";

/** Replication of one bucket. */
export interface ReplicatedBucket {
  /** Stable name within the archive. */
  readonly id: string;
  readonly bucketName: string;
  readonly vaultName: string;
  readonly ruleId: string;
}

/**
 * The way into the vault. Nothing pending is no data, and is well.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 */
export function replicationChecks({ id, bucketName, vaultName, ruleId }: ReplicatedBucket): HealthCheck[] {
  const dimensions = { SourceBucket: bucketName, DestinationBucket: vaultName, RuleId: ruleId };
  return [
    check(`replication-lag-${id}`, "replication-lag", {
      severity: "medium",
      what: `The copy of ${id} in the vault is more than six hours behind.`,
      measure: { ...sum("AWS/S3", "ReplicationLatency", dimensions), statistic: "Maximum" },
      periodSeconds: minutes(15),
      evaluationPeriods: 4,
      threshold: hours(6),
    }),
    check(`replication-failed-${id}`, "replication-failed", {
      severity: "high",
      what: `Objects of ${id} were not copied into the vault, and their life cycle waits until they are.`,
      measure: sum("AWS/S3", "OperationsFailedReplication", dimensions),
      periodSeconds: minutes(5),
      evaluationPeriods: 1,
    }),
  ];
}

/** What is written below a prefix of a bucket, as S3 counts it. */
export interface CountedPrefix {
  readonly bucketName: string;
  /** Name of the bucket's filter. */
  readonly filterName: string;
}

const puts = ({ bucketName, filterName }: CountedPrefix) =>
  sum("AWS/S3", "PutRequests", { BucketName: bucketName, FilterId: filterName });

/** What Firehose could not process. */
export const errorOutputChecks = (errors: CountedPrefix): HealthCheck[] => [
  row("delivery-errors-written", {
    severity: "high",
    what: "Firehose has put log events aside that it could not process.",
    measure: puts(errors),
    periodSeconds: minutes(5),
    evaluationPeriods: 1,
  }),
];

/** Log types that always have data, and hours after which their silence is none that AWS causes. */
export const silenceHours = {
  cloudtrail: 1,
  digest: 3,
  config: 24,
  cloudwatch: 1,
} as const;

const silences: Readonly<Record<keyof typeof silenceHours, { readonly name: string; readonly what: string }>> = {
  cloudtrail: { name: "silent-cloudtrail", what: "No events of CloudTrail have reached the archive for an hour." },
  digest: {
    name: "trail-digest",
    what: "CloudTrail has written no digest for three hours: nobody could prove that its files are all there.",
  },
  config: { name: "silent-config", what: "No snapshot or history of AWS Config has reached the archive for a day." },
  cloudwatch: {
    name: "silent-cloudwatch",
    what: "No log events of CloudWatch Logs have reached the archive for an hour.",
  },
};

/** Log types of which something always arrives. */
export type CountedType = keyof typeof silenceHours;

/** Nothing arrives of a log type that always has data. */
export const silenceChecks = (type: CountedType, counted: CountedPrefix): HealthCheck[] => [
  row(silences[type].name, {
    severity: "high",
    what: silences[type].what,
    measure: puts(counted),
    periodSeconds: hours(1),
    evaluationPeriods: silenceHours[type],
    ...silent,
  }),
];
