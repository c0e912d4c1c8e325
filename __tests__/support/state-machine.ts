import jsonata from "jsonata";
import { MapState, Retrier, States, TaskState, Template, Workflow } from "../../modules/sources/states-language";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** An error as a task reports it, e.g. `CloudWatchLogs.ThrottlingException`. */
export class TaskError extends Error {
  constructor(
    readonly code: string,
    readonly cause = "",
  ) {
    super(`${code}: ${cause}`);
  }
}

/** What stands in for the AWS services: `Resource` of a task -> its answer to the task's arguments. */
export type Services = Readonly<Record<string, (request: Record<string, Json>) => Json>>;

export interface Execution {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly error?: string;
  readonly cause?: string;
  /** Types of the events that count towards an execution's 25,000. */
  readonly history: readonly string[];
  /** Longest seconds each retry may have waited; nothing is waited for here. */
  readonly waits: readonly number[];
}

/** Most bytes of a task's input or result, of a state's output and of a variable. */
const payloadLimit = 262_144;

type Variables = Readonly<Record<string, Json>>;

function withinLimit(value: Json): Json {
  if (Buffer.byteLength(JSON.stringify(value)) > payloadLimit) throw new TaskError("States.DataLimitExceeded");
  return value;
}

async function evaluate(template: Template, bindings: Record<string, unknown>): Promise<Json> {
  if (typeof template === "string") {
    const [, expression] = /^\{%(.*)%\}$/s.exec(template) ?? [];
    if (expression === undefined) return template;
    const value: unknown = await jsonata(expression).evaluate(undefined, bindings);
    if (value === undefined) throw new TaskError("States.QueryEvaluationError", `${expression} returned nothing`);
    return JSON.parse(JSON.stringify(value));
  }
  if (Array.isArray(template)) return Promise.all(template.map((each: Template) => evaluate(each, bindings)));
  if (typeof template !== "object" || template === null) return template as Json;
  const entries = Object.entries(template).map(async ([key, each]) => [key, await evaluate(each, bindings)]);
  return Object.fromEntries(await Promise.all(entries));
}

const matches = (names: readonly string[], { code }: TaskError) =>
  names.some(
    (name) => name === code || name === "States.ALL" || (name === "States.TaskFailed" && code !== "States.Timeout"),
  );

/**
 * Runs a workflow as Step Functions would, with stand-ins for the services. Expressions are evaluated by JSONata's
 * reference implementation in the version AWS documents; the rest follows the States Language. It knows the states of
 * `states-language` and no others, which the compiler enforces.
 * @see https://states-language.net/spec.html
 */
export async function execute(
  workflow: Workflow,
  input: Json,
  services: Services,
  stateMachineArn: string,
): Promise<Execution> {
  const history: string[] = ["ExecutionStarted"];
  const waits: number[] = [];
  const context = { Execution: { Input: input }, StateMachine: { Id: stateMachineArn } };

  async function call(state: TaskState, request: Json): Promise<Json> {
    const attempts = new Map<Retrier, number>();
    for (;;) {
      try {
        history.push("TaskScheduled", "TaskStarted");
        const service = services[state.Resource];
        if (!service) throw new Error(`nothing stands in for ${state.Resource}`);
        const result = withinLimit(service(withinLimit(request) as Record<string, Json>));
        history.push("TaskSucceeded");
        return result;
      } catch (error) {
        if (!(error instanceof TaskError)) throw error;
        history.push("TaskFailed");
        const retrier = state.Retry.find(({ ErrorEquals }) => matches(ErrorEquals, error));
        const attempt = retrier ? (attempts.get(retrier) ?? 0) : 0;
        if (!retrier || attempt >= retrier.MaxAttempts) throw error;
        attempts.set(retrier, attempt + 1);
        waits.push(Math.min(retrier.IntervalSeconds * retrier.BackoffRate ** attempt, retrier.MaxDelaySeconds));
      }
    }
  }

  async function iterate(state: MapState, items: Json, variables: Variables): Promise<Json[]> {
    if (!Array.isArray(items)) throw new TaskError("States.QueryEvaluationError", "Items is no list");
    history.push("MapStateStarted");
    const results: Json[] = [];
    for (const item of items) {
      history.push("MapIterationStarted");
      results.push(await run(state.ItemProcessor, item, variables));
      history.push("MapIterationSucceeded");
    }
    history.push("MapStateSucceeded");
    return results;
  }

  async function run({ StartAt, States: states }: States, start: Json, outer: Variables): Promise<Json> {
    let [name, current, variables] = [StartAt, start, outer];
    for (;;) {
      const state = states[name];
      if (!state) throw new Error(`there is no state ${name}`);
      const bindings = { ...variables, states: { input: current, context } };
      const settle = async (
        outcome: { readonly Assign?: Template; readonly Output?: Template },
        more: Record<string, Json>,
        otherwise: Json,
      ) => {
        const known = { ...variables, states: { ...bindings.states, ...more } };
        const assigned = (await evaluate(outcome.Assign ?? {}, known)) as Record<string, Json>;
        current = withinLimit(outcome.Output === undefined ? otherwise : await evaluate(outcome.Output, known));
        variables = { ...variables, ...assigned };
        Object.values(assigned).forEach(withinLimit);
      };

      history.push(`${state.Type}StateEntered`);
      if (state.Type === "Fail") {
        throw new TaskError(state.Error, String(await evaluate(state.Cause, bindings)));
      } else if (state.Type === "Succeed") {
        history.push("SucceedStateExited");
        return current;
      } else if (state.Type === "Choice") {
        const conditions = await Promise.all(state.Choices.map(({ Condition }) => evaluate(Condition, bindings)));
        name = state.Choices[conditions.indexOf(true)]?.Next ?? state.Default;
      } else {
        let next: string | undefined = "Next" in state ? state.Next : undefined;
        try {
          const result =
            state.Type === "Map"
              ? await iterate(state, await evaluate(state.Items, bindings), variables)
              : await call(state, await evaluate(state.Arguments, bindings));
          await settle(state, { result }, result);
        } catch (error) {
          const catchers = state.Type === "Task" ? (state.Catch ?? []) : [];
          const catcher = error instanceof TaskError && catchers.find((each) => matches(each.ErrorEquals, error));
          if (!catcher) throw error;
          const errorOutput = { Error: error.code, Cause: error.cause };
          await settle(catcher, { errorOutput }, errorOutput);
          next = catcher.Next;
        }
        if (next === undefined) return current;
        name = next;
      }
      history.push(`${state.Type}StateExited`);
    }
  }

  try {
    await run(workflow, input, {});
    return { status: "SUCCEEDED", history: [...history, "ExecutionSucceeded"], waits };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    const { code, cause } = error;
    return { status: "FAILED", error: code, cause, history: [...history, "ExecutionFailed"], waits };
  }
}
