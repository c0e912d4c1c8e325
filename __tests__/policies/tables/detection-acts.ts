import { accounts } from "../organization-under-test";
import { arn, each, everybodyLetThrough, GuardedActs } from "./guarded-act";

const { securityTooling } = accounts;

const detector = arn("guardduty", "detector/0a1b", securityTooling);
const graph = arn("detective", "graph:0a1b", securityTooling);
const hub = arn("securityhub", "hub/default", securityTooling);

/** Statement -> what it denies, of the rail that guards detection. */
export const detectionActs: Readonly<Record<string, GuardedActs>> = {
  "DenyBlindingDetection of GuardDuty": {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: [
      ...each("guardduty", detector, {
        DeleteDetector: "delete a detector",
        UpdateDetector: "switch a detector off",
      }),
      ...each("guardduty", `${detector}/publishingDestination/0a1b`, {
        DeletePublishingDestination: "end the export of findings",
        UpdatePublishingDestination: "redirect the export of findings",
      }),
      ...each("guardduty", `${detector}/threatentityset/0a1b`, {
        DeleteThreatEntitySet: "forget names of attackers",
        UpdateThreatEntitySet: "know fewer names of attackers",
      }),
      ...each("guardduty", `${detector}/threatintelset/0a1b`, {
        DeleteThreatIntelSet: "forget addresses of attackers",
        UpdateThreatIntelSet: "know fewer addresses of attackers",
      }),
      ...each("guardduty", arn("guardduty", "detection-rule/custom/0a1b/association/0a1b", securityTooling), {
        DeleteCustomDetectionRuleAssociation: "take a rule of detection away",
        UpdateCustomDetectionRuleAssociation: "narrow a rule of detection",
      }),
      ...each("guardduty", undefined, {
        CreatePublishingDestination: "export findings elsewhere",
        DeleteCustomDetectionRuleOrgConfiguration: "take a rule of detection from the organization",
        UpdateCustomDetectionRuleOrgConfiguration: "narrow a rule of detection in the organization",
        DeleteMembers: "delete members of GuardDuty",
        DisassociateMembers: "let members of GuardDuty go",
        DisassociateFromAdministratorAccount: "leave the administrator of GuardDuty",
        StopMonitoringMembers: "stop watching members",
        UpdateMalwareScanSettings: "leave volumes out of malware scans",
        UpdateMemberDetectors: "switch protection plans off in members",
        UpdateOrganizationConfiguration: "leave accounts that join without GuardDuty",
      }),
    ],
  },
  "DenyBlindingDetection of Security Hub": {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: [
      ...each("securityhub", hub, {
        BatchDisableStandards: "switch standards off",
        DeleteMembers: "delete members of Security Hub",
        DisableImportFindingsForProduct: "stop importing findings",
        DisableSecurityHub: "switch Security Hub off",
        DisassociateFromAdministratorAccount: "leave the administrator of Security Hub",
        DisassociateMembers: "let members of Security Hub go",
        StartConfigurationPolicyAssociation: "put an account under another policy",
        StartConfigurationPolicyDisassociation: "take an account from its policy",
        UpdateOrganizationConfiguration: "end central configuration",
        UpdateSecurityHubConfiguration: "leave new controls off",
        UpdateStandardsControl: "switch a control off",
      }),
      ...each("securityhub", arn("securityhub", "configuration-policy/0a1b", securityTooling), {
        DeleteConfigurationPolicy: "delete the policy of Security Hub",
        UpdateConfigurationPolicy: "loosen the policy of Security Hub",
      }),
      ...each("securityhub", arn("securityhub", "finding-aggregator/0a1b", securityTooling), {
        DeleteFindingAggregator: "delete the aggregator of findings",
        UpdateFindingAggregator: "leave Regions out of the aggregator",
      }),
      ...each("securityhub", arn("securityhub", "aggregatorv2/0a1b", securityTooling), {
        DeleteAggregatorV2: "delete the aggregator of version 2",
        UpdateAggregatorV2: "leave Regions out of the aggregator of version 2",
      }),
      ...each("securityhub", undefined, {
        BatchUpdateStandardsControlAssociations: "switch controls off in standards",
        UpdateSecurityControl: "loosen the parameters of a control",
      }),
    ],
  },
  "DenyBlindingDetection of the other services": {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: [
      ...each("macie2", arn("macie2", "member/444444444444", securityTooling), {
        DeleteMember: "delete a member of Macie",
        DisassociateMember: "let a member of Macie go",
      }),
      ...each("macie2", undefined, {
        BatchUpdateAutomatedDiscoveryAccounts: "end the discovery of sensitive data in accounts",
        UpdateClassificationScope: "leave buckets out of the discovery of sensitive data",
        UpdateResourceProfile: "call a bucket harmless",
        UpdateResourceProfileDetections: "call what a bucket holds harmless",
        UpdateSensitivityInspectionTemplate: "overlook kinds of sensitive data",
        DisableMacie: "switch Macie off",
        PutClassificationExportConfiguration: "redirect the results of Macie",
        PutFindingsPublicationConfiguration: "keep Macie's findings from Security Hub",
        UpdateAutomatedDiscoveryConfiguration: "end the discovery of sensitive data",
        UpdateMacieSession: "suspend Macie",
        UpdateMemberSession: "suspend Macie in a member",
        UpdateOrganizationConfiguration: "leave accounts that join without Macie",
      }),
      ...each("inspector2", undefined, {
        Disable: "switch Inspector off",
        BatchUpdateMemberEc2DeepInspectionStatus: "look less deeply in members",
        DisassociateMember: "let a member of Inspector go",
        UpdateEc2DeepInspectionConfiguration: "look at fewer paths",
        UpdateEncryptionKey: "encrypt findings with another key",
        UpdateOrgEc2DeepInspectionConfiguration: "look at fewer paths in all members",
        UpdateConfiguration: "scan less often",
        UpdateOrganizationConfiguration: "leave accounts that join without Inspector",
      }),
      ...each("detective", graph, {
        DeleteGraph: "delete the behavior graph",
        DeleteMembers: "delete members of Detective",
        DisassociateMembership: "leave the behavior graph",
        UpdateDatasourcePackages: "take sources from Detective",
        UpdateOrganizationConfiguration: "leave accounts that join without Detective",
      }),
      ...each("fms", undefined, {
        DisassociateAdminAccount: "resign as administrator of Firewall Manager",
        PutAdminAccount: "make another administrator of Firewall Manager",
      }),
      ...each("config", arn("config", "organization-config-rule/example-logs-a-0a1b", securityTooling), {
        DeleteOrganizationConfigRule: "delete a rule of the organization",
        PutOrganizationConfigRule: "loosen a rule of the organization",
      }),
      ...each("config", arn("config", "organization-conformance-pack/example-logs-0a1b", securityTooling), {
        DeleteOrganizationConformancePack: "delete the conformance pack",
        PutOrganizationConformancePack: "empty the conformance pack",
      }),
    ],
  },
  DenySuppressingFindings: {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: [
      ...each("guardduty", `${detector}/filter/quiet`, {
        CreateFilter: "suppress findings of GuardDuty",
        UpdateFilter: "suppress more findings of GuardDuty",
      }),
      ...each("guardduty", `${detector}/ipset/0a1b`, { UpdateIPSet: "trust more addresses" }),
      ...each("guardduty", `${detector}/trustedentityset/0a1b`, { UpdateTrustedEntitySet: "trust more names" }),
      ...each("guardduty", undefined, { CreateIPSet: "trust addresses", CreateTrustedEntitySet: "trust names" }),
      ...each("inspector2", arn("inspector2", `owner/${securityTooling}/filter/0a1b`, securityTooling), {
        CreateFilter: "suppress findings of Inspector",
        UpdateFilter: "suppress more findings of Inspector",
      }),
      ...each("macie2", arn("macie2", "findings-filter/0a1b", securityTooling), {
        CreateFindingsFilter: "suppress findings of Macie",
        UpdateFindingsFilter: "suppress more findings of Macie",
      }),
      ...each("macie2", undefined, { CreateAllowList: "let Macie overlook words" }),
      ...each("macie2", arn("macie2", "allow-list/0a1b", securityTooling), { UpdateAllowList: "overlook more words" }),
      ...each("securityhub", hub, { UpdateFindings: "archive findings in bulk" }),
      ...each("securityhub", undefined, { CreateAutomationRule: "suppress findings by a rule" }),
      ...each("securityhub", arn("securityhub", "automation-rule/0a1b", securityTooling), {
        BatchUpdateAutomationRules: "suppress more findings by a rule",
      }),
      ...each("securityhub", arn("securityhub", "automation-rulev2/0a1b", securityTooling), {
        UpdateAutomationRuleV2: "suppress more findings by a rule of version 2",
      }),
    ],
  },
  DenyBlindingAnalyzers: {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: [
      ...each("access-analyzer", arn("access-analyzer", "analyzer/example-logs-external-access", securityTooling), {
        ApplyArchiveRule: "archive what an analyzer found",
        DeleteAnalyzer: "delete an analyzer",
        UpdateAnalyzer: "narrow an analyzer",
      }),
      ...each(
        "access-analyzer",
        arn("access-analyzer", "analyzer/example-logs-external-access/archive-rule/quiet", securityTooling),
        { CreateArchiveRule: "suppress findings of an analyzer", UpdateArchiveRule: "suppress more of them" },
      ),
    ],
  },
};
