import { Construct } from "constructs";
import { accountBaseline } from "./baseline";
import { readContract } from "./contracts";
import type { Account, Organization } from "./organization";
import { Workspace } from "./workspace";

/** A workload account: the baseline. */
export class Workload extends Workspace {
  constructor(scope: Construct, id: string, organization: Organization, account: Account) {
    super(scope, id, organization, account);
    accountBaseline(this, readContract(this, organization, "log-archive"));
  }
}
