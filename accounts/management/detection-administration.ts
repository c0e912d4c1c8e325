import { CloudtrailOrganizationDelegatedAdminAccount } from "@cdktf/provider-aws/lib/cloudtrail-organization-delegated-admin-account";
import { FmsAdminAccount } from "@cdktf/provider-aws/lib/fms-admin-account";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { Macie2Account } from "@cdktf/provider-aws/lib/macie2-account";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { ITerraformDependable } from "cdktf";
import { RegionalAdministrators } from "../../modules/detection/regional-administrators";
import { RemovedBlock } from "../../modules/guardrails/removed-block";
import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { admittedServices, detectionRegions } from "../workspace/detection-services";
import { Workspace } from "../workspace/workspace";

/**
 * What only the management account can do for detection: name Security Tooling the administrator, and switch on in
 * itself what no administrator can switch on there.
 * @see https://docs.aws.amazon.com/macie/latest/user/accounts-mgmt-ao-integrate.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html
 */
export function detectionAdministration(workspace: Workspace, trustedAccess: ITerraformDependable): void {
  const { organization } = workspace;
  const { home } = organization.regions;
  const { guardDuty, securityHub, macie, accessAnalyzer } = organization.detection;
  const accountId = organization.accounts.securityTooling.id;

  const own: ITerraformDependable[] = [];
  if (guardDuty.enabled) {
    for (const region of detectionRegions(organization, "guardduty")) {
      // With it comes the role under which the administrator decides on its plans and its frequency, which a member cannot.
      const detector = new GuarddutyDetector(workspace, `guardduty-${region}`, {
        region,
        enable: true,
        lifecycle: { ignoreChanges: ["finding_publishing_frequency"] },
      });
      own.push(detector);
    }
  }
  if (macie.enabled) {
    for (const region of detectionRegions(organization, "macie2")) {
      const session = new Macie2Account(workspace, `macie-${region}`, {
        region,
        status: "ENABLED",
        lifecycle: { ignoreChanges: ["finding_publishing_frequency"] },
      });
      own.push(session);
    }
  }
  if (securityHub.enabled) {
    // Only at home: in the other Regions, and for everything else, the administrator's policy decides.
    const hub = new SecurityhubAccount(workspace, "security-hub", {
      region: home,
      enableDefaultStandards: false,
      lifecycle: { ignoreChanges: "all" },
    });
    own.push(hub);
  }
  // The account's own come first and go last: a member could not switch them off.
  const administrators = new RegionalAdministrators(workspace, "detection-administrators", {
    accountId,
    regions: admittedServices(organization).registered,
    permitted: [trustedAccess, ...own],
  });

  if (accessAnalyzer.enabled) {
    // Without it, no analyzer can have the organization as its zone of trust.
    new ServiceLinkedRole(workspace, "access-analyzer-role", {
      service: "access-analyzer.amazonaws.com",
      roleName: "AWSServiceRoleForAccessAnalyzer",
    });
  }
  firewallAdministration(workspace, [trustedAccess, ...administrators.last]);
  trailAdministration(workspace, [trustedAccess, ...administrators.last]);
}

/**
 * Security Tooling administers CloudTrail, where the organization wants it. The management account remains the owner of
 * every trail, and taking the administrator away changes none.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html
 */
function trailAdministration(workspace: Workspace, dependsOn: ITerraformDependable[]): void {
  const { detection, accounts } = workspace.organization;
  if (!detection.cloudTrailAdministrator.enabled) return;
  new CloudtrailOrganizationDelegatedAdminAccount(workspace, "trail-administrator", {
    accountId: accounts.securityTooling.id,
    dependsOn,
  });
}

/**
 * Security Tooling administers Firewall Manager, or is forgotten as its administrator: nobody but the administrator itself
 * can give that up.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/fms-deleting-administrators.html
 */
function firewallAdministration(workspace: Workspace, dependsOn: ITerraformDependable[]): void {
  const { organization, names } = workspace;
  // Without its provider, Terraform could not even forget what the state holds.
  const provider = workspace.providerIn(names.firewallManagerRegion);
  if (!organization.detection.firewallManager.enabled) {
    new RemovedBlock(workspace, "firewall-administrator", FmsAdminAccount.tfResourceType);
    return;
  }
  new FmsAdminAccount(workspace, "firewall-administrator", {
    accountId: organization.accounts.securityTooling.id,
    provider,
    dependsOn,
  });
}
