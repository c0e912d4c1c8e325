import { Organization } from "../../accounts/organization";
import { Call } from "../../emulator/emulator";
import { AccountKind, judgedCalls } from "../policies/tables/deployment-calls";

/** Account -> what it is for. */
const accountKinds = ({ accounts }: Organization): Readonly<Record<string, AccountKind>> => ({
  [accounts.management.id]: "management",
  [accounts.logArchive.id]: "log-archive",
  [accounts.securityTooling.id]: "security-tooling",
  ...Object.fromEntries(accounts.workloads.map(({ id }) => [id, "workload"])),
});

/**
 * `ACCOUNT SERVICE OPERATION` of every call that Terraform made with the deployment role and that the permission lane
 * does not judge: added to its table, it says whether guard rails let it through.
 */
export function unjudged(calls: readonly Call[], organization: Organization): string[] {
  const kinds = accountKinds(organization);
  const judged = new Set(judgedCalls.map(({ kind, service, operation }) => `${kind} ${service} ${operation}`));
  const made = calls
    .filter(({ client, account }) => client === "terraform" && account in kinds)
    .map(({ account, service, operation }) => `${kinds[account]} ${service} ${operation}`);
  return [...new Set(made)].filter((call) => !judged.has(call)).sort();
}
