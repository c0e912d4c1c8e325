import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import { ActiveAccounts } from "../../modules/detection/active-accounts";
import { ConformancePack } from "../../modules/detection/conformance-pack";
import { HubAssociations } from "../../modules/detection/hub-associations";
import { LoggingControl } from "../../modules/detection/logging-control-rules";
import { OrganizationRules } from "../../modules/detection/organization-rules";
import { recordsDataEvents } from "../../modules/sources/data-event-trail";
import { detectionRegions } from "../workspace/detection-services";
import type { Organization } from "../organization/organization";
import { readContract } from "../workspace/contracts";
import { Workspace } from "../workspace/workspace";

/** Controls that the chosen trails do not meet, on purpose. */
function inapplicableControls({ sources: { dataEvents } }: Organization): LoggingControl[] {
  const { enabled, s3, lambda } = dataEvents;
  const recorded = enabled && recordsDataEvents({ s3DataEvents: s3, lambdaDataEvents: lambda });
  return [
    // The rule judges every trail, and that of data events has no log group.
    ...(recorded ? (["CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"] as const) : []),
    // The trail leaves the archive's own buckets out; the rule accepts that, but not a trail of some buckets alone.
    ...(enabled && s3 === "all" ? [] : (["CLOUDTRAIL_S3_DATAEVENTS_ENABLED"] as const)),
  ];
}

/**
 * What every account is held to, administered from Security Tooling: the rules of AWS Config and Security Hub's standards.
 *
 * A workspace of its own, deployed after all others: AWS Config refuses a rule for the organization as long as one of its
 * accounts does not record, and Security Hub's standards fail in it. Accounts of the organization that the file does not name, or that are not active, are left out
 * for that reason.
 */
export class Conformance extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "conformance", organization, organization.accounts.securityTooling);
    const { management, logArchive, securityTooling, workloads } = organization.accounts;
    const { organizationRules, conformancePack, securityHub } = organization.detection;
    const accounts = new ActiveAccounts(this, "accounts", securityTooling.id);
    const named = [management, logArchive, securityTooling, ...workloads].map(({ id }) => id);
    const recording = new TerraformLocal(
      this,
      "accounts-with-recorder",
      `\${setintersection(keys(${accounts.emails}), ${JSON.stringify(named)})}`,
    );
    const excludedAccounts = new TerraformLocal(
      this,
      "accounts-without-recorder",
      `\${setsubtract(${accounts.allIds}, ${recording.fqn})}`,
    ).asList;
    const { regions = organization.regions.governed } = organization.sources.config;

    if (organizationRules.enabled) {
      new OrganizationRules(this, "organization-rules", {
        rulePrefix: organization.namePrefix,
        homeRegion: organization.regions.home,
        regions,
        trailBucketName: this.names.bucketName("trail"),
        logGroupRetentionDays: organization.logGroups.retentionDays,
        exceptControls: inapplicableControls(organization),
        excludedAccounts,
      });
    }
    if (conformancePack.enabled) {
      new ConformancePack(this, "conformance-pack", {
        packName: organization.namePrefix,
        regions: regions.filter((region) =>
          detectionRegions(organization, "config-conformance-packs").includes(region),
        ),
        excludedAccounts,
      });
    }
    if (securityHub.enabled) {
      new HubAssociations(this, "security-hub", {
        region: organization.regions.home,
        rootId: organization.organization.rootId,
        policyId: readContract(this, organization, "security-tooling").text("security_hub_policy_id"),
        policyName: organization.namePrefix,
        recordingAccountIds: recording.asList,
      });
    }
  }
}
