/**
 * One way to compare a field of an event, as EventBridge writes it. A field that is a list is compared item by item.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type Match =
  | string
  | { readonly prefix: string }
  | { readonly wildcard: string }
  | { readonly "anything-but": readonly string[] }
  | { readonly exists: boolean };

/** What an event has to be like: every field of it, and with `$or` at least one of several. */
export interface EventPattern {
  readonly [field: string]: readonly Match[] | EventPattern | readonly EventPattern[];
}

/** A rule of EventBridge before it is made. */
export interface NamedPattern {
  /** Last part of the rule's name. */
  readonly name: string;
  readonly pattern: EventPattern;
}

/** A text in which a `*` stands for any text, in the form that asks the least of EventBridge. */
export function matching(text: string): Match {
  if (!text.includes("*")) return text;
  return text.indexOf("*") === text.length - 1 ? { prefix: text.slice(0, -1) } : { wildcard: text };
}

/** What is demanded of a field that dots lead to: `at("requestParameters.rule", [...])`. */
export const at = (path: string, demanded: readonly Match[] | EventPattern): EventPattern => {
  const [field = "", ...rest] = path.split(".");
  return { [field]: rest.length === 0 ? demanded : at(rest.join("."), demanded) };
};

/** The pattern as EventBridge takes it, of which it counts every character. */
export const eventPattern = (pattern: EventPattern): string => JSON.stringify(pattern);
