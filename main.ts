import { App } from "cdktf";
import { attachBackend } from "./accounts/backends";
import { LogArchive } from "./accounts/log-archive";
import { Management } from "./accounts/management";
import { loadOrganization, Organization, OrganizationFileError } from "./accounts/organization";
import { SecurityTooling } from "./accounts/security-tooling";
import { Workload } from "./accounts/workload";

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

  const all = [logArchive, management, securityTooling, ...workloads];
  for (const workspace of all) attachBackend(workspace, organization);
  return all;
}

function main() {
  // ts-node maps every stack trace back to its source, and cdktf takes one per token: several times the cost of synthesis.
  Reflect.deleteProperty(Error, "prepareStackTrace");
  const organization = loadOrganization();
  const app = new App();
  workspaces(app, organization);
  app.synth();
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    if (!(error instanceof OrganizationFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
