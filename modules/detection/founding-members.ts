import { MapTerraformIterator, TerraformIterator, TerraformLocal } from "cdktf";
import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { Construct } from "constructs";
import { StateRecord } from "./state-record";

export interface FoundingMembersProps {
  /** The organization as the delegated administrator sees it. */
  readonly organization: DataAwsOrganizationsOrganization;
  readonly administratorAccountId: string;
}

/**
 * The accounts that were in the organization when a service was first deployed in a Region, without the administrator.
 *
 * Macie, Inspector and Detective enrol by themselves whoever joins later, and refuse to enrol an account a second time.
 * Who was there is therefore written down once, in the state; whoever has left since is left out.
 */
export class FoundingMembers extends Construct {
  /** Account id -> e-mail address. */
  readonly each: MapTerraformIterator;
  /** Expression of the ids of those that are not suspended, a list; without the `${}` around it. */
  readonly activeAccountIds: string;

  constructor(scope: Construct, id: string, props: FoundingMembersProps) {
    super(scope, id);
    const accounts = `${props.organization.fqn}.accounts`;
    const present = new StateRecord(
      this,
      "present",
      `{for account in ${accounts} : account.id => account.email if account.status == "ACTIVE" && account.id != "${props.administratorAccountId}"}`,
    );
    const members = new TerraformLocal(
      this,
      "members",
      `\${{for id, email in ${present.recorded} : id => email if contains(${accounts}[*].id, id)}}`,
    );
    this.each = TerraformIterator.fromMap(members.asStringMap);
    this.activeAccountIds = `[for account in ${accounts} : account.id if account.status == "ACTIVE" && contains(keys(${members.fqn}), account.id)]`;
  }
}
