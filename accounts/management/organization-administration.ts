import { AiOptOut, aiOptOutPolicyType } from "../../modules/guardrails/ai-opt-out";
import { CentralRootAccess } from "../../modules/guardrails/central-root-access";
import { DelegatedAdministrator } from "../../modules/guardrails/delegated-administrator";
import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { TrustedAccess } from "../../modules/guardrails/trusted-access";
import { admittedServices } from "../workspace/detection-services";
import { Workspace } from "../workspace/workspace";
import { applyDefaultPolicies, defaultPolicyTypes } from "./default-policies";
import { detectionAdministration } from "./detection-administration";
import { applyGuardRails } from "./guard-rails";

/** Services of AWS Config that act in member accounts, and that Security Tooling administers. */
const configServices = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"];

/**
 * What the organization as a whole is told: which services may act in it, which policies bind it, and that Security
 * Tooling administers what watches it.
 */
export function organizationAdministration(workspace: Workspace): TrustedAccess {
  const { organization } = workspace;
  const { guardRails } = organization;
  const admitted = admittedServices(organization);
  const trustedAccess = new TrustedAccess(workspace, "trusted-access", {
    organizationId: organization.organization.id,
    servicePrincipals: [
      "cloudtrail.amazonaws.com",
      ...configServices,
      ...admitted.trusted,
      ...(organization.transport.mode === "centralization" ? ["observabilityadmin.amazonaws.com"] : []),
      ...(guardRails.centralRootAccess ? ["iam.amazonaws.com"] : []),
    ],
    policyTypes: [
      "SERVICE_CONTROL_POLICY",
      "RESOURCE_CONTROL_POLICY",
      ...(guardRails.aiOptOut ? [aiOptOutPolicyType] : []),
      ...defaultPolicyTypes(organization),
    ],
  });
  new CentralRootAccess(workspace, "central-root-access", {
    enabled: guardRails.centralRootAccess,
    trustedAccess: trustedAccess.granted,
  });
  if (guardRails.aiOptOut) {
    new AiOptOut(workspace, "ai-opt-out", {
      policyName: `${organization.namePrefix}-ai-opt-out`,
      rootId: organization.organization.rootId,
      enabled: trustedAccess.granted,
    });
  }
  applyGuardRails(workspace, trustedAccess.granted);
  applyDefaultPolicies(workspace, trustedAccess.granted);
  new DelegatedAdministrator(workspace, "security-tooling-administrator", {
    accountId: organization.accounts.securityTooling.id,
    servicePrincipals: [...configServices, ...admitted.delegated],
    trustedAccess: trustedAccess.granted,
  });
  // Rules of the administrator reach this account only under a role that AWS makes in no management account by itself.
  new ServiceLinkedRole(workspace, "organization-rules-role", {
    service: "config-multiaccountsetup.amazonaws.com",
    roleName: "AWSServiceRoleForConfigMultiAccountSetup",
  });
  detectionAdministration(workspace, trustedAccess.granted);
  return trustedAccess;
}
