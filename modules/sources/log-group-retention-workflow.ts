import { Partition } from "../policy/region";
import { LogGroupRetentionDays } from "./log-group-retention-days";
import { Retrier, State, States, Workflow } from "./states-language";

export interface LogGroupRetentionWorkflowProps {
  readonly partition: Partition;
  /** Days that shorter retentions are raised to. */
  readonly retentionDays: LogGroupRetentionDays;
  /** Whether groups that never expire stay so, or get the same retention as the others. */
  readonly neverExpire: "leave" | "limit";
  /** Names of groups that are left alone, because their retention is chosen for each. @default - none */
  readonly except?: readonly string[];
  /** `source` of the events that report Infrequent Access groups. */
  readonly eventSource: string;
}

/** What an execution is started with: nothing for all groups of the Region, or the first part of their names. */
export interface LogGroupRetentionInput {
  readonly LogGroupNamePrefix?: string;
  /** Of the page before, when an execution carries on. */
  readonly NextToken?: string;
}

export const infrequentAccessDetailType = "Infrequent Access log groups are not forwarded";

/** What `DescribeLogGroups` answers at once at most. */
const pageSize = 50;

const retry = (...ErrorEquals: string[]): readonly Retrier[] => [
  { ErrorEquals, IntervalSeconds: 2, BackoffRate: 2, MaxDelaySeconds: 60, MaxAttempts: 8, JitterStrategy: "FULL" },
];

// Throttling comes under its own name, or under the service's general one where the operation does not declare it.
const retryPassing = retry(
  "CloudWatchLogs.ThrottlingException",
  "CloudWatchLogs.CloudWatchLogsException",
  "CloudWatchLogs.ServiceUnavailableException",
  "CloudWatchLogs.OperationAbortedException",
  "CloudWatchLogs.SdkClientException",
);

/** Names of the listed groups that fulfil a condition. The brackets keep a list of one a list. */
const namesWhere = (condition: string) => `{% [$states.result.LogGroups[${condition}].LogGroupName] %}`;

const taskOf = (partition: Partition, action: string) => `arn:${partition}:states:::${action}`;

const listLogGroups = (props: LogGroupRetentionWorkflowProps): State => {
  const { partition, retentionDays, neverExpire, except = [] } = props;
  const tooShort = `RetentionInDays < ${retentionDays}`;
  const raised = { leave: tooShort, limit: `($not($exists(RetentionInDays)) or ${tooShort})` }[neverExpire];
  const named = except.map((name) => `'${name}'`).join(", ");
  return {
    Type: "Task",
    Resource: taskOf(partition, "aws-sdk:cloudwatchlogs:describeLogGroups"),
    // As one expression, because that leaves out what the input does not have.
    Arguments:
      `{% { 'Limit': ${pageSize}, 'LogGroupNamePrefix': $states.input.LogGroupNamePrefix, ` +
      `'NextToken': $states.input.NextToken } %}`,
    Retry: retryPassing,
    Assign: {
      raised: namesWhere(`${raised} and $not(LogGroupClass = 'DELIVERY') and $not(LogGroupName in [${named}])`),
      infrequentAccess: namesWhere("LogGroupClass = 'INFREQUENT_ACCESS'"),
      nextToken: "{% $exists($states.result.NextToken) ? $states.result.NextToken : '' %}",
    },
    Output: {},
    Next: "Raise retention",
  };
};

const putRetentionPolicy = ({ partition, retentionDays }: LogGroupRetentionWorkflowProps): States => ({
  StartAt: "Put retention policy",
  States: {
    "Put retention policy": {
      Type: "Task",
      Resource: taskOf(partition, "aws-sdk:cloudwatchlogs:putRetentionPolicy"),
      Arguments: { LogGroupName: "{% $states.input %}", RetentionInDays: retentionDays },
      Retry: retryPassing,
      Catch: [
        { ErrorEquals: ["CloudWatchLogs.ResourceNotFoundException"], Output: {}, Next: "Next log group" },
        { ErrorEquals: ["States.ALL"], Output: { Refused: "{% $states.input %}" }, Next: "Next log group" },
      ],
      Output: {},
      Next: "Next log group",
    },
    "Next log group": { Type: "Succeed" },
  },
});

const raiseRetention = (props: LogGroupRetentionWorkflowProps): State => ({
  Type: "Map",
  Items: "{% $raised %}",
  MaxConcurrency: 5,
  ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...putRetentionPolicy(props) },
  Assign: { refused: "{% [$states.result.Refused] %}" },
  Output: {},
  Next: "Is there another page?",
});

const startNextPage = ({ partition }: LogGroupRetentionWorkflowProps): State => ({
  Type: "Task",
  Resource: taskOf(partition, "states:startExecution"),
  Arguments: {
    StateMachineArn: "{% $states.context.StateMachine.Id %}",
    Input:
      "{% { 'LogGroupNamePrefix': $states.context.Execution.Input.LogGroupNamePrefix, " +
      "'NextToken': $nextToken } %}",
  },
  Retry: retry("States.TaskFailed"),
  Output: {},
  Next: "Are there Infrequent Access groups?",
});

const reportInfrequentAccess = ({ partition, eventSource }: LogGroupRetentionWorkflowProps): State => ({
  Type: "Task",
  // Fails with EventBridge.FailedEntry if EventBridge took the call but refused the event.
  Resource: taskOf(partition, "events:putEvents"),
  Arguments: {
    Entries: [
      {
        EventBusName: "default",
        Source: eventSource,
        DetailType: infrequentAccessDetailType,
        Detail: { logGroupNames: "{% $infrequentAccess %}" },
      },
    ],
  },
  Retry: retry("States.TaskFailed"),
  Output: {},
  Next: "Was every retention raised?",
});

/**
 * Raises the retention of one page of log groups, has another execution do the next page, and reports the page's
 * Infrequent Access groups, which no subscription filter forwards.
 *
 * - A retention is raised, never shortened. Seconds pass between listing and raising; what somebody sets in them is
 *   lost.
 * - Groups of class DELIVERY are left alone: their retention is fixed. So are those that are named.
 * - A group that was deleted meanwhile is no failure. Any other refusal fails the execution, but only once the
 *   remaining groups were raised and the next page was started, so that one group cannot keep the others from it.
 * - The execution fails too if EventBridge refuses the report.
 * - A page has 50 groups, so an execution stays far below the 25,000 events and 256 KiB that Step Functions allows.
 *
 * The query language is JSONata, which AWS implements by its specification 2.0.6. A comparison with a field that a
 * group does not have is false, `!=` too; hence `$not(... = ...)`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
 */
export function logGroupRetentionWorkflow(props: LogGroupRetentionWorkflowProps): Workflow {
  return {
    Comment: `Raises the retention of log groups to ${props.retentionDays} days, one page per execution`,
    QueryLanguage: "JSONata",
    TimeoutSeconds: 2 * 60 * 60,
    StartAt: "List log groups",
    States: {
      "List log groups": listLogGroups(props),
      "Raise retention": raiseRetention(props),
      "Is there another page?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $nextToken != '' %}", Next: "Start next page" }],
        Default: "Are there Infrequent Access groups?",
      },
      "Start next page": startNextPage(props),
      "Are there Infrequent Access groups?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $count($infrequentAccess) > 0 %}", Next: "Report Infrequent Access groups" }],
        Default: "Was every retention raised?",
      },
      "Report Infrequent Access groups": reportInfrequentAccess(props),
      "Was every retention raised?": {
        Type: "Choice",
        Choices: [{ Condition: "{% $count($refused) > 0 %}", Next: "Not raised" }],
        Default: "Done",
      },
      "Not raised": {
        Type: "Fail",
        Error: "RetentionNotRaised",
        Cause: "{% 'refused for ' & $join($refused, ', ') %}",
      },
      Done: { Type: "Succeed" },
    },
  };
}
