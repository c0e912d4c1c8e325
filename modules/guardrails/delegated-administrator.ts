import { OrganizationsDelegatedAdministrator } from "@cdktf/provider-aws/lib/organizations-delegated-administrator";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface DelegatedAdministratorProps {
  readonly accountId: string;
  /** Services the account administers for the organization, e.g. `config.amazonaws.com`. */
  readonly servicePrincipals: readonly string[];
  /** Trusted access for these services, without which the registration is refused. */
  readonly trustedAccess: ITerraformDependable;
}

/**
 * One account administers the given services for the whole organization, so that nobody has to work in the management
 * account.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 */
export class DelegatedAdministrator extends Construct {
  constructor(scope: Construct, id: string, props: DelegatedAdministratorProps) {
    super(scope, id);
    for (const servicePrincipal of props.servicePrincipals) {
      new OrganizationsDelegatedAdministrator(this, servicePrincipal.replace(".amazonaws.com", ""), {
        accountId: props.accountId,
        servicePrincipal,
        dependsOn: [props.trustedAccess],
      });
    }
  }
}
