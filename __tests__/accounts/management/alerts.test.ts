import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { managementAlerts } from "../../../accounts/management/alerts";
import { names } from "../../../accounts/workspace/names";
import type { Organization } from "../../../accounts/organization/organization";
import { Workspace } from "../../../accounts/workspace/workspace";
import { alarmActions } from "../../../accounts/workspace/alarms";
import { severities, Severity } from "../../../modules/alerting/severity";
import { sizeLimits } from "../../../modules/checks/size-limits";
import { alertCases } from "../../support/alert-cases";
import {
  Condition,
  holds,
  LogEvent,
  parseFilterPattern,
  Reading,
  readings,
  weakened,
} from "../../support/filter-pattern";
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

interface Monitored {
  readonly severity: string;
  readonly monitor: string;
  readonly pattern: string;
  readonly condition: Condition;
}

const example = organization();
const management = example.accounts.management.id;
/** As it is deployed. */
const stack = synthesize(example).management;
/** Those of the benchmark have a namespace, and a test, of their own. */
const filters = Object.values(resources(stack, "aws_cloudwatch_log_metric_filter")).filter(
  ({ metric_transformation: metric }) => (metric as { readonly namespace: string }).namespace === example.namePrefix,
);
/** Severity and name of a monitor, by the name of its alarm. */
const monitors: Monitored[] = filters.map(({ name, pattern }) => {
  const [, severity = "", monitor = ""] = /^example-logs-(high|medium|low)-(.+)$/.exec(String(name)) ?? [];
  return { severity, monitor, pattern: String(pattern), condition: parseFilterPattern(String(pattern)) };
});

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

  test("every monitor reads what the trail writes to", () => {
    const { cloud_watch_logs_group_arn: written } = only(stack, "aws_cloudtrail", {
      name: "example-logs-organization",
    });
    const read = new Set(filters.map(({ log_group_name: name }) => String(name).replace(/\.name\}$/, ".arn}:*")));
    expect([...read]).toEqual([written]);
  });

  test("every filter is in the home Region, and feeds an alarm that tells the topic of its severity", () => {
    for (const { name, ...filter } of filters) {
      const severity = /^example-logs-(\w+)-/.exec(String(name))?.[1] ?? "";
      expect(filter).toMatchObject({
        region: "eu-west-1",
        metric_transformation: { name, namespace: "example-logs", value: "1" },
      });
      const alarm = only(stack, "aws_cloudwatch_metric_alarm", { alarm_name: name });
      expect(alarm).toMatchObject({
        region: "eu-west-1",
        metric_name: name,
        namespace: "example-logs",
        statistic: "Maximum",
        period: 300,
        threshold: 1,
        comparison_operator: "GreaterThanOrEqualToThreshold",
        treat_missing_data: "notBreaching",
      });
      expect(alarm.alarm_actions).toEqual(alarmActions(example, management, "eu-west-1", severity as Severity));
      expect(String(alarm.alarm_description)).toMatch(
        new RegExp(`#${String(name).replace(/^example-logs-\w+?-/, "")}$`),
      );
    }
  });

  test("the topics and the forwarding role are those that are named elsewhere", () => {
    const patternOf = (name: string) => monitors.find(({ monitor }) => monitor === name)?.pattern;
    const { alertTopicArn, role } = names(example);
    const begin = /topicArn="([^"]+)\*"/.exec(patternOf("alarms-ended") ?? "")?.[1] ?? "none";
    expect(severities.map((severity) => alertTopicArn(severity).startsWith(begin))).toEqual([true, true, true]);
    expect(patternOf("alerting-ended")).toContain(`roleName="${role("alert-forwarding")}"`);
  });

  test("a role is named with its path as who acts and as who is taken, and without it as what is changed", () => {
    const withPaths = alertsOf(
      organization((draft) => {
        draft.deployment.roleName = "platform/Deployment";
        draft.breakGlass.roleName = "security/BreakGlass";
      }),
    );
    const patternOf = (name: string) =>
      String(only(withPaths, "aws_cloudwatch_log_metric_filter", { name: `example-logs-high-${name}` }).pattern);
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
