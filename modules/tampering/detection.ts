import { managementAlone, ServiceTampering, TamperingGroup } from "./service-tampering";

const blinding = (...actions: string[]): TamperingGroup => ({ denied: "DenyBlindingDetection", actions });

const suppressing = (...actions: string[]): TamperingGroup => ({ denied: "DenySuppressingFindings", actions });

const administering = (...actions: string[]): TamperingGroup => ({ denied: managementAlone, actions });

const closing = (...actions: string[]): TamperingGroup => ({
  denied: { not: "the security team's work, one by one" },
  in: "outsideSecurityTooling",
  actions,
});

const accessAnalyzer: ServiceTampering = {
  service: "access-analyzer",
  groups: [
    {
      denied: "DenyBlindingAnalyzers",
      about: { ours: ["analyzerName", "analyzerArn"] },
      actions: ["ApplyArchiveRule", "CreateArchiveRule", "DeleteAnalyzer", "UpdateAnalyzer", "UpdateArchiveRule"],
    },
    closing("UpdateFindings"),
  ],
};

const detective: ServiceTampering = {
  service: "detective",
  groups: [
    blinding(
      "DeleteGraph",
      "DeleteMembers",
      "DisassociateMembership",
      "UpdateDatasourcePackages",
      "UpdateOrganizationConfiguration",
    ),
    administering("DisableOrganizationAdminAccount", "EnableOrganizationAdminAccount"),
  ],
};

const firewallManager: ServiceTampering = {
  service: "fms",
  groups: [blinding("DisassociateAdminAccount", "PutAdminAccount"), administering("AssociateAdminAccount")],
};

const guardDuty: ServiceTampering = {
  service: "guardduty",
  groups: [
    blinding(
      "CreatePublishingDestination",
      "DeleteCustomDetectionRule*",
      "DeleteDetector",
      "DeleteMembers",
      "DeletePublishingDestination",
      "DeleteThreatEntitySet",
      "DeleteThreatIntelSet",
      "Disassociate*",
      "StopMonitoringMembers",
      "UpdateCustomDetectionRule*",
      "UpdateDetector",
      "UpdateMalwareScanSettings",
      "UpdateMemberDetectors",
      "UpdateOrganizationConfiguration",
      "UpdatePublishingDestination",
      "UpdateThreatEntitySet",
      "UpdateThreatIntelSet",
    ),
    // Requests name a plan by an id of AWS's; a team's own looks for malware as well.
    { denied: "DenyChangingTagged", actions: ["DeleteMalwareProtectionPlan", "UpdateMalwareProtectionPlan"] },
    { denied: "DenyChangingTagged", about: { ours: ["resourceArn"] }, actions: ["TagResource", "UntagResource"] },
    suppressing(
      "CreateFilter",
      "CreateIPSet",
      "CreateTrustedEntitySet",
      "UpdateFilter",
      "UpdateIPSet",
      "UpdateTrustedEntitySet",
    ),
    administering("DisableOrganizationAdminAccount", "EnableOrganizationAdminAccount"),
    closing("ArchiveFindings", "UpdateFindingsFeedback"),
  ],
};

const inspector: ServiceTampering = {
  service: "inspector2",
  groups: [
    blinding(
      "BatchUpdateMemberEc2DeepInspectionStatus",
      "Disable",
      "DisassociateMember",
      "Update*DeepInspectionConfiguration",
      "UpdateConfiguration",
      "UpdateEncryptionKey",
      "UpdateOrganizationConfiguration",
    ),
    suppressing("CreateFilter", "UpdateFilter"),
    administering("DisableDelegatedAdminAccount", "EnableDelegatedAdminAccount"),
  ],
};

const macie: ServiceTampering = {
  service: "macie2",
  groups: [
    blinding(
      "BatchUpdateAutomatedDiscoveryAccounts",
      "DeleteMember",
      "DisableMacie",
      "Disassociate*",
      "PutClassificationExportConfiguration",
      "PutFindingsPublicationConfiguration",
      "UpdateAutomatedDiscoveryConfiguration",
      "UpdateClassificationScope",
      "UpdateMacieSession",
      "UpdateMemberSession",
      "UpdateOrganizationConfiguration",
      "UpdateResourceProfile*",
      "UpdateSensitivityInspectionTemplate",
    ),
    suppressing("CreateAllowList", "CreateFindingsFilter", "UpdateAllowList", "UpdateFindingsFilter"),
    administering("DisableOrganizationAdminAccount", "EnableOrganizationAdminAccount"),
  ],
};

const securityHub: ServiceTampering = {
  service: "securityhub",
  groups: [
    blinding(
      "BatchDisableStandards",
      "BatchUpdateStandardsControlAssociations",
      "DeleteAggregatorV2",
      "DeleteConfigurationPolicy",
      "DeleteFindingAggregator",
      "DeleteMembers",
      "DisableImportFindingsForProduct",
      "DisableSecurityHub*",
      "Disassociate*",
      "StartConfigurationPolicy*",
      "UpdateAggregatorV2",
      "UpdateConfigurationPolicy",
      "UpdateFindingAggregator",
      "UpdateOrganizationConfiguration",
      "UpdateSecurityControl",
      "UpdateSecurityHubConfiguration",
      "UpdateStandardsControl",
    ),
    suppressing("BatchUpdateAutomationRules", "CreateAutomationRule*", "UpdateAutomationRuleV2", "UpdateFindings"),
    administering("DisableOrganizationAdminAccount", "EnableOrganizationAdminAccount"),
    closing("BatchUpdateFindings"),
  ],
};

/** Detection is switched off, left, told to watch less or administered elsewhere, or its findings are hidden. */
export const detection: readonly ServiceTampering[] = [
  accessAnalyzer,
  detective,
  firewallManager,
  guardDuty,
  inspector,
  macie,
  securityHub,
];
