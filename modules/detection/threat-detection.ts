import { DataAwsGuarddutyDetector } from "@cdktf/provider-aws/lib/data-aws-guardduty-detector";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { GuarddutyOrganizationConfiguration } from "@cdktf/provider-aws/lib/guardduty-organization-configuration";
import { GuarddutyOrganizationConfigurationFeature } from "@cdktf/provider-aws/lib/guardduty-organization-configuration-feature";
import { GuarddutyPublishingDestination } from "@cdktf/provider-aws/lib/guardduty-publishing-destination";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { ImportBlock } from "../guardrails/import-block";
import { RemovedBlock } from "../guardrails/removed-block";
import { bucketArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { isOffered } from "./service-availability";

/** GuardDuty's protection plans, beside the foundational sources that every detector reads. */
export const protectionPlans = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
  "AI_PROTECTION",
] as const;

export type ProtectionPlan = (typeof protectionPlans)[number];

/** How often GuardDuty exports what it found again; what is new is exported within minutes. */
export type FindingPublishingFrequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";

export interface ThreatDetectionProps {
  readonly regions: readonly string[];
  /** Regions that were among them once, or may have been. @default - none */
  readonly retiredRegions?: readonly string[];
  readonly partition: Partition;
  /** Plans that are switched on in every account; the others are switched off, but for those that are left alone. */
  readonly plans: readonly ProtectionPlan[];
  /** Plans that nothing is said of. @default - none */
  readonly leftAlone?: readonly ProtectionPlan[];
  readonly findingPublishingFrequency: FindingPublishingFrequency;
  /** Bucket that admits GuardDuty below its log type's prefix, and has the folder of every Region. */
  readonly archiveBucketName: string;
  readonly archiveKmsKeyArn: string;
}

/**
 * With runtime monitoring, GuardDuty installs its agents itself. The order is the one in which `GetDetector` answers them:
 * in another, the provider would replace the feature with every plan.
 */
const agents = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] as const;

/**
 * GuardDuty watches every account of the organization, in every given Region, and exports its findings to the archive.
 *
 * Belongs to the delegated administrator, whose registration switches GuardDuty on in this account: the detector exists,
 * and is taken over, because an account has one per Region and making it a second time fails. `ALL` covers the members
 * that exist as well as those that join, where `NEW` would leave out the former. The administrator is no member of
 * itself: its own detector is told the same. The management account is one of the members, whose plans nobody but the
 * administrator sets. Nothing is suppressed, because a suppressed finding is not exported either.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/administrator_member_relationships.html
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class ThreatDetection extends Construct {
  constructor(scope: Construct, id: string, props: ThreatDetectionProps) {
    super(scope, id);
    // An administrator with members cannot delete its detector; it goes when its registration does.
    for (const region of props.retiredRegions ?? []) {
      new RemovedBlock(this, `detector-${region}`, GuarddutyDetector.tfResourceType);
    }
    for (const region of props.regions) {
      const existing = new DataAwsGuarddutyDetector(this, `existing-${region}`, { region });
      const detector = new GuarddutyDetector(this, `detector-${region}`, {
        region,
        enable: true,
        findingPublishingFrequency: props.findingPublishingFrequency,
      });
      new ImportBlock(this, `import-${region}`, {
        to: `${detector.terraformResourceType}.${detector.friendlyUniqueId}`,
        importId: `${existing.id}@${region}`,
      });
      const organization = new GuarddutyOrganizationConfiguration(this, `organization-${region}`, {
        region,
        detectorId: detector.id,
        autoEnableOrganizationMembers: "ALL",
      });
      for (const plan of protectionPlans.filter(
        (each) => isOffered(each, region) && !props.leftAlone?.includes(each),
      )) {
        const enabled = props.plans.includes(plan);
        const additions = plan === "RUNTIME_MONITORING" ? agents : [];
        const name = plan.toLowerCase().replaceAll("_", "-");
        new GuarddutyDetectorFeature(this, `${name}-${region}`, {
          region,
          detectorId: detector.id,
          name: plan,
          status: enabled ? "ENABLED" : "DISABLED",
          additionalConfiguration: additions.map((agent) => ({
            name: agent,
            status: enabled ? "ENABLED" : "DISABLED",
          })),
        });
        new GuarddutyOrganizationConfigurationFeature(this, `${name}-members-${region}`, {
          region,
          detectorId: detector.id,
          name: plan,
          autoEnable: enabled ? "ALL" : "NONE",
          additionalConfiguration: additions.map((agent) => ({ name: agent, autoEnable: enabled ? "ALL" : "NONE" })),
          dependsOn: [organization],
        });
      }
      new GuarddutyPublishingDestination(this, `export-${region}`, {
        region,
        detectorId: detector.id,
        // The folder's key without the slash it ends in.
        destinationArn: `${bucketArn(props.partition, props.archiveBucketName)}/${logTypes.guardduty.prefix.replace(/\/$/, "")}`,
        kmsKeyArn: props.archiveKmsKeyArn,
      });
    }
  }
}
