import { z } from "zod";
import { Problem } from "../../modules/checks/problem";
import { found } from "./found";
import { Organization, organizationSchema } from "./organization";
import { Path, pathText } from "./path";
import { rules } from "./rules";

/** An organization, or everything that is wrong with what should have been one. */
export type Judgement = { readonly organization: Organization } | { readonly problems: readonly Problem[] };

const at = (document: unknown, path: Path) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], document);

type Issue = z.core.$ZodIssue;

/** What is wrong within the one form of several that is meant: in every other, the value itself is of another kind. */
function withinForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = forms.filter((issues) => issues.every(({ path }) => path.length > 0));
  return meant.length === 1 ? meant[0] : undefined;
}

const schemaProblems = (document: unknown, issues: readonly Issue[], above: Path = []): Problem[] =>
  issues.flatMap((issue): Problem[] => {
    const path = [...above, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: pathText([...path, key]),
        found: "an unknown key",
        write: "nothing here: remove it, or look for a spelling mistake",
      }));
    }
    const within = issue.code === "invalid_union" ? withinForm(issue.errors) : undefined;
    return within
      ? schemaProblems(document, within, path)
      : [{ path: pathText(path), found: found(at(document, path)), write: issue.message }];
  });

const saidOnce = (problems: readonly Problem[], words: (problem: Problem) => string): Problem[] =>
  [...new Map([...problems].reverse().map((problem) => [words(problem), problem])).values()].reverse();

/** What the schema has said of a place, rules do not say again; nor does either what it has said itself. */
function once(bySchema: readonly Problem[], byRules: readonly Problem[]): Problem[] {
  const places = new Set(bySchema.map(({ path }) => path));
  return [
    ...saidOnce(bySchema, ({ path, write }) => `${path}\n${write}`),
    ...saidOnce(
      byRules.filter(({ path }) => !places.has(path)),
      ({ path, found }) => `${path}\n${found}`,
    ),
  ];
}

/** Holds what a file says to the schema and to every rule, so that all problems come at once. */
export function judge(document: unknown): Judgement {
  const parsed = organizationSchema.safeParse(document);
  const problems = once(
    parsed.success ? [] : schemaProblems(document, parsed.error.issues),
    rules.flatMap((rule) => rule(document)),
  );
  return parsed.success && problems.length === 0 ? { organization: parsed.data } : { problems };
}
