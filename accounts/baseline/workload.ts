import { Construct } from "constructs";
import { accountBaseline } from "./baseline";
import { readContract } from "../workspace/contracts";
import type { Account } from "../organization/accounts";
import type { Organization } from "../organization/organization";
import { Workspace } from "../workspace/workspace";

/** A workload account: the baseline. */
export class Workload extends Workspace {
  constructor(scope: Construct, id: string, organization: Organization, account: Account) {
    super(scope, id, organization, account);
    accountBaseline(this, readContract(this, organization, "log-archive"));
  }
}
