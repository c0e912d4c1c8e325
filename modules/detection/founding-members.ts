import { MapTerraformIterator, TerraformIterator, TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { ActiveAccounts } from "./active-accounts";
import { StateRecord } from "./state-record";

/**
 * The accounts that were in the organization when a service was first deployed in a Region, without the administrator,
 * which is the account that plans.
 *
 * Macie, Inspector and Detective enrol by themselves whoever joins later, and refuse to enrol an account a second time.
 * Who was there is therefore written down once, in the state; whoever has left since is left out. That nobody was there
 * is never written down.
 */
export class FoundingMembers extends Construct {
  /** Account id -> e-mail address. */
  readonly each: MapTerraformIterator;
  /** Expression of the ids of those that are active, a list; without the `${}` around it. */
  readonly activeAccountIds: string;

  constructor(scope: Construct, id: string, accounts: ActiveAccounts) {
    super(scope, id);
    const present = new StateRecord(
      this,
      "present",
      `{for id, email in ${accounts.emails} : id => email if id != "${accounts.accountId}"}`,
    );
    const members = new TerraformLocal(
      this,
      "members",
      `\${{for id, email in ${present.recorded} : id => email if contains(${accounts.allIds}, id)}}`,
    );
    this.each = TerraformIterator.fromMap(members.asStringMap);
    this.activeAccountIds = `[for id in keys(${members.fqn}) : id if contains(keys(${accounts.emails}), id)]`;
  }
}
