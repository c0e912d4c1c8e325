import { App } from "cdktf";
import { workloadMaker } from "./accounts/baseline/workload";
import { LogArchive } from "./accounts/log-archive/log-archive";
import { Management } from "./accounts/management/management";
import { loadOrganization, organizationFile, OrganizationFileError } from "./accounts/organization/load";
import { Organization } from "./accounts/organization/organization";
import { Conformance } from "./accounts/security-tooling/conformance";
import { SecurityTooling } from "./accounts/security-tooling/security-tooling";
import { attachBackend } from "./accounts/workspace/backends";
import { keepOneFormat } from "./accounts/workspace/one-format";
import { placeProviderLock, providerLockProblems } from "./accounts/workspace/provider-lock";
import { workloadWorkspaces } from "./accounts/workspace/workload-workspaces";
import { refusals } from "./modules/checks/refusal";

/** One Terraform workspace per account, each with its backend, in the order in which they must be deployed. */
export function workspaces(app: App, organization: Organization) {
  const logArchive = new LogArchive(app, organization);
  const management = new Management(app, organization);
  const securityTooling = new SecurityTooling(app, organization);
  const workloads = workloadWorkspaces(app, organization, workloadMaker(organization));

  management.addDependency(logArchive);
  securityTooling.addDependency(management);
  for (const workload of workloads) workload.addDependency(securityTooling);

  const conformance = new Conformance(app, organization);
  for (const workload of [securityTooling, ...workloads]) conformance.addDependency(workload);

  for (const workspace of [logArchive, management, securityTooling, conformance])
    attachBackend(workspace, organization);
  return [logArchive, management, securityTooling, ...workloads, conformance];
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

/**
 * Writes every workspace of an organization, with the lock file of the working directory, if there is one.
 * @throws OrganizationFileError with all that only the finished configuration shows; then nothing is written.
 */
export function synthesize(app: App, organization: Organization, file: string): void {
  withoutTokenTraces(() => {
    workspaces(app, organization);
    const problems = [...refusals(app), ...providerLockProblems(process.cwd())];
    if (problems.length > 0) throw new OrganizationFileError(file, problems);
    app.synth();
    keepOneFormat(app.outdir);
    placeProviderLock(process.cwd(), app.outdir);
  });
}

if (require.main === module) {
  try {
    const file = organizationFile();
    const organization = loadOrganization(file);
    synthesize(new App(), organization, file);
  } catch (error) {
    if (!(error instanceof OrganizationFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
