import { Arguments, resources, Stack } from "./synthesized";

/** An event of EventBridge, or a part of one. */
export type Event = Readonly<Record<string, unknown>>;
type Pattern = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How one value of a field is compared; `undefined` where the event does not have it. */
function fits(match: unknown, value: unknown): boolean {
  if (!isObject(match)) return match === value;
  const [operator, operand] = Object.entries(match)[0] ?? [];
  switch (operator) {
    case "exists":
      return (value !== undefined && value !== null) === operand;
    case "prefix":
      return typeof value === "string" && value.startsWith(String(operand));
    case "anything-but":
      return value !== undefined && ![operand].flat().includes(value);
    case "wildcard": {
      const parts = String(operand)
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      return typeof value === "string" && new RegExp(`^${parts.join(".*")}$`, "s").test(value);
    }
    case "numeric": {
      const [comparison, bound] = operand as [string, number];
      if (comparison !== ">=") throw new Error(`${comparison} is compared nowhere yet`);
      return typeof value === "number" && value >= bound;
    }
    default:
      throw new Error(`${String(operator)} is compared nowhere yet`);
  }
}

/**
 * Whether an event matches a pattern: a field that is a list matches by any of its items, and `$or` by any of several
 * patterns.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const matches = (pattern: Pattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, demanded]) => {
    if (field === "$or") return (demanded as Pattern[]).some((one) => matches(one, event));
    const values = [isObject(event) ? event[field] : undefined].flat();
    const all = values.length > 0 ? values : [undefined];
    return Array.isArray(demanded)
      ? all.some((value) => demanded.some((match) => fits(match, value)))
      : all.some((value) => matches(demanded as Pattern, value));
  });

/** A rule of EventBridge as it is synthesized, with its targets by their names. */
export interface RoutingRule {
  readonly name: string;
  readonly region: string;
  readonly pattern: Pattern;
  readonly targets: Readonly<Record<string, Arguments>>;
}

/** What Terraform's `jsonencode` gives: its argument differs from JSON in the sign between name and value. */
function encoded(expression: string): Pattern {
  const [, argument] = /^\$\{jsonencode\((.*)\)\}$/s.exec(expression) ?? [];
  if (argument === undefined) throw new Error(`${expression} encodes nothing`);
  return JSON.parse(argument.replace(/" = /g, '": ')) as Pattern;
}

/** The rules of a workspace on one bus; without a bus, on the default ones. */
export function rulesOf(stack: Stack, busName?: string): RoutingRule[] {
  const targets = Object.values(resources(stack, "aws_cloudwatch_event_target"));
  const rules = Object.entries(resources(stack, "aws_cloudwatch_event_rule")).filter(
    ([, rule]) => rule.event_bus_name === busName && rule.event_pattern !== undefined,
  );
  return rules.map(([address, rule]) => ({
    name: String(rule.name),
    region: String(rule.region),
    pattern: encoded(String(rule.event_pattern)),
    targets: Object.fromEntries(
      targets
        .filter((target) => target.rule === `\${aws_cloudwatch_event_rule.${address}.name}`)
        .map((target) => [String(target.target_id), target]),
    ),
  }));
}
