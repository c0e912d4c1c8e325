import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm";
import { CloudwatchMetricAlarm, CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { HealthCheck, Measure } from "./health-check";

const operators = { above: "GreaterThanThreshold", below: "LessThanThreshold" } as const;

const measured = (
  measure: Measure,
  period: number,
): Pick<
  CloudwatchMetricAlarmConfig,
  "namespace" | "metricName" | "dimensions" | "statistic" | "period" | "metricQuery"
> => {
  if ("query" in measure)
    return { metricQuery: [{ id: "found", expression: measure.query, period, returnData: true }] };
  if (!("sumOf" in measure)) return { ...measure, dimensions: { ...measure.dimensions }, period };
  const parts = measure.sumOf.map(({ statistic, dimensions, ...metric }, index) => ({
    id: `m${index}`,
    metric: { ...metric, dimensions: { ...dimensions }, stat: statistic, period },
    returnData: false,
  }));
  // A metric without data would leave the sum without any.
  const expression = parts.map(({ id }) => `FILL(${id}, 0)`).join(" + ");
  return { metricQuery: [...parts, { id: "sum", expression, label: "sum", returnData: true }] };
};

export interface HealthAlarmProps {
  readonly region: string;
  readonly alarmName: string;
  /** What happened and what to do about it: the text of the alert. */
  readonly description: string;
  /** ARNs of what is told. */
  readonly actions: readonly string[];
  readonly check: Omit<HealthCheck, "name" | "what" | "runbook">;
}

/**
 * An alarm on the health of the pipeline. It says for each check what missing data means, because silence is what most of
 * them are about.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export class HealthAlarm extends Construct {
  readonly alarm: CloudwatchMetricAlarm;
  /** As text, not as a reference: a rule made of references cannot be read in review. */
  readonly alarmName: string;

  constructor(scope: Construct, id: string, { region, check, ...props }: HealthAlarmProps) {
    super(scope, id);
    this.alarm = new CloudwatchMetricAlarm(this, "Default", {
      region,
      alarmName: props.alarmName,
      alarmDescription: props.description,
      ...measured(check.measure, check.periodSeconds),
      evaluationPeriods: check.evaluationPeriods,
      comparisonOperator: operators[check.wrong],
      threshold: check.threshold,
      treatMissingData: check.missing,
      alarmActions: [...props.actions],
    });
    this.alarmName = props.alarmName;
  }
}

/** A composite alarm takes no more children. */
const maximumChildren = 100;

export interface DegradedAlarmProps extends Omit<HealthAlarmProps, "check"> {
  /** Alarms of the same account and Region. */
  readonly children: readonly HealthAlarm[];
}

/**
 * One alarm that goes off with the first of its children and stays until all of them are well: whether logging works in
 * a place, in one word.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
 */
export class DegradedAlarm extends Construct {
  constructor(scope: Construct, id: string, props: DegradedAlarmProps) {
    super(scope, id);
    if (props.children.length > maximumChildren) {
      throw new Error(
        `${this.node.path} has ${props.children.length} children: a composite alarm takes ${maximumChildren}`,
      );
    }
    new CloudwatchCompositeAlarm(this, "Default", {
      region: props.region,
      alarmName: props.alarmName,
      alarmDescription: props.description,
      alarmRule: props.children.map(({ alarmName }) => `ALARM("${alarmName}")`).join(" OR "),
      alarmActions: [...props.actions],
      // The rule names its children by name, and CloudWatch refuses one that does not exist.
      dependsOn: props.children.map((child) => child.alarm),
    });
  }
}
