import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { allBut } from "./exemption";

export interface DetectionRailProps {
  readonly partition: Partition;
  /** Begins the names of analyzers. */
  readonly namePrefix: string;
  /** Roles that may do all of this, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
}

const blindingDetection = [
  "config:DeleteOrganization*",
  "config:PutOrganization*",
  "detective:DeleteGraph",
  "detective:DeleteMembers",
  "detective:DisassociateMembership",
  "detective:UpdateDatasourcePackages",
  "detective:UpdateOrganizationConfiguration",
  "fms:DisassociateAdminAccount",
  "guardduty:DeleteDetector",
  "guardduty:DeleteMembers",
  "guardduty:DeletePublishingDestination",
  "guardduty:Disassociate*",
  "guardduty:StopMonitoringMembers",
  "guardduty:UpdateDetector",
  "guardduty:UpdateMalwareScanSettings",
  "guardduty:UpdateMemberDetectors",
  "guardduty:UpdateOrganizationConfiguration",
  "guardduty:UpdatePublishingDestination",
  "inspector2:Disable",
  "inspector2:DisassociateMember",
  "inspector2:UpdateConfiguration",
  "inspector2:UpdateOrganizationConfiguration",
  "macie2:DeleteMember",
  "macie2:DisableMacie",
  "macie2:Disassociate*",
  "macie2:PutClassificationExportConfiguration",
  "macie2:PutFindingsPublicationConfiguration",
  "macie2:UpdateAutomatedDiscoveryConfiguration",
  "macie2:UpdateMacieSession",
  "macie2:UpdateMemberSession",
  "macie2:UpdateOrganizationConfiguration",
  "securityhub:BatchDisableStandards",
  "securityhub:BatchUpdateStandardsControlAssociations",
  "securityhub:DeleteConfigurationPolicy",
  "securityhub:DeleteFindingAggregator",
  "securityhub:DeleteMembers",
  "securityhub:DisableImportFindingsForProduct",
  "securityhub:DisableSecurityHub*",
  "securityhub:Disassociate*",
  "securityhub:StartConfigurationPolicy*",
  "securityhub:UpdateConfigurationPolicy",
  "securityhub:UpdateFindingAggregator",
  "securityhub:UpdateOrganizationConfiguration",
  "securityhub:UpdateSecurityControl",
  "securityhub:UpdateSecurityHubConfiguration",
  "securityhub:UpdateStandardsControl",
];

const suppressingFindings = [
  "guardduty:CreateFilter",
  "guardduty:CreateIPSet",
  "guardduty:CreateTrustedEntitySet",
  "guardduty:UpdateFilter",
  "guardduty:UpdateIPSet",
  "guardduty:UpdateTrustedEntitySet",
  "inspector2:CreateFilter",
  "inspector2:UpdateFilter",
  "macie2:CreateAllowList",
  "macie2:CreateFindingsFilter",
  "macie2:UpdateAllowList",
  "macie2:UpdateFindingsFilter",
  "securityhub:BatchUpdateAutomationRules",
  "securityhub:CreateAutomationRule*",
  "securityhub:UpdateAutomationRuleV2",
];

const blindingAnalyzers = [
  "access-analyzer:ApplyArchiveRule",
  "access-analyzer:CreateArchiveRule",
  "access-analyzer:DeleteAnalyzer",
  "access-analyzer:UpdateAnalyzer",
  "access-analyzer:UpdateArchiveRule",
];

/**
 * Nobody blinds what watches: no detector, hub, session or graph is switched off, no account leaves its administrator, no
 * finding is suppressed by a filter, a trusted list or an archive rule, and none is exported elsewhere.
 *
 * Findings may still be read, commented and closed one by one.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_guardduty.html
 * @see https://github.com/aws-samples/service-control-policy-examples
 */
export function detectionRail({ partition, namePrefix, exemptArns }: DetectionRailProps): Statement[] {
  return [
    {
      sid: "DenyBlindingDetection",
      effect: "Deny",
      actions: blindingDetection,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenySuppressingFindings",
      effect: "Deny",
      actions: suppressingFindings,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyBlindingAnalyzers",
      effect: "Deny",
      actions: blindingAnalyzers,
      resources: [`arn:${partition}:access-analyzer:*:*:analyzer/${namePrefix}-*`],
      conditions: allBut(...exemptArns),
    },
  ];
}
