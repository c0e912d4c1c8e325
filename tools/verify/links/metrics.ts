import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { broken, delivering, faultsOr, healthy, silent } from "../answers";
import { atHome, everywhere, whereForwarded } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Link, Place } from "../link";

const metricData = "cloudwatch:GetMetricData";
const describeAlarms = "cloudwatch:DescribeAlarms";

/** Minutes that are looked at: long enough for a delivery stream's buffer, and for what an hour may be silent. */
const minutes = 60;

interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: "Sum" | "Maximum" | "Minimum";
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Values of metrics in the last hour, the newest first; a metric without any has none. */
async function valuesOf(asked: Asked, metrics: readonly Metric[]): Promise<(readonly { at: Date; value: number }[])[]> {
  const queries = metrics.map(({ namespace, name, statistic, dimensions }, index): MetricDataQuery => ({
    Id: `m${index}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: 300,
      Stat: statistic,
    },
  }));
  const { MetricDataResults: results } = await asked.client(CloudWatchClient).send(
    new GetMetricDataCommand({
      StartTime: new Date(asked.now.getTime() - minutes * 60_000),
      EndTime: asked.now,
      ScanBy: "TimestampDescending",
      MetricDataQueries: queries,
    }),
  );
  return metrics.map((_, index) => {
    const found = results?.find(({ Id }) => Id === `m${index}`);
    return (found?.Timestamps ?? []).map((at, place) => ({ at, value: found?.Values?.[place] ?? 0 }));
  });
}

/** A metric that must not exceed a bound; without any value it says nothing. */
interface Bound extends Metric {
  readonly most: number;
  readonly fault: string;
}

const bounded =
  (boundsOf: (asked: Asked) => readonly Bound[], quiet: Answer) =>
  async (asked: Asked): Promise<readonly Answer[]> => {
    const bounds = boundsOf(asked);
    const values = await valuesOf(asked, bounds);
    const faults = bounds.flatMap(({ name, most, fault }, index) => {
      const over = (values[index] ?? []).filter(({ value }) => value > most);
      const [worst] = [...over].sort((a, b) => b.value - a.value);
      const first = over.at(-1);
      return worst ? [broken(fault, metricData, { error: `${name} ${worst.value}`, since: first?.at })] : [];
    });
    const newest = values
      .flat()
      .reduce<Date | undefined>((late, { at }) => (!late || at > late ? at : late), undefined);
    return faultsOr(
      faults,
      newest ? delivering("the metrics are within their bounds", metricData, newest, asked.now) : quiet,
    );
  };

const canaryGroup = ({ organization }: Asked) => `/${organization.namePrefix}/canary`;

async function canary(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(EventBridgeClient);
  const Name = `${asked.organization.namePrefix}-canary`;
  const rule = await orNothing(client.send(new DescribeRuleCommand({ Name })), "ResourceNotFoundException");
  if (!rule) return [broken("there is no canary", "events:DescribeRule", { error: "ResourceNotFoundException" })];
  if (rule.State !== "ENABLED") return [broken("the canary is switched off", "events:DescribeRule")];
  const { Targets: targets } = await client.send(new ListTargetsByRuleCommand({ Rule: Name }));
  if (!targets?.some(({ Arn }) => Arn?.includes(`:log-group:${canaryGroup(asked)}`))) {
    return [broken("the canary writes to no log group of ours", "events:ListTargetsByRule")];
  }
  // With centralization, a copy of the event is made, and nothing is forwarded.
  const centralized = asked.organization.transport.mode === "centralization";
  const name = centralized ? "IncomingLogEvents" : "ForwardedLogEvents";
  const [values = []] = await valuesOf(asked, [
    { namespace: "AWS/Logs", name, statistic: "Sum", dimensions: { LogGroupName: canaryGroup(asked) } },
  ]);
  const newest = values.find(({ value }) => value > 0);
  return newest
    ? [delivering("the canary is forwarded", metricData, newest.at, asked.now)]
    : [broken(`the canary is silent: no ${name} for an hour`, metricData, { silence: true })];
}

const sums =
  (namespace: string, dimensions: Metric["dimensions"]) =>
  (name: string, most: number, fault: string): Bound => ({
    namespace,
    name,
    dimensions,
    most,
    fault,
    statistic: "Maximum",
  });

const forwardingBounds = (asked: Asked): Bound[] =>
  (["DeliveryErrors", "DeliveryThrottling"] as const).map((name) => ({
    namespace: "AWS/Logs",
    name,
    statistic: "Sum",
    most: 0,
    dimensions: { LogGroupName: canaryGroup(asked) },
    fault: name === "DeliveryErrors" ? "log events are not taken by the destination" : "log events are throttled",
  }));

const streamBounds = ({ names }: Asked): Bound[] => {
  const of = sums("AWS/Kinesis", { StreamName: names.pipeline });
  return [
    of("GetRecords.IteratorAgeMilliseconds", 3_600_000, "the stream is read late"),
    { ...of("WriteProvisionedThroughputExceeded", 0, "the stream refuses log events"), statistic: "Sum" },
  ];
};

const deliveryBounds = ({ names }: Asked): Bound[] => {
  const of = sums("AWS/Firehose", { DeliveryStreamName: names.pipeline });
  return [
    of("DeliveryToS3.DataFreshness", 3600, "log events reach the archive late"),
    { ...of("KMSKeyAccessDenied", 0, "the delivery stream may not use its key"), statistic: "Sum" },
    { ...of("KMSKeyDisabled", 0, "the delivery stream's key is disabled"), statistic: "Sum" },
  ];
};

async function alarms(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(CloudWatchClient);
  const AlarmNamePrefix = `${asked.organization.namePrefix}-`;
  const { MetricAlarms: metric = [], CompositeAlarms: composite = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix, AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 100 }),
  );
  const found = [...metric, ...composite];
  if (found.length === 0) return [broken("there are no alarms", describeAlarms)];
  const faults = found.flatMap((alarm) => {
    const resource = alarm.AlarmName;
    if (alarm.ActionsEnabled === false) return [broken("an alarm tells nobody", describeAlarms, { resource })];
    const { StateValue: state, StateReason: error, StateUpdatedTimestamp: since } = alarm;
    return state === "ALARM" ? [broken("an alarm is in alarm", describeAlarms, { resource, error, since })] : [];
  });
  return faultsOr(faults, healthy(`${found.length} alarms watch, and are quiet`, describeAlarms));
}

const kinesis = (expected: Parameters<Link["places"]>[0]): readonly Place[] =>
  expected.organization.transport.mode === "kinesis" ? atHome("logArchive")(expected) : [];

/** Canaries come every five minutes: what has nothing to count gets none of them. */
const nothingCounted = broken("nothing passed within an hour, not even a canary", metricData, { silence: true });

/** Links that are seen by what CloudWatch counts. */
export const metrics: readonly Link[] = [
  {
    id: "canary",
    what: "A log event that is made every five minutes takes the way of every other one.",
    source: "cloudwatch",
    alarms: ["canary-silent"],
    runbook: "runbooks/pipeline-health#canary-silent",
    calls: ["events:DescribeRule", "events:ListTargetsByRule", metricData],
    places: whereForwarded,
    ask: canary,
  },
  {
    id: "forwarding",
    what: "Log events that are forwarded are taken, all of them.",
    source: "cloudwatch",
    alarms: ["subscription-errors", "subscription-throttled"],
    runbook: "runbooks/pipeline-health#subscription-errors",
    calls: [metricData],
    places: (expected) => (expected.organization.transport.mode === "centralization" ? [] : whereForwarded(expected)),
    ask: bounded(forwardingBounds, silent("nothing was refused within an hour", metricData)),
  },
  {
    id: "stream-metrics",
    what: "The stream is read in time and refuses nothing.",
    source: "cloudwatch",
    alarms: ["stream-lag", "stream-throttled"],
    runbook: "runbooks/pipeline-health#stream-lag",
    calls: [metricData],
    places: kinesis,
    ask: bounded(streamBounds, nothingCounted),
  },
  {
    id: "delivery-metrics",
    what: "The delivery stream delivers in time, with its key.",
    source: "cloudwatch",
    alarms: ["delivery-stale", "delivery-key"],
    runbook: "runbooks/pipeline-health#delivery-stale",
    calls: [metricData],
    places: atHome("logArchive"),
    ask: bounded(deliveryBounds, nothingCounted),
  },
  {
    id: "alarms",
    what: "The alarms of an account are there, tell somebody, and are quiet.",
    source: "alerts",
    alarms: ["tampering", "logging-degraded"],
    runbook: "runbooks/pipeline-health#logging-degraded",
    calls: [describeAlarms],
    places: everywhere,
    ask: alarms,
  },
];
