import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { managementAlerts } from "../../../accounts/management/alerts";
import { names } from "../../../accounts/workspace/names";
import type { Organization } from "../../../accounts/organization/organization";
import { Workspace } from "../../../accounts/workspace/workspace";
import { sizeLimits } from "../../../modules/checks/size-limits";
import { alertCases } from "../../support/alert-cases";
import { holds, LogEvent, parseFilterPattern, Reading, readings, weakened } from "../../support/filter-pattern";
import { organization } from "../../support/organizations";
import { only, resources, Stack, synthesize } from "../../support/synthesized";

/** The workspace of the management account with nothing in it but the alerts, where the organization is another. */
function alertsOf(described: Organization): Stack {
  const outdir = mkdtempSync(join(tmpdir(), "alerts-"));
  try {
    const app = new App({ outdir });
    const workspace = new Workspace(app, "management", described, described.accounts.management);
    managementAlerts(workspace, names(described).trailLogGroup);
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks/management/cdk.tf.json"), "utf8")) as Stack;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const example = organization();
const management = example.accounts.management.id;
/** As it is deployed. */
const stack = synthesize(example).management;
/** Those of the benchmark have a namespace, and a test, of their own. */
const filters = Object.values(resources(stack, "aws_cloudwatch_log_metric_filter")).filter(
  ({ metric_transformation: metric }) => (metric as { readonly namespace: string }).namespace === example.namePrefix,
);
const monitors = filters.map(({ name, pattern }) => ({
  monitor: String(name).replace(`${example.namePrefix}-`, ""),
  condition: parseFilterPattern(String(pattern)),
}));

/** Monitors that an event sets off. */
const setOffBy = (event: LogEvent, reading: Reading) =>
  monitors
    .filter(({ condition }) => holds(condition, event, reading))
    .map(({ monitor }) => monitor)
    .sort();

describe("alerts of the management account", () => {
  test("every monitor is tried", () => {
    expect(monitors.map(({ monitor }) => monitor).sort()).toEqual(Object.keys(alertCases).sort());
  });

  const calls = Object.entries(alertCases).flatMap(([monitor, cases]) =>
    Object.entries(cases).map(([call, tried]) => ({ monitor, call, tried })),
  );
  test.each(calls)("$monitor: $call sets off what it should and nothing else", ({ tried }) => {
    const expected = Object.fromEntries(tried.map(({ what, alerts }) => [what, alerts]));
    for (const reading of readings) {
      expect(Object.fromEntries(tried.map(({ what, event }) => [what, setOffBy(event, reading)]))).toEqual(expected);
    }
  });

  test.each(monitors)("$monitor is another without any part of its pattern", ({ monitor, condition }) => {
    const events = Object.values(alertCases[monitor] ?? {}).flatMap((tried) => tried.map(({ event }) => event));
    const unnoticed = weakened(condition).filter(({ condition: weaker }) =>
      readings.every((reading) =>
        events.every((event) => holds(weaker, event, reading) === holds(condition, event, reading)),
      ),
    );
    expect(weakened(condition)).not.toEqual([]);
    expect(unnoticed.map(({ dropped }) => dropped)).toEqual([]);
  });

  test("every monitor is deployed, and the trail writes to what they read", () => {
    expect(filters.length).toBe(Object.keys(alertCases).length);
    const { cloud_watch_logs_group_arn: written } = only(stack, "aws_cloudtrail", {
      name: "example-logs-organization",
    });
    const read = new Set(filters.map(({ log_group_name: name }) => String(name).replace(/\.name\}$/, ".arn}:*")));
    expect([...read]).toEqual([written]);
  });

  test("every filter is in the home Region, and feeds an alarm that publishes to the topic", () => {
    for (const { name, ...filter } of filters) {
      expect(filter).toMatchObject({
        region: "eu-west-1",
        metric_transformation: { name, namespace: "example-logs", value: "1" },
      });
      expect(only(stack, "aws_cloudwatch_metric_alarm", { alarm_name: name })).toMatchObject({
        region: "eu-west-1",
        metric_name: name,
        namespace: "example-logs",
        alarm_actions: [names(example).alertTopicArn("high")],
      });
    }
  });

  test("a role is named with its path as who acts and as who is taken, and without it as what is changed", () => {
    const withPaths = alertsOf(
      organization((draft) => {
        draft.deployment.roleName = "platform/Deployment";
        draft.breakGlass.roleName = "security/BreakGlass";
      }),
    );
    const patternOf = (name: string) =>
      String(only(withPaths, "aws_cloudwatch_log_metric_filter", { name: `example-logs-${name}` }).pattern);
    const [taken, used] = [...patternOf("break-glass").matchAll(/\.(?:roleArn|arn)="(\*[^"]*)"/g)].map(
      ([, role]) => role,
    );
    expect([taken, used]).toEqual(["*:role/security/BreakGlass", "*:role/security/BreakGlass"]);
    expect(patternOf("management-keys")).toContain(`arn!="arn:aws:iam::${management}:role/platform/Deployment"`);
    expect(patternOf("management-roles")).toContain(
      '($.requestParameters.roleName="Deployment" || $.requestParameters.roleName="BreakGlass" || (',
    );
  });

  test("the longest names fit", () => {
    const long = organization((draft) => {
      draft.namePrefix = "p".repeat(24);
      draft.deployment.roleName = "d".repeat(64);
      draft.breakGlass.roleName = "b".repeat(64);
    });
    const patterns = Object.values(resources(alertsOf(long), "aws_cloudwatch_log_metric_filter"));
    expect(Math.max(...patterns.map(({ pattern }) => String(pattern).length))).toBeLessThanOrEqual(
      sizeLimits.filterPattern.limit,
    );
  });
});
