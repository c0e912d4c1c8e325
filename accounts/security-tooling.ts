import { Construct } from "constructs";
import { accountBaseline } from "./baseline";
import { configAggregator } from "./config-aggregator";
import { readContract } from "./contracts";
import type { Organization } from "./organization";
import { Workspace } from "./workspace";

/** The account the security team works from: the baseline, the organization's configuration. */
export class SecurityTooling extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "security-tooling", organization, organization.accounts.securityTooling);
    accountBaseline(this, readContract(this, organization, "log-archive"));
    configAggregator(this);
  }
}
