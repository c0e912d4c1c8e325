import { Construct } from "constructs";
import { ObservabilityLink } from "../../modules/alerting/observability-link";
import type { Account } from "../organization/accounts";
import type { Organization } from "../organization/organization";
import { attachBackend } from "../workspace/backends";
import { readContract } from "../workspace/contracts";
import { Workspace } from "../workspace/workspace";
import type { MakeWorkspace } from "../workspace/workspace-template";
import { accountBaseline } from "./baseline";

/** A workload account: the baseline, and what Security Tooling sees of its logging. */
export class Workload extends Workspace {
  constructor(scope: Construct, id: string, organization: Organization, account: Account) {
    super(scope, id, organization, account);
    accountBaseline(this, readContract(this, organization, "log-archive"));
    const securityTooling = readContract(this, organization, "security-tooling");
    new ObservabilityLink(this, "observability-link", {
      sinkArns: Object.fromEntries(
        organization.regions.governed.map((region) => [
          region,
          securityTooling.byRegion("observability_sink_arns", region),
        ]),
      ),
    });
  }
}

/** Makes workspaces of workload accounts element by element, each with its backend. */
export const workloadMaker =
  (organization: Organization): MakeWorkspace =>
  (scope, account) => {
    const workload = new Workload(scope, `workloads-${account.name}`, organization, account);
    attachBackend(workload, organization);
    return workload;
  };
