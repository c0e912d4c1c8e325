import { managementAlone, ServiceTampering } from "./service-tampering";

/**
 * Policies of the organization are changed, services and administrators gain or lose trust, accounts leave, close or
 * move, root sessions are opened, and whom AWS writes to is changed.
 */
export const organization: readonly ServiceTampering[] = [
  {
    service: "account",
    groups: [
      { denied: "DenyLeavingOrganization", actions: ["CloseAccount"] },
      { denied: "DenyLoweringDefaults", actions: ["DisableRegion", "EnableRegion"] },
      { denied: "DenyChangingSecurityContact", actions: ["DeleteAlternateContact", "PutAlternateContact"] },
    ],
  },
  {
    service: "organizations",
    groups: [
      { denied: "DenyLeavingOrganization", actions: ["LeaveOrganization"] },
      {
        // That a type of policies is enabled ends what services did by themselves for accounts that join.
        denied: managementAlone,
        in: "management",
        actions: [
          "AttachPolicy",
          "CloseAccount",
          "CreatePolicy",
          "DeleteOrganization",
          "DeletePolicy",
          "DeleteResourcePolicy",
          "DeregisterDelegatedAdministrator",
          "DetachPolicy",
          "DisableAWSServiceAccess",
          "DisablePolicyType",
          "EnableAWSServiceAccess",
          "EnablePolicyType",
          "MoveAccount",
          "PutResourcePolicy",
          "RegisterDelegatedAdministrator",
          "RemoveAccountFromOrganization",
          "UpdatePolicy",
        ],
      },
    ],
  },
  {
    service: "sts",
    groups: [{ denied: "DenyRootSessions", actions: ["AssumeRoot"], readOnly: true }],
  },
  {
    // A set of stacks acts in members by a role that guard rails may let through.
    service: "cloudformation",
    groups: [
      {
        denied: managementAlone,
        in: "management",
        actions: [
          "ActivateOrganizationsAccess",
          "CreateStackInstances",
          "CreateStackSet",
          "DeactivateOrganizationsAccess",
          "DeleteStackInstances",
          "DeleteStackSet",
          "UpdateStackInstances",
          "UpdateStackSet",
        ],
      },
    ],
  },
];
