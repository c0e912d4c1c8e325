import { managementAlone, ServiceTampering } from "./service-tampering";

/** Roles of the logging are taken over, defaults of accounts lowered, root sessions made possible or credentials made. */
export const iam: ServiceTampering = {
  service: "iam",
  groups: [
    {
      denied: "DenyTakingOverRoles",
      about: { ours: ["roleName", "instanceProfileName", "policyArn", "policyName"] },
      actions: [
        "AddRoleToInstanceProfile",
        "Attach*",
        "Create*",
        "Delete*",
        "Detach*",
        "Put*",
        "SetDefaultPolicyVersion",
        "Tag*",
        "Untag*",
        "Update*",
      ],
    },
    {
      denied: "DenyTakingOverRoles",
      actions: ["PassRole"],
      untold: "a permission that services ask for, not a call",
    },
    {
      denied: "DenyLoweringDefaults",
      actions: ["DeleteAccountPasswordPolicy", "UpdateAccountPasswordPolicy"],
    },
    {
      denied: "DenyRootSessions",
      actions: ["DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions"],
    },
    {
      denied: managementAlone,
      in: "management",
      actions: ["EnableOrganizationsRootCredentialsManagement", "EnableOrganizationsRootSessions"],
    },
    {
      // Whoever holds credentials of the management account is bound by nothing.
      denied: { not: "ordinary work in a member account; in the management account nobody's" },
      in: "management",
      actions: [
        "AddUserToGroup",
        "AttachUserPolicy",
        "CreateAccessKey",
        "CreateLoginProfile",
        "CreateOpenIDConnectProvider",
        "CreateSAMLProvider",
        "CreateUser",
        "DeactivateMFADevice",
        "PutUserPolicy",
        "UpdateAccessKey",
        "UpdateAssumeRolePolicy",
        "UpdateLoginProfile",
        "UpdateSAMLProvider",
      ],
    },
  ],
};
