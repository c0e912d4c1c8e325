import { Arguments, Stack } from "./synthesized";

/** A statement of a synthesized `aws_iam_policy_document`. */
export interface SynthesizedStatement {
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: string[];
  readonly resources?: string[];
  readonly not_resources?: string[];
  readonly principals?: { readonly type: string; readonly identifiers: string[] }[];
  readonly condition: { readonly test: string; readonly variable: string; readonly values: string[] }[];
}

/** The statements a resource's policy argument refers to. */
export function statementsOf(stack: Stack | undefined, resource: Arguments, argument: string): SynthesizedStatement[] {
  const [, name] =
    /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.(?:minified_)?json\}$/.exec(String(resource[argument])) ?? [];
  const document = stack?.data.aws_iam_policy_document?.[name ?? ""];
  if (!document) throw new Error(`${argument} is no policy document: ${String(resource[argument])}`);
  return document.statement as SynthesizedStatement[];
}

/** Every statement of every policy document of a workspace. */
export const allStatements = (stack: Stack | undefined): SynthesizedStatement[] =>
  Object.values(stack?.data.aws_iam_policy_document ?? {}).flatMap(
    ({ statement }) => statement as SynthesizedStatement[],
  );

/** The one statement with this sid. */
export function bySid(statements: readonly SynthesizedStatement[], sid: string): SynthesizedStatement {
  const [found, ...others] = statements.filter((statement) => statement.sid === sid);
  if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} statements have the sid ${sid}`);
  return found;
}
