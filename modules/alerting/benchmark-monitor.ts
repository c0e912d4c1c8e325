import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";

export interface BenchmarkMonitorProps {
  /** Log group a multi-Region trail writes its events to. */
  readonly logGroupName: string;
  readonly region: string;
  /** Filter pattern, exactly as it is to be compared. */
  readonly pattern: string;
  /** Names the alarm, the filter and the metric. */
  readonly alarmName: string;
  /** What happened and where its runbook is. */
  readonly description: string;
  /** What the alarm does; Security Hub asks for a topic that somebody has subscribed to. */
  readonly actions: readonly string[];
}

/**
 * A metric filter and its alarm as the benchmark and Security Hub's controls describe them: namespace `LogMetrics`, value
 * 1, the sum of five minutes, at least one.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export class BenchmarkMonitor extends Construct {
  constructor(scope: Construct, id: string, { region, alarmName, ...props }: BenchmarkMonitorProps) {
    super(scope, id);
    const metric = { name: alarmName, namespace: "LogMetrics" };
    new CloudwatchLogMetricFilter(this, "filter", {
      region,
      name: alarmName,
      logGroupName: props.logGroupName,
      pattern: props.pattern,
      metricTransformation: { ...metric, value: "1", defaultValue: "0" },
    });
    new CloudwatchMetricAlarm(this, "alarm", {
      region,
      alarmName,
      alarmDescription: props.description,
      namespace: metric.namespace,
      metricName: metric.name,
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [...props.actions],
    });
  }
}
