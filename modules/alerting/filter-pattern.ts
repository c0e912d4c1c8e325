import { Token } from "cdktf";

/** A condition on a log event that is JSON, as CloudWatch's filter patterns can express it. */
export type Expression =
  | { readonly selector: string; readonly operator: "=" | "!="; readonly value: string }
  | { readonly selector: string; readonly state: "NOT EXISTS" }
  | { readonly join: "&&" | "||"; readonly operands: readonly Expression[] };

const selectorSyntax = /^\$(\.[\w-]+(\[\d+\])?)+$/;

function selected(selector: string): string {
  if (!selectorSyntax.test(selector)) throw new Error(`${selector} selects no field: write it as $.userIdentity.type`);
  return selector;
}

function compare(selector: string, operator: "=" | "!=", value: string): Expression {
  // The length of what only Terraform knows cannot be judged here, nor whether it has to be escaped.
  if (Token.isUnresolved(value)) throw new Error(`${selector} is compared with a token: use a name known at synthesis`);
  if (/["\\]/.test(value)) throw new Error(`${value} cannot be written in a filter pattern: it has a " or a \\`);
  return { selector: selected(selector), operator, value };
}

function exactly(value: string): string {
  if (value.includes("*")) throw new Error(`${value} has a wildcard: match it with matches()`);
  return value;
}

/** The field is this text, letter by letter. */
export const equals = (selector: string, value: string): Expression => compare(selector, "=", exactly(value));

/**
 * The field is another text than this. What CloudWatch makes of an event without the field is not documented: join
 * `absent()` to this where such an event counts.
 */
export const notEquals = (selector: string, value: string): Expression => compare(selector, "!=", exactly(value));

/** The field begins or ends with this text: `Delete*`, `*:role/name`. Within a text CloudWatch takes `*` literally. */
export function matches(selector: string, wildcard: string): Expression {
  if (!/^(\*[^*]+|[^*]+\*)$/.test(wildcard)) {
    throw new Error(`${wildcard} is no wildcard that CloudWatch knows: put one * at its beginning or its end`);
  }
  return compare(selector, "=", wildcard);
}

/** The event does not have the field. */
export const absent = (selector: string): Expression => ({ selector: selected(selector), state: "NOT EXISTS" });

function joined(join: "&&" | "||", expressions: readonly Expression[]): Expression {
  const [only, ...others] = expressions;
  if (!only) throw new Error(`${join} joins nothing: name at least one condition`);
  return others.length === 0 ? only : { join, operands: expressions };
}

/** All of them hold. */
export const and = (...expressions: readonly Expression[]): Expression => joined("&&", expressions);

/** At least one of them holds. */
export const or = (...expressions: readonly Expression[]): Expression => joined("||", expressions);

/** The field is one of these: exact texts, or wildcards. */
export const oneOf = (selector: string, values: readonly string[]): Expression =>
  or(...values.map((value) => (value.includes("*") ? matches(selector, value) : equals(selector, value))));

function render(expression: Expression): string {
  if ("join" in expression) {
    return expression.operands
      .map((operand) =>
        "join" in operand && operand.join !== expression.join ? `(${render(operand)})` : render(operand),
      )
      .join(` ${expression.join} `);
  }
  return "state" in expression
    ? `${expression.selector} ${expression.state}`
    : `${expression.selector}${expression.operator}"${expression.value}"`;
}

/**
 * The expression in CloudWatch's syntax. Parentheses stand wherever `&&` and `||` meet.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export const filterPattern = (expression: Expression): string => `{${render(expression)}}`;
