import type { Arguments } from "../support/synthesized";

/** Operator -> key -> accepted values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A statement as IAM's JSON has it. */
export interface IamStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, readonly string[]>>;
  /** One of the two. */
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: ConditionBlock;
}

/** A policy as IAM's JSON has it. */
export interface IamPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly IamStatement[];
}

/** Gives the value of a Terraform reference, e.g. of `aws_kms_key.archive.arn`, and throws for one it does not know. */
export type Resolve = (reference: string) => string;

interface DocumentStatement {
  readonly sid: string;
  readonly effect?: "Allow" | "Deny";
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly actions?: readonly string[];
  readonly not_actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly not_resources?: readonly string[];
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[];
  }[];
}

const understood = ["sid", "effect", "principals", "actions", "not_actions", "resources", "not_resources", "condition"];

/** Replaces every `${...}` of a text by what it stands for. */
export const interpolate = (text: string, resolve: Resolve): string =>
  text.replace(/\$\{([^}]*)\}/g, (_, reference: string) => resolve(reference));

/** References first, or the policy variables that Terraform's `&{...}` stands for would be taken for references. */
const render = (texts: readonly string[], resolve: Resolve): string[] =>
  texts.map((text) => interpolate(text, resolve).replaceAll("&{", "${"));

function renderPrincipals(principals: NonNullable<DocumentStatement["principals"]>, resolve: Resolve) {
  if (principals.some(({ type, identifiers }) => type === "*" && identifiers.includes("*"))) return "*";
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of principals) (byType[type] ??= []).push(...render(identifiers, resolve));
  return byType;
}

/** Blocks with the same test merge, and so do their values where the key is the same too. */
function renderConditions(conditions: NonNullable<DocumentStatement["condition"]>, resolve: Resolve): ConditionBlock {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) {
    ((byTest[test] ??= {})[variable] ??= []).push(...render(values, resolve));
  }
  return byTest;
}

function renderStatement(statement: DocumentStatement, resolve: Resolve): IamStatement {
  const unknown = Object.keys(statement).filter((argument) => !understood.includes(argument));
  if (unknown.length > 0)
    throw new Error(`statement ${statement.sid} has arguments this rendering ignores: ${unknown}`);
  const { principals, actions, not_actions: notActions, resources, not_resources: notResources } = statement;
  const { condition = [] } = statement;
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    ...(principals && { Principal: renderPrincipals(principals, resolve) }),
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: render(resources, resolve) }),
    ...(notResources && { NotResource: render(notResources, resolve) }),
    ...(condition.length > 0 && { Condition: renderConditions(condition, resolve) }),
  };
}

/**
 * The IAM JSON that Terraform renders from one synthesized `aws_iam_policy_document`: the same meaning, in lists
 * wherever IAM accepts one value or a list.
 * @throws when the document uses an argument that is not rendered here.
 */
export function renderPolicyDocument(document: Arguments, resolve: Resolve): IamPolicy {
  const unknown = Object.keys(document).filter((argument) => !["//", "statement", "depends_on"].includes(argument));
  if (unknown.length > 0) throw new Error(`policy document has arguments this rendering ignores: ${unknown}`);
  const statements = document.statement as readonly DocumentStatement[];
  return { Version: "2012-10-17", Statement: statements.map((statement) => renderStatement(statement, resolve)) };
}
