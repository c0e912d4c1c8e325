import { Arguments, resources, Stack } from "./synthesized";

/** Begins all names of the example organization. */
const prefix = "example-logs-";

/** A part of what an alarm looks at, as Terraform has it. */
interface Query {
  readonly expression?: string;
  readonly period?: number;
  readonly metric?: {
    readonly namespace: string;
    readonly metric_name: string;
    readonly stat: string;
    readonly period: number;
    readonly dimensions: Readonly<Record<string, string>>;
  };
}

/** The parts of what an alarm looks at; none where it is one metric. */
export const queriesOf = (alarm: Arguments) => (alarm.metric_query ?? []) as readonly Query[];

/** What an alarm looks at, in one line. */
function measureOf(alarm: Arguments): string {
  const queries = queriesOf(alarm);
  if (queries.length === 0) return `${String(alarm.statistic)} ${String(alarm.namespace)} ${String(alarm.metric_name)}`;
  const metrics = queries.flatMap(({ metric }) => metric ?? []);
  if (metrics.length === 0) return String(queries[0]?.expression);
  const kinds = new Set(metrics.map(({ stat, namespace }) => `${stat} ${namespace}`));
  return `${[...kinds].join()} ${metrics.map(({ metric_name: name }) => name).join(" + ")}`;
}

const signs: Readonly<Record<string, string>> = { GreaterThanThreshold: ">", LessThanThreshold: "<" };

/** What raises an alarm. */
export function sentenceOf(alarm: Arguments): string {
  const [query] = queriesOf(alarm);
  const period = alarm.period ?? query?.period ?? query?.metric?.period;
  return [
    `${measureOf(alarm)} ${signs[String(alarm.comparison_operator)]} ${String(alarm.threshold)}`,
    `${String(alarm.evaluation_periods)} x ${String(period)} s`,
    `no data is ${String(alarm.treat_missing_data)}`,
  ].join(", ");
}

/** The alarms on the health of the pipeline of a workspace. */
export const alarmsOf = (stack: Stack | undefined, region?: string): Arguments[] =>
  Object.entries(resources(stack, "aws_cloudwatch_metric_alarm"))
    .filter(([address]) => /^(health|canary-alarms)-/.test(address))
    .map(([, alarm]) => alarm)
    .filter((alarm) => region === undefined || alarm.region === region);

/** Severity and name. */
export const nameOf = ({ alarm_name: name }: Arguments) => String(name).slice(prefix.length);

/** The same without the bucket or the rule that it is about. */
export const kindOf = (alarm: Arguments) =>
  nameOf(alarm).replace(/(?<=replication-(?:lag|failed)|forwarding-failed)-.*/, "");
