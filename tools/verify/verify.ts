import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadOrganization, organizationFile } from "../../accounts/organization/load";
import { names } from "../../accounts/workspace/names";
import { UserProblem } from "../problem";
import type { Answerer } from "./clients";
import { readOnlySessions } from "./credentials";
import { accountsOf, Credential } from "./expectations";
import { refuseUnwritable } from "./html-file";
import type { Expected } from "./link";
import { links } from "./links";
import type { Report } from "./report";
import { run } from "./run";
import type { RunIdentity } from "./run-state";
import { tableText } from "./table";

export interface VerifyOptions {
  /** @default - the file that `ORGANIZATION` names, or the example */
  readonly organization?: string;
  /** @default - the deployment role */
  readonly role?: string;
  readonly account?: readonly string[];
  /** @default - `.verify/ID.jsonl` in the working directory */
  readonly state?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly html?: string;
  readonly rate: number;
  /** Ask the two accounts of a trial instead of the organization; where it was written, if elsewhere. */
  readonly trial?: boolean | string;
}

/** What a program gives its commands. */
export interface Surroundings {
  readonly write: (text: string) => void;
  /** Nobody watches where it is missing. */
  readonly progress?: (done: number, all: number) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** @default - AWS */
  readonly answerer?: Answerer;
  /** @default - sessions of the role */
  readonly credentialsOf?: (accountId: string) => Promise<Credential>;
  readonly now?: () => Date;
  /** Writes a report as a page. @default - there is no page */
  readonly page?: (report: Report) => string;
}

const identityOf = (file: string, { organization }: Expected, startedAt: Date): RunIdentity => ({
  version: 1,
  organizationId: organization.organization.id,
  namePrefix: organization.namePrefix,
  digest: createHash("sha256").update(readFileSync(file)).digest("hex"),
  startedAt: startedAt.toISOString(),
});

function refuseStrangers({ organization }: Expected, asked: readonly string[]): void {
  const known = accountsOf(organization);
  for (const id of asked) {
    if (known.some((account) => account.id === id)) continue;
    throw new UserProblem(
      `--account ${JSON.stringify(id)}, which the organization file does not name`,
      `one of ${known.map((account) => account.id).join(", ")}`,
    );
  }
}

/**
 * Asks AWS whether the organization's logs arrive, and says so.
 * @returns the exit code: 0 all well, 1 something broken, 2 cannot tell
 * @throws UserProblem, OrganizationFileError for what a user can mend
 */
export async function verify(options: VerifyOptions, surroundings: Surroundings): Promise<number> {
  const { write, environment, now = () => new Date() } = surroundings;
  const file = options.organization === undefined ? organizationFile(environment) : resolve(options.organization);
  const organization = loadOrganization(file);
  const expected: Expected = { organization, names: names(organization) };
  refuseStrangers(expected, options.account ?? []);
  if (options.html !== undefined) refuseUnwritable(options.html);
  const endpoint = environment.AWS_ENDPOINT_URL;
  const { home } = organization.regions;
  const roleName = options.role ?? organization.deployment.roleName;
  const report = await run({
    ...expected,
    links,
    identity: identityOf(file, expected, now()),
    stateFile: options.state ?? join(".verify", `${organization.organization.id}.jsonl`),
    resume: options.resume ?? false,
    credentialsOf:
      surroundings.credentialsOf ??
      readOnlySessions({ partition: expected.names.partition, roleName, region: home, endpoint }),
    callsPerSecond: options.rate,
    endpoint,
    answerer: surroundings.answerer,
    accountIds: options.account,
    now,
    progress: surroundings.progress,
  });
  if (options.html !== undefined && surroundings.page) writeFileSync(options.html, surroundings.page(report));
  write(options.json ? `${JSON.stringify(report, null, 2)}\n` : tableText(report));
  return report.exitCode;
}
