import { Organization } from "../../accounts/organization/organization";
import { Call } from "../../emulator/emulator";
import { AccountKind, DeploymentCall, judgedCalls } from "../policies/tables/deployment-calls";

/** Account -> what it is for. */
const kindsOfAccounts = ({ accounts }: Organization): Readonly<Record<string, AccountKind>> => ({
  [accounts.management.id]: "management",
  [accounts.logArchive.id]: "log-archive",
  [accounts.securityTooling.id]: "security-tooling",
  ...Object.fromEntries(accounts.workloads.map(({ id }) => [id, "workload"])),
});

const inShort = ({ kind, service, operation }: DeploymentCall) => `${kind} ${service} ${operation}`;

const judged = new Set(judgedCalls.map(inShort));

/** `ACCOUNT SERVICE OPERATION` of every call that Terraform made with the deployment role, each once. */
export function callsOfTerraform(calls: readonly Call[], organization: Organization): string[] {
  const kinds = kindsOfAccounts(organization);
  const made = calls.flatMap(({ client, account, service, operation }) => {
    const kind = kinds[account];
    return client === "terraform" && kind ? [inShort({ kind, service, operation })] : [];
  });
  return [...new Set(made)].sort();
}

/** Those that the permission lane does not judge: added to its table, it says whether guard rails let them through. */
export const unjudged = (made: readonly string[]): string[] => made.filter((call) => !judged.has(call));
