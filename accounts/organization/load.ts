import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { Problem, problemText } from "../../modules/checks/problem";
import { Organization, organizationSchema } from "./organization";
import { rules } from "./rules";

/** Everything that is wrong with an organization file, said for the person who wrote it. */
export class OrganizationFileError extends Error {
  override readonly name = "OrganizationFileError";

  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${file}: ${count}`, ...problems.map(problemText)].join("\n"));
  }
}

const show = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

const at = (document: unknown, path: readonly PropertyKey[]) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], document);

const pathText = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    "",
  ) || "(the whole file)";

function schemaProblems(document: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: pathText([...issue.path, key]),
        found: "an unknown key",
        write: "nothing here: remove it, or look for a spelling mistake",
      }));
    }
    return [{ path: pathText(issue.path), found: show(at(document, issue.path)), write: issue.message }];
  });
}

/**
 * Reads an organization from YAML text.
 * @throws OrganizationFileError with every problem at once.
 */
export function parseOrganization(text: string, file: string): Organization {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) {
    throw new OrganizationFileError(
      file,
      yaml.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { path: `line ${line}, column ${col}`, found: error.message, write: "well-formed YAML" };
      }),
    );
  }
  const document: unknown = yaml.toJS();
  const parsed = organizationSchema.safeParse(document);
  const problems = [
    ...(parsed.success ? [] : schemaProblems(document, parsed.error.issues)),
    ...rules.flatMap((rule) => rule(document)),
  ];
  if (!parsed.success || problems.length > 0) throw new OrganizationFileError(file, problems);
  return parsed.data;
}

/** The organization file in use: `ORGANIZATION`, seen from the working directory, or the example. */
export const organizationFile = (environment: NodeJS.ProcessEnv = process.env) =>
  environment.ORGANIZATION ? resolve(environment.ORGANIZATION) : resolve(__dirname, "../organization.yaml");

/** @throws OrganizationFileError when the file cannot be read or is wrong. */
export function loadOrganization(file = organizationFile()): Organization {
  const text = readText(file);
  return parseOrganization(text, file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new OrganizationFileError(file, [
      { path: "(the whole file)", found, write: "ORGANIZATION=path/to/organization.yaml, a file that can be read" },
    ]);
  }
}
