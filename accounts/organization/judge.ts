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

const schemaProblems = (document: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] =>
  issues.flatMap((issue): Problem[] =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: pathText([...issue.path, key]),
          found: "an unknown key",
          write: "nothing here: remove it, or look for a spelling mistake",
        }))
      : [{ path: pathText(issue.path), found: found(at(document, issue.path)), write: issue.message }],
  );

/** What the schema has said of a place, rules do not say again; nor does one rule what another has said. */
function once(bySchema: readonly Problem[], byRules: readonly Problem[]): Problem[] {
  const places = new Set(bySchema.map(({ path }) => path));
  const said = new Map(byRules.map((problem) => [`${problem.path}\n${problem.found}`, problem]));
  return [...bySchema, ...[...said.values()].filter(({ path }) => !places.has(path))];
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
