import { Construct } from "constructs";
import { accountBaseline } from "./baseline";
import { readContract } from "./contracts";
import type { Organization } from "./organization";
import { Workspace } from "./workspace";

/** The account the security team works from: the baseline. */
export class SecurityTooling extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "security-tooling", organization, organization.accounts.securityTooling);
    const logArchive = readContract(this, organization, "log-archive");
    accountBaseline(this, (region) => logArchive.byRegion("log_destination_arns", region));
  }
}
