import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { ServiceRole } from "../policy/service-role";
import { Statement } from "../policy/statement";
import { LogGroupRetentionDays, logGroupRetentionDays } from "./log-group-retention-days";
import { infrequentAccessDetailType, logGroupRetentionWorkflow } from "./log-group-retention-workflow";
import { LogGroup } from "./log-groups";

export interface LogGroupRetentionProps {
  /** Name of the state machine and of its schedule in every Region, and the first part of its rules' names. */
  readonly stateMachineName: string;
  /** Name of the role the state machines run under. */
  readonly roleName: string;
  /** Name of the role that starts them. */
  readonly starterRoleName: string;
  readonly partition: Partition;
  readonly accountId: string;
  readonly regions: readonly string[];
  /** Days that shorter retentions are raised to. */
  readonly retentionDays: LogGroupRetentionDays;
  /** Whether groups that never expire stay so, or get the same retention as the others. @default "leave" */
  readonly neverExpire?: "leave" | "limit";
  /** Names of groups that are left alone, because their retention is chosen for each. @default - none */
  readonly except?: readonly string[];
  /** `source` of the events that report Infrequent Access groups; EventBridge refuses one that begins with `aws.`. */
  readonly eventSource: string;
  /**
   * Region -> log group that keeps the reports, and the log of executions. A resource policy must let
   * `events.amazonaws.com` and `delivery.logs.amazonaws.com` write to it.
   */
  readonly reportLogGroups: Readonly<Record<string, LogGroup>>;
}

/** Minutes over which the daily sweeps of many accounts are spread. */
const sweepWindowMinutes = 240;

const changeRuleName = ({ stateMachineName }: LogGroupRetentionProps) => `${stateMachineName}-changes`;

/** One ARN per Region. */
const arns = ({ partition, accountId, regions }: LogGroupRetentionProps, service: string, resource: string) =>
  regions.map((region) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`);

const trust = (
  { partition, accountId }: LogGroupRetentionProps,
  sid: string,
  service: string,
  resource: string,
): Statement => ({
  sid,
  principals: { services: [`${service}.amazonaws.com`] },
  actions: ["sts:AssumeRole"],
  conditions: {
    StringEquals: { "aws:SourceAccount": accountId },
    // The Region is left open because a trust policy has 2,048 characters.
    ArnLike: { "aws:SourceArn": `arn:${partition}:${service}:*:${accountId}:${resource}` },
  },
});

const startStateMachines = (props: LogGroupRetentionProps, sid: string): Statement => ({
  sid,
  actions: ["states:StartExecution"],
  resources: arns(props, "states", `stateMachine:${props.stateMachineName}`),
});

/**
 * A state machine may deliver its log in the given Regions. Step Functions asks with the state machine's role when it is
 * made or changed; none of these actions knows a resource. It has to see log groups as well.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export const deliverExecutionLog = (regions: readonly string[]): Statement => ({
  sid: "DeliverExecutionLog",
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  resources: ["*"],
  conditions: { StringEquals: { "aws:RequestedRegion": [...regions] } },
});

const stateMachineStatements = (props: LogGroupRetentionProps): Statement[] => [
  {
    sid: "RaiseRetention",
    actions: ["logs:DescribeLogGroups", "logs:PutRetentionPolicy"],
    // The wildcard at the end covers both forms of a log group's ARN, with `:*` and without.
    resources: arns(props, "logs", "log-group:*"),
  },
  startStateMachines(props, "StartNextPage"),
  {
    sid: "ReportInfrequentAccess",
    actions: ["events:PutEvents"],
    resources: arns(props, "events", "event-bus/default"),
    conditions: {
      // Every event of a call has a source and a type, so these keys have several values, and each must be ours.
      "ForAllValues:StringEquals": {
        "events:source": props.eventSource,
        "events:detail-type": infrequentAccessDetailType,
      },
    },
  },
  deliverExecutionLog(props.regions),
];

/**
 * Every log group of the given Regions keeps its events for at least some days: existing groups from the first sweep
 * on, new ones and those whose retention somebody shortens within minutes. Retentions are raised, never shortened, and those
 * of groups that are excepted are left as they are.
 *
 * A state machine per Region is started with the name of a group when CloudTrail reports that it was created or given a
 * shorter retention, which needs a trail, and daily for all groups. The daily start is a schedule of EventBridge
 * Scheduler and not a rule, because only a schedule has a flexible window. What it cannot raise makes its execution
 * fail: watch the metric `ExecutionsFailed`.
 *
 * Groups of class INFREQUENT_ACCESS, which no subscription filter forwards, are reported to a log group at every sweep.
 * The same log group has what failed in an execution; of what succeeded, Step Functions keeps the history itself.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export class LogGroupRetention extends Construct {
  /** Region -> ARN of its state machine. */
  readonly stateMachineArns: Readonly<Record<string, string>>;

  /** @throws when a Region has no log group for the reports. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: LogGroupRetentionProps,
  ) {
    super(scope, id);
    const role = new ServiceRole(this, "role", {
      roleName: props.roleName,
      trust: [trust(props, "AllowStateMachines", "states", `stateMachine:${props.stateMachineName}`)],
      policyName: "raise-retention",
      permissions: stateMachineStatements(props),
    });
    const starterRole = new ServiceRole(this, "starter-role", {
      roleName: props.starterRoleName,
      trust: [
        trust(props, "AllowEventRules", "events", `rule/${changeRuleName(props)}`),
        // Scheduler names the group of the schedule, not the schedule.
        trust(props, "AllowSchedules", "scheduler", "schedule-group/default"),
      ],
      policyName: "start-state-machines",
      permissions: [startStateMachines(props, "StartStateMachines")],
    });
    const stateMachineArns: Record<string, string> = {};
    for (const region of props.regions) {
      const reportLogGroup = props.reportLogGroups[region];
      if (!reportLogGroup) throw new Error(`${this.node.path} has no log group for the reports of ${region}`);
      const arn = this.stateMachine(region, role, reportLogGroup);
      this.startOnChange(region, arn, starterRole);
      this.startDaily(region, arn, starterRole);
      this.keepReports(region, reportLogGroup);
      stateMachineArns[region] = arn;
    }
    this.stateMachineArns = stateMachineArns;
  }

  private stateMachine(region: string, role: ServiceRole, { arn: logGroupArn }: LogGroup): string {
    const { stateMachineName, partition, retentionDays, neverExpire = "leave", except, eventSource } = this.props;
    return new SfnStateMachine(this, `state-machine-${region}`, {
      region,
      name: stateMachineName,
      type: "STANDARD",
      roleArn: role.arn,
      definition: JSON.stringify(
        logGroupRetentionWorkflow({ partition, retentionDays, neverExpire, except, eventSource }),
      ),
      loggingConfiguration: {
        level: "ERROR",
        // What an execution is given and says are names of log groups, without which a failure does not tell which.
        includeExecutionData: true,
        logDestination: `${logGroupArn}:*`,
      },
      dependsOn: [role.policy],
    }).arn;
  }

  private startOnChange(region: string, stateMachineArn: string, starterRole: ServiceRole): void {
    const longEnough = logGroupRetentionDays.filter((days) => days >= this.props.retentionDays);
    const changes = new CloudwatchEventRule(this, `change-rule-${region}`, {
      region,
      name: changeRuleName(this.props),
      description: "A log group was created, or its retention shortened",
      eventPattern: Fn.jsonencode({
        source: ["aws.logs"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["logs.amazonaws.com"],
          eventName: ["CreateLogGroup", "PutRetentionPolicy"],
          errorCode: [{ exists: false }],
          // CreateLogGroup has none. Without the second condition every raise would start an execution of its own.
          requestParameters: { retentionInDays: [{ exists: false }, { "anything-but": longEnough }] },
        },
      }),
    });
    new CloudwatchEventTarget(this, `change-target-${region}`, {
      region,
      rule: changes.name,
      targetId: "state-machine",
      arn: stateMachineArn,
      roleArn: starterRole.arn,
      inputTransformer: {
        inputPaths: { logGroupName: "$.detail.requestParameters.logGroupName" },
        inputTemplate: '{"LogGroupNamePrefix": <logGroupName>}',
      },
      dependsOn: [starterRole.policy],
    });
  }

  private startDaily(region: string, stateMachineArn: string, starterRole: ServiceRole): void {
    new SchedulerSchedule(this, `schedule-${region}`, {
      region,
      name: this.props.stateMachineName,
      description: "Retention of every log group",
      scheduleExpression: "rate(1 days)",
      flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: sweepWindowMinutes },
      target: { arn: stateMachineArn, roleArn: starterRole.arn, input: "{}" },
      dependsOn: [starterRole.policy],
    });
  }

  /** Without a role: EventBridge writes to log groups under the group's resource policy alone. */
  private keepReports(region: string, logGroup: LogGroup): void {
    const { stateMachineName, eventSource } = this.props;
    const reports = new CloudwatchEventRule(this, `report-rule-${region}`, {
      region,
      name: `${stateMachineName}-reports`,
      description: infrequentAccessDetailType,
      eventPattern: Fn.jsonencode({ source: [eventSource], "detail-type": [infrequentAccessDetailType] }),
    });
    new CloudwatchEventTarget(this, `report-target-${region}`, {
      region,
      rule: reports.name,
      targetId: "log-group",
      arn: logGroup.arn,
    });
  }
}
