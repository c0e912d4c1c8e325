import { TerraformLocal } from "cdktf";
import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { Construct } from "constructs";

/**
 * Condition that one account of the organization is active. `State` is what AWS answers since September 2026; `Status`,
 * which it replaced, is all that older releases of the provider know. An account without either is not active.
 */
const isActive = `coalesce(try(account.state, ""), try(account.status, ""), "UNKNOWN") == "ACTIVE"`;

/**
 * The accounts of the organization as Terraform finds them when it plans, and which of them are active: whoever asks for
 * the organization's accounts asks here.
 *
 * The plan fails where the account that plans is not among the active ones. It is active, or it could not ask; an answer
 * that says otherwise would end services for accounts that are there.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
export class ActiveAccounts extends Construct {
  /** Expression of account id -> e-mail address of the active ones, a map; without the `${}` around it. */
  readonly emails: string;
  /** Expression of the ids of all of them, active or not, a list; without the `${}` around it. */
  readonly allIds: string;

  constructor(
    scope: Construct,
    id: string,
    /** The account that plans: the management account, or one that administers a service. */
    readonly accountId: string,
  ) {
    super(scope, id);
    const { fqn } = new DataAwsOrganizationsOrganization(this, "organization", {
      lifecycle: {
        postcondition: [
          {
            condition: `\${anytrue([for account in self.accounts : ${isActive} if account.id == "${accountId}"])}`,
            errorMessage:
              `AWS Organizations does not say that account ${accountId}, which asks, is active: the list of accounts ` +
              "cannot be relied upon. Use a newer release of the AWS provider, which reads the state of accounts.",
          },
        ],
      },
    });
    const active = new TerraformLocal(
      this,
      "active",
      `\${{for account in ${fqn}.accounts : account.id => account.email if ${isActive}}}`,
    );
    this.emails = active.fqn;
    this.allIds = `${fqn}.accounts[*].id`;
  }
}
