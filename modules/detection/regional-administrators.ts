import { DetectiveOrganizationAdminAccount } from "@cdktf/provider-aws/lib/detective-organization-admin-account";
import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { Inspector2DelegatedAdminAccount } from "@cdktf/provider-aws/lib/inspector2-delegated-admin-account";
import { Macie2OrganizationAdminAccount } from "@cdktf/provider-aws/lib/macie2-organization-admin-account";
import { SecurityhubOrganizationAdminAccount } from "@cdktf/provider-aws/lib/securityhub-organization-admin-account";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

interface Registration {
  readonly region: string;
  readonly accountId: string;
  readonly dependsOn: ITerraformDependable[];
}

/** Service -> how its administrator is registered in one Region. */
const registrations = {
  guardduty: (scope: Construct, id: string, { accountId, ...rest }: Registration) =>
    new GuarddutyOrganizationAdminAccount(scope, id, { adminAccountId: accountId, ...rest }),
  securityhub: (scope: Construct, id: string, { accountId, ...rest }: Registration) =>
    new SecurityhubOrganizationAdminAccount(scope, id, { adminAccountId: accountId, ...rest }),
  macie2: (scope: Construct, id: string, { accountId, ...rest }: Registration) =>
    new Macie2OrganizationAdminAccount(scope, id, { adminAccountId: accountId, ...rest }),
  inspector2: (scope: Construct, id: string, registration: Registration) =>
    new Inspector2DelegatedAdminAccount(scope, id, registration),
  detective: (scope: Construct, id: string, registration: Registration) =>
    new DetectiveOrganizationAdminAccount(scope, id, registration),
} satisfies Record<string, (scope: Construct, id: string, registration: Registration) => ITerraformDependable>;

/** Services whose administrator is registered Region by Region. */
export type RegionalService = keyof typeof registrations;

export interface RegionalAdministratorsProps {
  readonly accountId: string;
  /** Service -> its Regions, the home Region first. */
  readonly regions: Readonly<Partial<Record<RegionalService, readonly string[]>>>;
  /** What must be there before anybody can be registered: trusted access. */
  readonly permitted: readonly ITerraformDependable[];
}

/**
 * One account administers the given services for the organization, the same in every Region, as the services demand.
 *
 * One after the other, of one service as of all, the first Region of the list first: registered in many Regions at once,
 * Security Hub answers with conflicts, and GuardDuty and Macie with failures; each registration changes the organization,
 * which AWS Organizations does one at a time, and these services' clients do not try again.
 *
 * A registration that is removed ends its service for every member in the Region. The administrator's own workspace must
 * give up the Region before.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/17996
 */
export class RegionalAdministrators extends Construct {
  /** After which the next change of the organization may be made. */
  readonly last: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: RegionalAdministratorsProps) {
    super(scope, id);
    for (const [service, regions] of Object.entries(props.regions)) {
      for (const region of regions) {
        const registration = registrations[service as RegionalService](this, `${service}-${region}`, {
          region,
          accountId: props.accountId,
          dependsOn: [...props.permitted, ...this.last],
        });
        this.last = [registration];
      }
    }
  }
}
