/**
 * CloudWatch's filter patterns for JSON log events, as far as its guide defines them, without regular expressions.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */

export interface Comparison {
  readonly selector: string;
  readonly operator: "=" | "!=" | "<" | ">" | "<=" | ">=";
  readonly operand: string;
  /** Whether the operand stood in quotation marks, and so is never a number. */
  readonly quoted: boolean;
}

export interface State {
  readonly selector: string;
  readonly state: "NOT EXISTS" | "IS NULL" | "IS TRUE" | "IS FALSE";
}

export interface Join {
  readonly join: "&&" | "||";
  readonly operands: readonly Condition[];
}

export type Condition = Comparison | State | Join;

/** What the guide leaves open. */
export interface Reading {
  /** Whether `!=` holds for a field that is not there. */
  readonly absentDiffers: boolean;
  /** Whether a wildcard may stand for nothing at all. */
  readonly wildcardMayBeEmpty: boolean;
}

/** Every way to read the guide. */
export const readings: readonly Reading[] = [true, false].flatMap((absentDiffers) =>
  [true, false].map((wildcardMayBeEmpty) => ({ absentDiffers, wildcardMayBeEmpty })),
);

/** A log event. */
export type LogEvent = Readonly<Record<string, unknown>>;

const token =
  /\s+|(?<mark>[{}()]|&&|\|\|)|(?<selector>\$(?:\.[\w-]+(?:\[\d+\])*)+)|(?<state>NOT\s+EXISTS|IS\s+(?:NULL|TRUE|FALSE))|(?<operator>[!<>]=|[=<>])|"(?<quoted>[^"]*)"|(?<word>[\w*.+-]+)/y;

type Token = Readonly<Record<string, string | undefined>>;

function tokens(pattern: string): Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < pattern.length) {
    const at = token.lastIndex;
    const match = token.exec(pattern);
    if (!match) throw new SyntaxError(`at ${at}: ${pattern.slice(at, at + 20)}`);
    if (match[0].trim()) found.push(match.groups as Token);
  }
  return found;
}

/** Reads a pattern. `&&` binds closer than `||`. */
export function parseFilterPattern(pattern: string): Condition {
  const rest = tokens(pattern);
  const isNext = (mark: string) => rest[0]?.mark === mark;
  const take = <Kind extends string>(kind: Kind, wanted?: string): string => {
    const text = rest.shift()?.[kind];
    if (text === undefined || (wanted !== undefined && text !== wanted)) {
      throw new SyntaxError(`no ${wanted ?? kind} where one must be, before ${JSON.stringify(rest)}`);
    }
    return text;
  };
  const test = (): Condition => {
    if (isNext("(")) {
      take("mark");
      const inner = any();
      take("mark", ")");
      return inner;
    }
    const selector = take("selector");
    if (rest[0]?.state !== undefined) {
      return { selector, state: take("state").replace(/\s+/, " ") as State["state"] };
    }
    const operator = take("operator") as Comparison["operator"];
    const quoted = rest[0]?.quoted !== undefined;
    return { selector, operator, operand: take(quoted ? "quoted" : "word"), quoted };
  };
  const joined = (join: Join["join"], operand: () => Condition) => (): Condition => {
    const operands = [operand()];
    while (isNext(join)) {
      take("mark");
      operands.push(operand());
    }
    return operands.length === 1 ? (operands[0] as Condition) : { join, operands };
  };
  const any: () => Condition = joined("||", joined("&&", test));
  take("mark", "{");
  const condition = any();
  take("mark", "}");
  if (rest.length > 0) throw new SyntaxError(`more follows the closing brace: ${JSON.stringify(rest)}`);
  return condition;
}

/** The value a selector points to; `undefined` if there is none. */
function select(event: LogEvent, selector: string): unknown {
  const path = selector
    .slice(2)
    .split(/\.|\[|\]\.?/)
    .filter((part) => part !== "");
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, part)
        ? (at as Record<string, unknown>)[part]
        : undefined,
    event,
  );
}

/** A wildcard stands at the beginning, at the end, or at both; within a text it is itself. */
function textMatches(operand: string, text: string, { wildcardMayBeEmpty }: Reading): boolean {
  const begins = operand.startsWith("*");
  const ends = operand.length > 1 && operand.endsWith("*");
  const part = operand.slice(begins ? 1 : 0, ends ? -1 : undefined);
  const least = wildcardMayBeEmpty ? 0 : 1;
  const rest = text.slice(begins ? least : 0, ends ? text.length - least : undefined);
  if (begins && ends) return rest.includes(part);
  if (begins) return rest.endsWith(part);
  return ends ? rest.startsWith(part) : rest === part;
}

const numeric: Readonly<Record<Comparison["operator"], (left: number, right: number) => boolean>> = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

function compare({ selector, operator, operand, quoted }: Comparison, value: unknown, reading: Reading): boolean {
  if (value === undefined || value === null) return operator === "!=" && reading.absentDiffers;
  if (typeof value === "object") throw new TypeError(`${selector} points to no value, and the filter is not applied`);
  const number = Number(operand);
  if (typeof value === "number" && !quoted && !Number.isNaN(number)) return numeric[operator](value, number);
  const same = typeof value === "string" && textMatches(operand, value, reading);
  if (operator === "=") return same;
  return operator === "!=" && !same;
}

/**
 * Whether a condition holds for an event.
 * @throws TypeError where CloudWatch would not apply the filter, because a selector points to an array or an object.
 */
export function holds(condition: Condition, event: LogEvent, reading: Reading): boolean {
  if ("join" in condition) {
    const results = condition.operands.map((operand) => holds(operand, event, reading));
    return condition.join === "&&" ? results.every(Boolean) : results.some(Boolean);
  }
  const value = select(event, condition.selector);
  if ("operator" in condition) return compare(condition, value, reading);
  const states: Readonly<Record<State["state"], boolean>> = {
    "NOT EXISTS": value === undefined,
    "IS NULL": value === null,
    "IS TRUE": value === true,
    "IS FALSE": value === false,
  };
  return states[condition.state];
}

/** A condition without one of its operands, and which one that was. */
export interface Weakened {
  readonly dropped: Condition;
  readonly condition: Condition;
}

/** Every way to drop a single operand of a `&&` or a `||`. */
export function weakened(condition: Condition): Weakened[] {
  if (!("join" in condition)) return [];
  const { join, operands } = condition;
  const without = (index: number): Condition => {
    const [first, ...others] = operands.filter((_, other) => other !== index);
    return others.length === 0 && first ? first : { join, operands: operands.filter((_, other) => other !== index) };
  };
  return operands.flatMap((operand, index) => [
    { dropped: operand, condition: without(index) },
    ...weakened(operand).map((weaker) => ({
      dropped: weaker.dropped,
      condition: { join, operands: operands.with(index, weaker.condition) },
    })),
  ]);
}
