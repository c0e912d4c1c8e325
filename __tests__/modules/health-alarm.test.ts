import { Testing } from "cdktf";
import { DegradedAlarm, HealthAlarm } from "../../modules/alerting/health-alarm";
import { HealthCheck, metricsOf, sum } from "../../modules/alerting/health-check";
import { only, Stack } from "../support/synthesized";

const region = "eu-west-1";
const check = (measure: HealthCheck["measure"]): HealthCheck => ({
  name: "late",
  severity: "medium",
  what: "Late.",
  runbook: "pipeline-health#late",
  measure,
  periodSeconds: 300,
  evaluationPeriods: 2,
  wrong: "above",
  threshold: 0,
  missing: "notBreaching",
});
const errors = sum("AWS/Firehose", "Errors", { DeliveryStreamName: "d" });
const throttles = { ...errors, metricName: "Throttles" };
const props = { region, description: "Late. Runbook: here", actions: ["arn:aws:sns:eu-west-1:333333333333:alerts"] };

const alarmOn = (measure: HealthCheck["measure"]) =>
  only(
    JSON.parse(
      Testing.synthScope(
        (scope) =>
          void new HealthAlarm(scope, "alarm", { ...props, alarmName: "acme-medium-late", check: check(measure) }),
      ),
    ) as Stack,
    "aws_cloudwatch_metric_alarm",
  );

describe("an alarm on the health of the pipeline", () => {
  test("on one metric names it, and says what no data means", () => {
    expect(alarmOn(errors)).toMatchObject({
      alarm_name: "acme-medium-late",
      alarm_description: props.description,
      alarm_actions: props.actions,
      namespace: "AWS/Firehose",
      metric_name: "Errors",
      dimensions: { DeliveryStreamName: "d" },
      statistic: "Sum",
      period: 300,
      evaluation_periods: 2,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "notBreaching",
    });
  });

  test("on several metrics adds them up, and one without data hides no other", () => {
    const alarm = alarmOn({ sumOf: [errors, throttles] });
    const [first, second, total] = alarm.metric_query as Record<string, unknown>[];
    expect(first).toMatchObject({
      id: "m0",
      return_data: false,
      metric: { metric_name: "Errors", stat: "Sum", period: 300 },
    });
    expect(second).toMatchObject({ id: "m1", metric: { metric_name: "Throttles" } });
    expect(total).toMatchObject({ expression: "FILL(m0, 0) + FILL(m1, 0)", return_data: true });
    expect(alarm).not.toHaveProperty("metric_name");
    expect(alarm).not.toHaveProperty("period");
  });

  test("on a query asks it once a period", () => {
    const query = 'SELECT SUM(DeliveryErrors) FROM "AWS/Logs"';
    expect(alarmOn({ query }).metric_query).toEqual([
      { id: "found", expression: query, period: 300, return_data: true },
    ]);
  });

  test.each([
    ["one metric", errors, 1],
    ["a sum", { sumOf: [errors, throttles] }, 2],
    ["a query that finds one", { query: "SELECT" }, 1],
  ] as const)("costs by its metrics: %s", (_, measure, count) => {
    expect(metricsOf(measure)).toBe(count);
  });
});

describe("the one alarm over others", () => {
  const degraded = (count: number) =>
    Testing.synthScope((scope) => {
      const children = Array.from(
        { length: count },
        (_, index) =>
          new HealthAlarm(scope, `a${index}`, { ...props, alarmName: `acme-late-${index}`, check: check(errors) }),
      );
      new DegradedAlarm(scope, "degraded", { ...props, alarmName: "acme-high-degraded", children });
    });

  test("goes off with any of them, by names that a reviewer can read, and is made after them", () => {
    const alarm = only(JSON.parse(degraded(2)) as Stack, "aws_cloudwatch_composite_alarm");
    expect(alarm.alarm_rule).toBe('ALARM("acme-late-0") OR ALARM("acme-late-1")');
    expect(alarm.depends_on).toHaveLength(2);
  });

  test("takes as many as CloudWatch does", () => {
    expect(() => degraded(100)).not.toThrow();
    expect(() => degraded(101)).toThrow(/has 101 children: a composite alarm takes 100/);
  });
});
