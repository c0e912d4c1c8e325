import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import { Fn, ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { ImportBlock } from "./import-block";

export interface TrustedAccessProps {
  /** The organization that exists already; it is imported into the state. */
  readonly organizationId: string;
  /** Services that must be allowed to act in member accounts, e.g. `cloudtrail.amazonaws.com`. */
  readonly servicePrincipals: readonly string[];
  /** Kinds of policies that must be enabled, e.g. `SERVICE_CONTROL_POLICY`. */
  readonly policyTypes: readonly string[];
}

/**
 * The given services have trusted access to the organization, and the given types of policies are enabled; what anybody
 * else enabled stays so.
 *
 * Both arguments are authoritative: what they do not list is disabled at the next apply. They are therefore the union of
 * what is enabled when Terraform plans and what is needed here.
 *
 * This resource is stateful.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services.html
 */
export class TrustedAccess extends Construct {
  /** What must exist before one of the services acts for the organization. */
  readonly granted: ITerraformDependable;

  constructor(scope: Construct, id: string, props: TrustedAccessProps) {
    super(scope, id);
    const current = new DataAwsOrganizationsOrganization(this, "current");
    const enabled = `[for type in ${current.fqn}.roots[0].policy_types : type.type if type.status == "ENABLED"]`;
    const policyTypes = `\${setunion(${enabled}, ${JSON.stringify(props.policyTypes)})}`;
    const organization = new OrganizationsOrganization(this, "Default", {
      featureSet: "ALL",
      awsServiceAccessPrincipals: Fn.setunion(current.awsServiceAccessPrincipals, [[...props.servicePrincipals]]),
      enabledPolicyTypes: Token.asList(policyTypes),
      lifecycle: { preventDestroy: true },
    });
    new ImportBlock(this, "import", {
      to: `${organization.terraformResourceType}.${organization.friendlyUniqueId}`,
      importId: props.organizationId,
    });
    this.granted = organization;
  }
}
