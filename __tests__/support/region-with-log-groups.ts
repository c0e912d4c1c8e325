import {
  LogGroupRetentionInput,
  LogGroupRetentionWorkflowProps,
  logGroupRetentionWorkflow,
} from "../../modules/sources/log-group-retention-workflow";
import { execute, Execution, Json, TaskError } from "./state-machine";

/** The workflow under test, unless a test changes it. */
export const props: LogGroupRetentionWorkflowProps = {
  partition: "aws",
  retentionDays: 731,
  neverExpire: "leave",
  eventSource: "acme.log-group-retention",
};
const stateMachineArn = "arn:aws:states:eu-west-1:444444444444:stateMachine:acme-log-group-retention";

/** A log group as the SDK integration answers it: fields that are not set are absent. */
export interface Group {
  readonly LogGroupName: string;
  RetentionInDays?: number;
  readonly LogGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY";
}

export type Action = "describeLogGroups" | "putRetentionPolicy" | "startExecution" | "putEvents";

/** A Region of an account that has these log groups, and whose services fail as told. */
export class Region {
  readonly calls: Action[] = [];
  readonly raised: string[] = [];
  readonly events: Json[] = [];
  readonly inputs: LogGroupRetentionInput[] = [];

  constructor(
    readonly groups: Group[],
    /** The error, if any, of the calls of an action for a group; called once per attempt. */
    private readonly failing: (action: Action, logGroupName?: string) => string | undefined = () => undefined,
  ) {}

  private calling(action: Action, logGroupName?: string): void {
    this.calls.push(action);
    const error = this.failing(action, logGroupName);
    if (error) throw new TaskError(error, `${action} ${logGroupName ?? ""}`);
  }

  private readonly services = {
    "arn:aws:states:::aws-sdk:cloudwatchlogs:describeLogGroups": (request: Record<string, Json>): Json => {
      this.calling("describeLogGroups");
      const { Limit, LogGroupNamePrefix = "", NextToken, ...unknown } = request;
      expect([Limit, unknown]).toEqual([50, {}]);
      const named = this.groups
        .filter(({ LogGroupName }) => LogGroupName.startsWith(String(LogGroupNamePrefix)))
        .sort((one, other) => (one.LogGroupName < other.LogGroupName ? -1 : 1));
      const from = Number(NextToken ?? 0);
      const page = named.slice(from, from + 50) as unknown as Json[];
      return from + 50 < named.length ? { LogGroups: page, NextToken: `${from + 50}` } : { LogGroups: page };
    },
    "arn:aws:states:::aws-sdk:cloudwatchlogs:putRetentionPolicy": (request: Record<string, Json>): Json => {
      const { LogGroupName, RetentionInDays, ...unknown } = request;
      expect(unknown).toEqual({});
      this.calling("putRetentionPolicy", String(LogGroupName));
      const group = this.groups.find((each) => each.LogGroupName === LogGroupName);
      if (!group) throw new TaskError("CloudWatchLogs.ResourceNotFoundException");
      group.RetentionInDays = Number(RetentionInDays);
      this.raised.push(group.LogGroupName);
      return {};
    },
    "arn:aws:states:::states:startExecution": (request: Record<string, Json>): Json => {
      this.calling("startExecution");
      const { StateMachineArn, Input, ...unknown } = request;
      expect([StateMachineArn, unknown]).toEqual([stateMachineArn, {}]);
      this.inputs.push(Input as LogGroupRetentionInput);
      return { ExecutionArn: "arn", StartDate: 0 };
    },
    "arn:aws:states:::events:putEvents": ({ Entries }: Record<string, Json>): Json => {
      this.calling("putEvents");
      this.events.push(...(Entries as Json[]));
      return { FailedEntryCount: 0, Entries: [{ EventId: "1" }] };
    },
  };

  /** The execution that is started, and those that follow from it. */
  async sweep(changed: Partial<LogGroupRetentionWorkflowProps> = {}, input: LogGroupRetentionInput = {}) {
    const workflow = logGroupRetentionWorkflow({ ...props, ...changed });
    const executions: Execution[] = [];
    const waiting = [input];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const started = this.inputs.length;
      executions.push(await execute(workflow, { ...next }, this.services, stateMachineArn));
      waiting.push(...this.inputs.slice(started));
    }
    return executions;
  }
}
