/** A JSON text in which every string of the form `{% ... %}` is a JSONata expression. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [key: string]: Template };

/** `Output` and `Assign` become the state's output and the workflow's variables; without `Output` it is the result. */
interface Result {
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output?: Template;
}

type Transition = { readonly Next: string } | { readonly End: true };

/** Full jitter draws each wait between none and the backoff, so that what was throttled together does not return so. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: "FULL";
}

export interface Catcher extends Result {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

export type TaskState = {
  readonly Type: "Task";
  readonly Resource: string;
  readonly Arguments: Template;
  readonly Retry: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
} & Result &
  Transition;

export type MapState = {
  readonly Type: "Map";
  readonly Items: string;
  readonly MaxConcurrency: number;
  readonly ItemProcessor: States & { readonly ProcessorConfig: { readonly Mode: "INLINE" } };
} & Result &
  Transition;

export interface ChoiceState {
  readonly Type: "Choice";
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default: string;
}

export interface FailState {
  readonly Type: "Fail";
  readonly Error: string;
  readonly Cause: string;
}

export interface SucceedState {
  readonly Type: "Succeed";
}

export type State = TaskState | MapState | ChoiceState | FailState | SucceedState;

export interface States {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/**
 * A state machine in the part of the Amazon States Language that this project uses, with JSONata.
 * @see https://states-language.net/spec.html
 */
export interface Workflow extends States {
  readonly Comment: string;
  readonly QueryLanguage: "JSONata";
  readonly TimeoutSeconds: number;
}
