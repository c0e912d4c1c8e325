import type { EventPattern, Match } from "../../modules/alerting/event-pattern";

/**
 * EventBridge's patterns, as far as its guide defines them and ours use them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @see https://github.com/aws/event-ruler
 */

type Json = unknown;

const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMatches = (demanded: EventPattern[string]): demanded is readonly Match[] =>
  Array.isArray(demanded) && !demanded.some((each) => isObject(each) && !isOperator(each));

const operators = ["prefix", "wildcard", "anything-but", "exists"];

const isOperator = (value: Readonly<Record<string, Json>>) =>
  Object.keys(value).length === 1 && operators.includes(Object.keys(value)[0] ?? "");

const wildcard = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^]*")}$`,
  );

/** Whether one value, or none, is as it is demanded to be. */
function valueMatches(match: Match, value: Json): boolean {
  if (typeof match === "string") return value === match;
  if ("exists" in match) return match.exists === (value !== undefined && !isObject(value));
  if (typeof value !== "string") return false;
  if ("prefix" in match) return value.startsWith(match.prefix);
  if ("wildcard" in match) return wildcard(match.wildcard).test(value);
  return !match["anything-but"].includes(value);
}

/** A field that is a list is as it is demanded to be when one of its items is. */
const fieldMatches = (matches: readonly Match[], value: Json): boolean =>
  (Array.isArray(value) ? value : [value]).some((each) => matches.some((match) => valueMatches(match, each)));

/** Whether an event is as a pattern demands. Of a list of objects, one has to be so as a whole. */
export function patternMatches(pattern: EventPattern, event: Json): boolean {
  if (Array.isArray(event)) return event.some((item) => patternMatches(pattern, item));
  return Object.entries(pattern).every(([field, demanded]) => {
    if (field === "$or") return (demanded as readonly EventPattern[]).some((branch) => patternMatches(branch, event));
    const value = isObject(event) ? event[field] : undefined;
    return isMatches(demanded) ? fieldMatches(demanded, value) : patternMatches(demanded as EventPattern, value);
  });
}

/** A pattern without one of its terms, and which one that was. */
export interface WeakenedPattern {
  readonly dropped: string;
  readonly pattern: EventPattern;
}

const without = <Item>(items: readonly Item[], index: number) => items.filter((_, other) => other !== index);

/** Every way to drop a whole condition, a value of a list, or a branch; the last of a list stays with its condition. */
export const weakenedPatterns = (pattern: EventPattern): WeakenedPattern[] =>
  Object.entries(pattern).flatMap(([field, demanded]): WeakenedPattern[] => {
    const replaced = (inner: EventPattern[string]): EventPattern => ({ ...pattern, [field]: inner });
    const others = Object.fromEntries(Object.entries(pattern).filter(([other]) => other !== field));
    const whole = { dropped: field, pattern: others };
    const deeper = (inner: WeakenedPattern, put: (inner: EventPattern) => EventPattern[string]): WeakenedPattern => ({
      dropped: `${field}.${inner.dropped}`,
      pattern: replaced(put(inner.pattern)),
    });
    if (isMatches(demanded)) {
      const fewer = demanded.map((match, index) => ({
        dropped: `${field}: ${JSON.stringify(match)}`,
        pattern: replaced(without(demanded, index)),
      }));
      return demanded.length > 1 ? [whole, ...fewer] : [whole];
    }
    if (field === "$or") {
      const branches = demanded as readonly EventPattern[];
      return branches.flatMap((branch, index) => [
        { dropped: `$or: ${JSON.stringify(branch)}`, pattern: replaced(without(branches, index)) },
        ...weakenedPatterns(branch)
          .filter(({ pattern: weaker }) => Object.keys(weaker).length > 0)
          .map((inner) => deeper(inner, (weaker) => branches.with(index, weaker))),
      ]);
    }
    return [whole, ...weakenedPatterns(demanded as EventPattern).map((inner) => deeper(inner, (weaker) => weaker))];
  });
