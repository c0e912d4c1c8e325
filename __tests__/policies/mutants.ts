import type { PolicyName } from "./policy-names";
import type { ConditionBlock, IamPolicy, IamStatement } from "./rendering";

/** What is done to a policy. */
export type MutationKind =
  | "statement removed"
  | "condition removed"
  | "condition value removed"
  | "action removed"
  | "actions widened"
  | "principal removed"
  | "principals widened"
  | "resource removed"
  | "resources widened"
  | "variable widened";

/** A policy with one thing changed. */
export interface Mutant {
  /** Policy, sid, and what was changed. */
  readonly name: string;
  readonly kind: MutationKind;
  readonly policyName: PolicyName;
  readonly policy: IamPolicy;
  /** The statement as it was. */
  readonly original: IamStatement;
  /** The statement as it is now. @default - gone */
  readonly replacement?: IamStatement;
  /** Whether the statement speaks of more requests than before, or of fewer. */
  readonly speaksOf: "more" | "fewer";
}

/** A change of one statement. */
type Change = Pick<Mutant, "kind" | "speaksOf" | "replacement"> & { readonly what: string };

const change = (
  kind: MutationKind,
  speaksOf: Change["speaksOf"],
  what: string,
  replacement?: IamStatement,
): Change => ({ kind, speaksOf, what, replacement });

/** In a list of what a statement does not speak of, to have less is to speak of more. */
const negated = ({ speaksOf, ...others }: Change): Change => ({
  ...others,
  speaksOf: speaksOf === "more" ? "fewer" : "more",
});

type Values = readonly string[];

/** Each of several values with the others; none where it is the only one, for what has no values is removed itself. */
const eachOfSeveral = <T>(values: readonly T[]): (readonly [T, T[]])[] =>
  values.length < 2 ? [] : values.map((value, index) => [value, values.toSpliced(index, 1)] as const);

/** Whatever the policy variables in a text stand for. */
const anyValue = (text: string) => text.replace(/\$\{[^}]*\}/g, "*");

/** A list without each of its values, and with anything in the place of the variables of each. */
const changedValues = (
  kind: "condition value removed" | "resource removed",
  words: string,
  values: Values,
  replaced: (values: Values) => IamStatement,
): Change[] => [
  ...eachOfSeveral(values).map(([value, others]) => change(kind, "fewer", `no ${words} ${value}`, replaced(others))),
  ...values.flatMap((value, index) =>
    value === anyValue(value)
      ? []
      : change(
          "variable widened",
          "more",
          `any value in ${words} ${value}`,
          replaced(values.with(index, anyValue(value))),
        ),
  ),
];

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: Values;
}

const conditionsOf = ({ Condition = {} }: IamStatement): Condition[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );

const blockOf = (conditions: readonly Condition[]): ConditionBlock => {
  const block: Record<string, Record<string, Values>> = {};
  for (const { operator, key, values } of conditions) (block[operator] ??= {})[key] = values;
  return block;
};

function changedConditions(statement: IamStatement): Change[] {
  const conditions = conditionsOf(statement);
  const replaced = (index: number, ...instead: Condition[]): IamStatement => ({
    ...statement,
    Condition: blockOf(conditions.toSpliced(index, 1, ...instead)),
  });
  return conditions.flatMap((condition, index) => {
    const words = `${condition.operator} ${condition.key}`;
    const values = changedValues("condition value removed", words, condition.values, (others) =>
      replaced(index, { ...condition, values: others }),
    );
    return [
      change("condition removed", "more", `no ${words}`, replaced(index)),
      ...(condition.operator.includes("Not") ? values.map(negated) : values),
    ];
  });
}

/** All actions of the services of these; none of those that are all actions anyway. */
const everyActionOf = (actions: Values): string[] => [
  ...new Set(actions.filter((action) => action.includes(":")).map((action) => action.replace(/:.*$/, ":*"))),
];

/** One action as wide as its service covers all others of the service. */
function changedActions(statement: IamStatement, element: "Action" | "NotAction"): Change[] {
  const { [element]: actions = [] } = statement;
  const words = element === "Action" ? "" : "exempt ";
  const replaced = (values: Values): IamStatement => ({ ...statement, [element]: values });
  const changes = [
    ...eachOfSeveral(actions).map(([action, others]) =>
      change("action removed", "fewer", `no ${words}${action}`, replaced(others)),
    ),
    ...everyActionOf(actions)
      .filter((wildcard) => !actions.includes(wildcard))
      .map((wildcard) =>
        change("actions widened", "more", `any ${words}${wildcard}`, replaced([...actions, wildcard])),
      ),
  ];
  return element === "Action" ? changes : changes.map(negated);
}

function changedPrincipals(statement: IamStatement): Change[] {
  const { Principal } = statement;
  if (Principal === undefined || Principal === "*") return [];
  const principals = Object.entries(Principal).flatMap(([type, names]) => names.map((name) => ({ type, name })));
  const block = (kept: typeof principals) =>
    Object.fromEntries(
      Object.keys(Principal)
        .map((type) => [type, kept.filter((each) => each.type === type).map(({ name }) => name)] as const)
        .filter(([, names]) => names.length > 0),
    );
  return [
    ...eachOfSeveral(principals).map(([{ name }, others]) =>
      change("principal removed", "fewer", `no ${name}`, { ...statement, Principal: block(others) }),
    ),
    change("principals widened", "more", "any principal", { ...statement, Principal: "*" }),
  ];
}

const partOfBucket = /^(arn:[^:]+:s3:::[^/]+)(\/?)/;

/**
 * The policy of a topic, a queue or a bus speaks of nothing but it. That of a bucket speaks of nothing but the bucket and its objects,
 * and what is asked of an object is never asked of a bucket: each stays of its kind.
 */
function widest(pattern: string, { Principal }: IamStatement): string {
  if (Principal && ["events", "sns", "sqs"].includes(pattern.split(":")[2] ?? "")) return pattern;
  const [, bucket, slash] = (Principal && partOfBucket.exec(pattern)) ?? [];
  if (bucket === undefined) return "*";
  return slash ? `${bucket}/*` : bucket;
}

/** One resource as wide as can be covers all others. */
function changedResources(statement: IamStatement, element: "Resource" | "NotResource"): Change[] {
  const { [element]: patterns = [] } = statement;
  const words = element === "Resource" ? "resource" : "exempt resource";
  const replaced = (values: Values): IamStatement => ({ ...statement, [element]: values });
  const wide = [...new Set(patterns.map((pattern) => widest(pattern, statement)))];
  const changes = [
    ...changedValues("resource removed", words, patterns, replaced),
    ...(wide.every((pattern) => patterns.includes(pattern))
      ? []
      : [change("resources widened", "more", `any ${words}`, replaced(wide))]),
  ];
  return element === "Resource" ? changes : changes.map(negated);
}

/** Everything that is done to a statement. */
const changesOf = (statement: IamStatement): Change[] => [
  change("statement removed", "fewer", "no statement"),
  ...changedConditions(statement),
  ...changedActions(statement, "Action"),
  ...changedActions(statement, "NotAction"),
  ...changedPrincipals(statement),
  ...changedResources(statement, "Resource"),
  ...changedResources(statement, "NotResource"),
];

/**
 * The policy without each of its statements, conditions, principals, actions and resources, and with each of them as wide
 * as it can be: one change at a time.
 */
export const mutants = (policyName: PolicyName, policy: IamPolicy): Mutant[] =>
  policy.Statement.flatMap((original, index) =>
    changesOf(original).map(({ what, ...changed }) => ({
      ...changed,
      name: `${policyName}, ${original.Sid}: ${what}`,
      policyName,
      policy: {
        ...policy,
        Statement: policy.Statement.toSpliced(index, 1, ...(changed.replacement ? [changed.replacement] : [])),
      },
      original,
    })),
  );
