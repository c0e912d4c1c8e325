import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Problem, problemText } from "../../modules/checks/problem";
import { bounds, sizeProblem } from "./bounds";
import { readable } from "./found";
import { judge } from "./judge";
import { Organization } from "./organization";
import { readYaml } from "./yaml-text";

/** Problems that a message has room for: whoever has more of them has made one mistake many times. */
const mostShown = 100;

/** Everything that is wrong with an organization file, said for the person who wrote it. */
export class OrganizationFileError extends Error {
  override readonly name = "OrganizationFileError";
  /** In a length that can be read, and without characters that cannot be seen. */
  readonly problems: readonly Problem[];

  constructor(
    readonly file: string,
    problems: readonly Problem[],
  ) {
    const readableProblems = problems.map(readable);
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const shown = readableProblems.slice(0, mostShown).map(problemText);
    const others = problems.length - shown.length;
    super([`${file}: ${count}`, ...shown, ...(others > 0 ? [`  and ${others} more`] : [])].join("\n"));
    this.problems = readableProblems;
  }
}

const wholeFile = "(the whole file)";

/**
 * Reads an organization from YAML text.
 * @throws OrganizationFileError with every problem at once.
 */
export function parseOrganization(text: string, file: string): Organization {
  const yaml = readYaml(text);
  if (!("document" in yaml)) throw new OrganizationFileError(file, yaml);
  const { document, placeOf } = yaml;
  const excess = sizeProblem(document);
  const judgement = excess ? { problems: [excess] } : judge(document);
  if ("organization" in judgement) return judgement.organization;
  throw new OrganizationFileError(
    file,
    judgement.problems.map((problem) => ({
      ...problem,
      path: problem.path || wholeFile,
      place: placeOf(problem.path),
    })),
  );
}

/** The organization file in use: `ORGANIZATION`, seen from the working directory, or the example. */
export const organizationFile = (environment: NodeJS.ProcessEnv = process.env) =>
  environment.ORGANIZATION ? resolve(environment.ORGANIZATION) : resolve(__dirname, "../organization.yaml");

/** @throws OrganizationFileError when the file cannot be read or is wrong. */
export function loadOrganization(file = organizationFile()): Organization {
  const text = readText(file);
  return parseOrganization(text, file);
}

/** The file as text: bytes that are no UTF-8 would otherwise turn into other characters without a word. */
function readText(file: string): string {
  const refused = (found: string, write: string) =>
    new OrganizationFileError(file, [{ path: wholeFile, found, write }]);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw refused(found, "ORGANIZATION=path/to/organization.yaml, a file that can be read");
  }
  if (bytes.length > bounds.bytes) throw refused(`${bytes.length} bytes`, `at most ${bounds.bytes}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("bytes that are no UTF-8", "the file in UTF-8, as editors save it unless told otherwise");
  }
}
