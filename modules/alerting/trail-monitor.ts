import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { refuseLarger } from "../checks/refusal";

export interface TrailMonitorProps {
  /** Log group a trail writes its events to. */
  readonly logGroupName: string;
  readonly region: string;
  /** Which events raise the alarm, in CloudWatch's syntax. */
  readonly pattern: string;
  /** Names the alarm and the metric filter. */
  readonly alarmName: string;
  /** What happened and what to do about it: the text of the alert. */
  readonly description: string;
  /** Namespace of the metric, whose name is the alarm's. */
  readonly metricNamespace: string;
  /** How events are counted. @default "Maximum" */
  readonly statistic?: "Sum";
  /** Who is told, as ARNs. */
  readonly alarmActions: readonly string[];
  /** What to change where the pattern gets too long. */
  readonly remedy: Remedy;
}

/**
 * An alarm as soon as a trail records one event of a kind, in the Region of the trail's log group.
 *
 * It counts within five minutes, and nothing at all counts as quiet. It looks at the maximum unless a benchmark asks for
 * the sum, because whoever may publish metrics could make a sum zero with a negative value.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
 */
export class TrailMonitor extends Construct {
  constructor(scope: Construct, id: string, props: TrailMonitorProps) {
    super(scope, id);
    const { region, alarmName, metricNamespace, pattern } = props;
    refuseLarger(this, "filterPattern", pattern.length, props.remedy);
    new CloudwatchLogMetricFilter(this, "filter", {
      region,
      name: alarmName,
      logGroupName: props.logGroupName,
      pattern,
      metricTransformation: { name: alarmName, namespace: metricNamespace, value: "1" },
    });
    new CloudwatchMetricAlarm(this, "alarm", {
      region,
      alarmName,
      alarmDescription: props.description,
      namespace: metricNamespace,
      metricName: alarmName,
      statistic: props.statistic ?? "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: [...props.alarmActions],
    });
  }
}
