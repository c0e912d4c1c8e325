import type { Severity } from "./severity";

/** A metric of one thing. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Sum" | "Maximum" | "Average";
}

/**
 * What an alarm looks at: one metric, the sum of several, or a query of Metrics Insights, which finds its metrics by
 * itself, here and in every account that is linked. Each metric that it finds costs as much as an alarm.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
export type Measure = Metric | { readonly sumOf: readonly Metric[] } | { readonly query: string };

/** Something that goes wrong with the way of the logs, and how it is noticed. */
export interface HealthCheck {
  /** Says what is wrong, e.g. `stream-lag`. */
  readonly name: string;
  readonly severity: Severity;
  /** What happened, for people. */
  readonly what: string;
  /** Page of `docs/runbooks/` and the part of it. */
  readonly runbook: string;
  readonly measure: Measure;
  readonly periodSeconds: number;
  /** Periods that have to be wrong, one after the other. */
  readonly evaluationPeriods: number;
  readonly wrong: "above" | "below";
  readonly threshold: number;
  /**
   * What no data at all means: that something is `breaching`, that nothing happened that could go wrong
   * (`notBreaching`), or nothing, where the metric has gaps of its own (`ignore`).
   */
  readonly missing: "breaching" | "notBreaching" | "ignore";
}

/** How many metrics an alarm is charged for, apart from those that a query finds in linked accounts. */
export const metricsOf = (measure: Measure): number => ("sumOf" in measure ? measure.sumOf.length : 1);

/** A check whose runbook stands under its kind; what is not said otherwise is that any is too much, and none is well. */
export const check = (
  name: string,
  kind: string,
  facts: Omit<HealthCheck, "name" | "runbook" | "wrong" | "threshold" | "missing"> & Partial<HealthCheck>,
): HealthCheck => ({
  name,
  runbook: `pipeline-health#${kind}`,
  wrong: "above",
  threshold: 0,
  missing: "notBreaching",
  ...facts,
});

/** A check whose runbook stands under its own name. */
export const row = (name: string, facts: Parameters<typeof check>[2]): HealthCheck => check(name, name, facts);

/** In seconds. */
export const minutes = (count: number) => count * 60;
/** In seconds. */
export const hours = (count: number) => count * 3600;

/** Something that always has data says nothing any more. */
export const silent = { wrong: "below", threshold: 1, missing: "breaching" } as const;

/** How many there were. */
export const sum = (namespace: string, metricName: string, dimensions: Metric["dimensions"]): Metric => ({
  namespace,
  metricName,
  dimensions,
  statistic: "Sum",
});
