import { AccessAnalyzers } from "../../modules/detection/access-analyzers";
import { ActiveAccounts } from "../../modules/detection/active-accounts";
import { BehaviorGraph } from "../../modules/detection/behavior-graph";
import { FindingEvents, FindingSource } from "../../modules/detection/finding-events";
import { FindingsHub } from "../../modules/detection/findings-hub";
import { SensitiveDataDiscovery } from "../../modules/detection/sensitive-data-discovery";
import { ProtectionPlan, ThreatDetection } from "../../modules/detection/threat-detection";
import { ScanType, VulnerabilityScanning } from "../../modules/detection/vulnerability-scanning";
import { LogGroup } from "../../modules/sources/log-groups";
import { ReportLogGroups } from "../../modules/sources/report-log-groups";
import { ContractReader } from "../workspace/contracts";
import type { Detection } from "../organization/detection";
import { detectionRegions, regionsWithoutGuardDuty } from "../workspace/detection-services";
import { Workspace } from "../workspace/workspace";

type Plans = Detection["guardDuty"]["protectionPlans"];
type Scans = Omit<Detection["inspector"], "enabled">;

/** The file's words -> GuardDuty's. */
const planNames: Readonly<Record<keyof Plans, ProtectionPlan>> = {
  s3DataEvents: "S3_DATA_EVENTS",
  eksAuditLogs: "EKS_AUDIT_LOGS",
  ebsMalware: "EBS_MALWARE_PROTECTION",
  rdsLogins: "RDS_LOGIN_EVENTS",
  lambdaNetwork: "LAMBDA_NETWORK_LOGS",
  runtimeMonitoring: "RUNTIME_MONITORING",
  aiProtection: "AI_PROTECTION",
};

/** The file's words -> Inspector's. */
const scanNames: Readonly<Record<keyof Scans, ScanType>> = {
  ec2: "EC2",
  ecr: "ECR",
  lambda: "LAMBDA",
  lambdaCode: "LAMBDA_CODE",
};

const switchedOn = <Name extends string, Term>(
  names: Readonly<Record<Name, Term>>,
  switches: Readonly<Partial<Record<Name, boolean>>>,
) => Object.entries<Term>(names).flatMap(([name, term]) => (switches[name as Name] ? [term] : []));

/** Plans of which the file says nothing. */
const plansLeftAlone = (plans: Plans): ProtectionPlan[] =>
  (Object.keys(planNames) as (keyof Plans)[]).flatMap((name) => (plans[name] === undefined ? [planNames[name]] : []));

/**
 * The services that watch the whole organization, administered from this account, and the way of their findings into the
 * archive.
 * @returns the id of Security Hub's policy, where it is switched on.
 */
export function organizationDetection(
  workspace: Workspace,
  logArchive: ContractReader<"log-archive">,
  findingLogGroups: Readonly<Record<string, LogGroup>>,
): { readonly securityHubPolicyId: string | undefined } {
  const { organization, account, names } = workspace;
  const { namePrefix } = organization;
  const { home, governed } = organization.regions;
  const { guardDuty, securityHub, macie, inspector, detective, accessAnalyzer } = organization.detection;
  const archive = {
    archiveBucketName: logArchive.text("logs_bucket_name"),
    archiveKmsKeyArn: logArchive.text("archive_key_arn"),
  };
  const accounts = new ActiveAccounts(workspace, "accounts", account.id);

  new ThreatDetection(workspace, "threat-detection", {
    ...archive,
    regions: guardDuty.enabled ? detectionRegions(organization, "guardduty") : [],
    retiredRegions: regionsWithoutGuardDuty(organization),
    partition: names.partition,
    plans: switchedOn(planNames, guardDuty.protectionPlans),
    leftAlone: plansLeftAlone(guardDuty.protectionPlans),
    findingPublishingFrequency: guardDuty.findingPublishingFrequency,
  });
  const hub = securityHub.enabled
    ? new FindingsHub(workspace, "findings-hub", {
        partition: names.partition,
        homeRegion: home,
        linkedRegions: detectionRegions(organization, "securityhub").filter((region) => region !== home),
        policyName: namePrefix,
        standards: securityHub.standards,
        disabledControls: securityHub.disabledControls,
      })
    : undefined;
  if (macie.enabled) {
    new SensitiveDataDiscovery(workspace, "sensitive-data-discovery", {
      ...archive,
      accounts,
      regions: detectionRegions(organization, "macie2"),
    });
  }
  if (inspector.enabled) {
    new VulnerabilityScanning(workspace, "vulnerability-scanning", {
      accounts,
      regions: detectionRegions(organization, "inspector2"),
      scanTypes: switchedOn(scanNames, inspector),
    });
  }
  if (detective.enabled) {
    new BehaviorGraph(workspace, "behavior-graph", {
      accounts,
      regions: detectionRegions(organization, "detective"),
    });
  }
  if (accessAnalyzer.enabled) {
    new AccessAnalyzers(workspace, "access-analyzers", {
      namePrefix,
      homeRegion: home,
      regions: detectionRegions(organization, "access-analyzer"),
      unusedAccessDays: accessAnalyzer.unusedAccessDays,
    });
  }

  // Security Hub brings the findings of all of them to the home Region, but for the sensitive data that Macie found.
  const regions: Partial<Record<FindingSource, readonly string[]>> = {
    ...(securityHub.enabled ? { securityhub: [home] } : {}),
    ...(macie.enabled ? { macie: detectionRegions(organization, "macie2") } : {}),
    ...(inspector.enabled && !securityHub.enabled ? { inspector: detectionRegions(organization, "inspector2") } : {}),
    ...(accessAnalyzer.enabled && !securityHub.enabled ? { "access-analyzer": governed } : {}),
  };
  new ReportLogGroups(workspace, "finding-log-groups", {
    policyName: `${namePrefix}-findings`,
    logGroups: Object.fromEntries(Object.entries(findingLogGroups).filter(([region]) => governed.includes(region))),
  });
  new FindingEvents(workspace, "finding-events", { namePrefix, regions, logGroups: findingLogGroups });
  return { securityHubPolicyId: hub?.policyId };
}
