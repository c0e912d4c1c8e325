import { App } from "cdktf";
import { attachBackend } from "./accounts/workspace/backends";
import { Conformance } from "./accounts/security-tooling/conformance";
import { LogArchive } from "./accounts/log-archive/log-archive";
import { Management } from "./accounts/management/management";
import { loadOrganization, OrganizationFileError } from "./accounts/organization/load";
import { Organization } from "./accounts/organization/organization";
import { SecurityTooling } from "./accounts/security-tooling/security-tooling";
import { Workload } from "./accounts/baseline/workload";

/** One Terraform workspace per account, each with its backend, in the order in which they must be deployed. */
export function workspaces(app: App, organization: Organization) {
  const logArchive = new LogArchive(app, organization);
  const management = new Management(app, organization);
  const securityTooling = new SecurityTooling(app, organization);
  const workloads = organization.accounts.workloads.map(
    (account) => new Workload(app, `workloads-${account.name}`, organization, account),
  );

  management.addDependency(logArchive);
  securityTooling.addDependency(management);
  for (const workload of workloads) workload.addDependency(securityTooling);

  const conformance = new Conformance(app, organization);
  for (const workload of [securityTooling, ...workloads]) conformance.addDependency(workload);

  const all = [logArchive, management, securityTooling, ...workloads, conformance];
  for (const workspace of all) attachBackend(workspace, organization);
  return all;
}

/**
 * Runs without the stack trace that cdktf takes for every token it makes; with ts-node, which maps each back to its
 * source, those cost several times as much as the synthesis itself. Errors keep theirs.
 */
export function withoutTokenTraces<Result>(synthesis: () => Result): Result {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return synthesis();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

/** What whoever wrote the file can put right: mistakes in it, and what only the finished configuration shows. */
const isMistake = (error: unknown): error is Error =>
  error instanceof OrganizationFileError ||
  (error instanceof Error && error.message.startsWith("Encountered Annotations"));

if (require.main === module) {
  try {
    const organization = loadOrganization();
    withoutTokenTraces(() => {
      const app = new App();
      workspaces(app, organization);
      app.synth();
    });
  } catch (error) {
    if (!isMistake(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
