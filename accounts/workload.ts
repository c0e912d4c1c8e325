import { Construct } from "constructs";
import { accountBaseline } from "./baseline";
import { readContract } from "./contracts";
import type { Account, Organization } from "./organization";
import { Workspace } from "./workspace";

/** A workload account: the baseline. */
export class Workload extends Workspace {
  constructor(scope: Construct, id: string, organization: Organization, account: Account) {
    super(scope, id, organization, account);
    const logArchive = readContract(this, organization, "log-archive");
    accountBaseline(this, (region) => logArchive.byRegion("log_destination_arns", region));
  }
}
