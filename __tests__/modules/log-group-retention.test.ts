import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, Aspects, TerraformStack } from "cdktf";
import { checks } from "../../modules/checks";
import {
  deliverExecutionLog,
  LogGroupRetention,
  LogGroupRetentionProps,
} from "../../modules/sources/log-group-retention";
import { logGroupRetentionWorkflow } from "../../modules/sources/log-group-retention-workflow";
import { TaskState } from "../../modules/sources/states-language";
import { bySid, statementsOf } from "../support/statements";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];

const props: LogGroupRetentionProps = {
  stateMachineName: "acme-log-group-retention",
  roleName: "acme-log-group-retention",
  starterRoleName: "acme-log-group-retention-starter",
  partition: "aws",
  accountId: "444444444444",
  regions,
  retentionDays: 731,
  eventSource: "acme.log-group-retention",
  reportLogGroups: Object.fromEntries(
    regions.map((region) => [
      region,
      { name: "/acme/reports", arn: `arn:aws:logs:${region}:444444444444:log-group:/acme/reports` },
    ]),
  ),
};

/** `Fn.jsonencode` of plain values, as Terraform's JSON has it. */
const jsonencoded = (value: unknown): unknown => {
  const [, hcl] = /^\$\{jsonencode\((.*)\)\}$/s.exec(String(value)) ?? [];
  if (hcl === undefined) throw new Error(`not encoded: ${String(value)}`);
  return JSON.parse(hcl.replace(/("(?:[^"\\]|\\.)*") = /g, "$1: "));
};

function build(changed: Partial<LogGroupRetentionProps> = {}): Stack {
  const outdir = mkdtempSync(join(tmpdir(), "log-group-retention-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    checks.forEach((check) => Aspects.of(stack).add(check));
    new LogGroupRetention(stack, "log-group-retention", { ...props, ...changed });
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks/stack/cdk.tf.json"), "utf8")) as Stack;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const stack = build();
const inRegion = (type: string, region: string, having = {}) => only(stack, type, { region, ...having });
const trustOf = (role: Arguments) => statementsOf(stack, role, "assume_role_policy");
const permissionsOf = (name: string) => statementsOf(stack, only(stack, "aws_iam_role_policy", { name }), "policy");
const role = only(stack, "aws_iam_role", { name: props.roleName });
const starterRole = only(stack, "aws_iam_role", { name: props.starterRoleName });

const conditions = (service: string, resource: string) => [
  { test: "StringEquals", variable: "aws:SourceAccount", values: ["444444444444"] },
  { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:aws:${service}:*:444444444444:${resource}`] },
];

describe("state machine", () => {
  test("is one per Region, and there is nothing else", () => {
    const perRegion = Object.entries(stack.resource).map(([type, all]) => [type, Object.keys(all).length]);
    expect(Object.fromEntries(perRegion)).toEqual({
      aws_iam_role: 2,
      aws_iam_role_policy: 2,
      aws_sfn_state_machine: 2,
      aws_cloudwatch_event_rule: 4,
      aws_cloudwatch_event_target: 4,
      aws_scheduler_schedule: 2,
    });
    expect(Object.values(resources(stack, "aws_sfn_state_machine")).map(({ region }) => region)).toEqual(regions);
  });

  test("runs the workflow, and leaves groups that never expire alone unless told otherwise", () => {
    const definition = (of: Stack) =>
      JSON.parse(String(only(of, "aws_sfn_state_machine", { region: "eu-west-1" }).definition)) as unknown;
    const { partition, retentionDays, eventSource } = props;
    const workflow = { partition, retentionDays, eventSource };
    expect(definition(stack)).toEqual(logGroupRetentionWorkflow({ ...workflow, neverExpire: "leave" }));
    expect(definition(build({ neverExpire: "limit" }))).toEqual(
      logGroupRetentionWorkflow({ ...workflow, neverExpire: "limit" }),
    );
  });

  test("is assumed for by Step Functions alone, for this state machine of this account", () => {
    expect(trustOf(role)).toMatchObject([
      {
        principals: [{ type: "Service", identifiers: ["states.amazonaws.com"] }],
        actions: ["sts:AssumeRole"],
        condition: conditions("states", "stateMachine:acme-log-group-retention"),
      },
    ]);
  });

  test.each(regions)(
    "logs in %s what fails, with the names of log groups it was about, where the reports are",
    (region) => {
      expect(inRegion("aws_sfn_state_machine", region).logging_configuration).toEqual({
        level: "ERROR",
        include_execution_data: true,
        log_destination: `${props.reportLogGroups[region]?.arn}:*`,
      });
    },
  );

  test("may have its log delivered in its own Regions alone", () => {
    expect(bySid(permissionsOf("raise-retention"), "DeliverExecutionLog").condition).toEqual([
      { test: "StringEquals", variable: "aws:RequestedRegion", values: regions },
    ]);
  });

  test("may do what the workflow calls, have its log delivered, and no more", () => {
    const permissions = permissionsOf("raise-retention");
    expect(permissions.map(({ actions }) => actions)).toEqual([
      ["logs:DescribeLogGroups", "logs:PutRetentionPolicy"],
      ["states:StartExecution"],
      ["events:PutEvents"],
      deliverExecutionLog(regions).actions,
    ]);
    const { States } = logGroupRetentionWorkflow({ ...props, neverExpire: "leave" });
    const { Arguments } = States["Report Infrequent Access groups"] as TaskState;
    const [{ Source, DetailType }] = (Arguments as { Entries: [{ Source: string; DetailType: string }] }).Entries;
    expect(bySid(permissions, "ReportInfrequentAccess").condition).toEqual([
      { test: "ForAllValues:StringEquals", variable: "events:source", values: [Source] },
      { test: "ForAllValues:StringEquals", variable: "events:detail-type", values: [DetailType] },
    ]);
  });

  test.each([
    ["RaiseRetention", "logs", "log-group:*"],
    ["StartNextPage", "states", "stateMachine:acme-log-group-retention"],
    ["ReportInfrequentAccess", "events", "event-bus/default"],
  ])("may %s in its own account and Regions", (sid, service, resource) => {
    expect(bySid(permissionsOf("raise-retention"), sid).resources).toEqual(
      regions.map((region) => `arn:aws:${service}:${region}:444444444444:${resource}`),
    );
  });
});

describe.each(regions)("in %s", (region) => {
  const starts = (target: unknown) =>
    expect(String(target)).toMatch(new RegExp(`aws_sfn_state_machine.*${region}.*\\.arn`));

  test("a group that is created or given a shorter retention starts it, our own raise does not", () => {
    const rule = inRegion("aws_cloudwatch_event_rule", region, { name: "acme-log-group-retention-changes" });
    expect(jsonencoded(rule.event_pattern)).toEqual({
      source: ["aws.logs"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["logs.amazonaws.com"],
        eventName: ["CreateLogGroup", "PutRetentionPolicy"],
        errorCode: [{ exists: false }],
        requestParameters: {
          retentionInDays: [{ exists: false }, { "anything-but": [731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] }],
        },
      },
    });
  });

  test("it is started with the name of that group", () => {
    const target = inRegion("aws_cloudwatch_event_target", region, { target_id: "state-machine" });
    starts(target.arn);
    expect(target.input_transformer).toEqual({
      input_paths: { logGroupName: "$.detail.requestParameters.logGroupName" },
      input_template: '{"LogGroupNamePrefix": <logGroupName>}',
    });
  });

  test("it is started daily for all groups, at a time of its own", () => {
    const schedule = inRegion("aws_scheduler_schedule", region);
    expect(schedule).toMatchObject({
      schedule_expression: "rate(1 days)",
      flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 240 },
      target: { input: "{}" },
    });
    starts((schedule.target as Arguments).arn);
  });

  test("reports go to the Region's log group, without a role", () => {
    const rule = inRegion("aws_cloudwatch_event_rule", region, { name: "acme-log-group-retention-reports" });
    expect(jsonencoded(rule.event_pattern)).toEqual({
      source: ["acme.log-group-retention"],
      "detail-type": ["Infrequent Access log groups are not forwarded"],
    });
    const target = inRegion("aws_cloudwatch_event_target", region, { target_id: "log-group" });
    expect(target.arn).toBe(props.reportLogGroups[region]?.arn);
    expect(target.role_arn).toBeUndefined();
  });
});

describe("starter role", () => {
  test("is assumed by the rules and by schedules of this account", () => {
    expect(trustOf(starterRole)).toMatchObject([
      {
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        condition: conditions("events", "rule/acme-log-group-retention-changes"),
      },
      {
        principals: [{ type: "Service", identifiers: ["scheduler.amazonaws.com"] }],
        condition: conditions("scheduler", "schedule-group/default"),
      },
    ]);
  });

  test("may start these state machines and do nothing else", () => {
    expect(permissionsOf("start-state-machines")).toMatchObject([
      {
        actions: ["states:StartExecution"],
        resources: regions.map(
          (region) => `arn:aws:states:${region}:444444444444:stateMachine:acme-log-group-retention`,
        ),
      },
    ]);
  });
});

test("a Region without a log group for the reports is refused", () => {
  expect(() => build({ regions: ["eu-west-1", "eu-north-1"] })).toThrow(/no log group for the reports of eu-north-1/);
});
