import { Construct } from "constructs";
import { allowLogGroupEncryption, CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { DelegatedAdministrator } from "../../modules/guardrails/delegated-administrator";
import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { TrustedAccess } from "../../modules/guardrails/trusted-access";
import { CostAndUsageExport } from "../../modules/sources/cost-and-usage-export";
import { OrganizationTrail } from "../../modules/sources/organization-trail";
import { LogCentralization } from "../../modules/transport/log-centralization";
import { managementAlerts } from "./alerts";
import { accountBaseline } from "../baseline/baseline";
import { configAggregator } from "../baseline/config-aggregator";
import { publish, readContract } from "../workspace/contracts";
import { detectionAdministration } from "./detection-administration";
import { admittedServices } from "../workspace/detection-services";
import { managementBoundary } from "./boundary";
import type { Organization } from "../organization/organization";
import { applyGuardRails } from "./guard-rails";
import { Workspace } from "../workspace/workspace";

/** Services of AWS Config that act in member accounts, and that Security Tooling administers. */
const configServices = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"];

/** The management account: trusted access, delegated administration, the organization trail, the baseline. */
export class Management extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "management", organization, organization.accounts.management);
    const { names, account } = this;
    const { home } = organization.regions;
    const { dataEvents } = organization.sources;
    const centralized = organization.transport.mode === "centralization";
    const logArchive = readContract(this, organization, "log-archive");

    const admitted = admittedServices(organization);
    const trustedAccess = new TrustedAccess(this, "trusted-access", {
      organizationId: organization.organization.id,
      servicePrincipals: [
        "cloudtrail.amazonaws.com",
        ...configServices,
        ...admitted.trusted,
        ...(centralized ? ["observabilityadmin.amazonaws.com"] : []),
      ],
      policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
    });
    applyGuardRails(this, trustedAccess.granted);
    new DelegatedAdministrator(this, "security-tooling-administrator", {
      accountId: organization.accounts.securityTooling.id,
      servicePrincipals: [...configServices, ...admitted.delegated],
      trustedAccess: trustedAccess.granted,
    });
    // Rules of the administrator reach this account only under a role that AWS makes in no management account by itself.
    new ServiceLinkedRole(this, "organization-rules-role", {
      service: "config-multiaccountsetup.amazonaws.com",
      roleName: "AWSServiceRoleForConfigMultiAccountSetup",
    });
    detectionAdministration(this, trustedAccess.granted);

    const trailLogsKey = new CustomerManagedKey(this, "trail-logs-key", {
      alias: `${organization.namePrefix}-trail-logs`,
      description: "Log group of the organization trail",
      region: home,
      partition: names.partition,
      accountId: account.id,
      deploymentRoleArn: names.deploymentRoleArn(account.id),
      breakGlassRoleArn: names.breakGlassRoleArn(account.id),
      statements: [allowLogGroupEncryption(names.partition, home, account.id, names.trailLogGroup)],
    });
    const trail = new OrganizationTrail(this, "organization-trail", {
      trailName: names.trail,
      trailArn: names.trailArn,
      region: home,
      partition: names.partition,
      organizationId: organization.organization.id,
      managementAccountId: account.id,
      bucketName: logArchive.text("trail_bucket_name"),
      bucketKmsKeyArn: logArchive.text("archive_key_arn"),
      logGroupName: names.trailLogGroup,
      logGroupKmsKeyArn: trailLogsKey.arn,
      logGroupRetentionDays: organization.logGroups.retentionDays,
      roleName: names.role("trail-log-group"),
      s3DataEvents: dataEvents.enabled ? dataEvents.s3 : "none",
      lambdaDataEvents: dataEvents.enabled ? dataEvents.lambda : "none",
      unrecordedBucketArns: names.buckets.map(({ arn }) => arn),
      trustedAccess: trustedAccess.granted,
    });
    managementAlerts(this, trail.logGroupName);
    if (centralized) {
      new LogCentralization(this, "log-centralization", {
        ruleName: names.pipeline,
        region: home,
        sourceRegions: names.logRegions,
        organizationId: organization.organization.id,
        destinationAccountId: organization.accounts.logArchive.id,
        kmsKeyArn: logArchive.text("transport_key_arn"),
        excludedLogGroups: names.neverForwarded,
        trustedAccess: trustedAccess.granted,
      });
    }

    const { costAndUsage } = organization.sources;
    if (costAndUsage) {
      new CostAndUsageExport(this, "cost-and-usage", {
        exportName: organization.namePrefix,
        bucketName: names.costBucket,
        region: home,
        partition: names.partition,
        accountId: account.id,
        organizationId: organization.organization.id,
        roleName: names.role("cost-replication"),
        deploymentRoleArn: names.deploymentRoleArn(account.id),
        breakGlassRoleArn: names.breakGlassRoleArn(account.id),
        retentionDays: costAndUsage.retentionDays,
        archiveBucketName: logArchive.text("logs_bucket_name"),
        archiveAccountId: organization.accounts.logArchive.id,
        archiveKmsKeyArn: logArchive.text("archive_key_arn"),
        enabled: costAndUsage.enabled,
      });
    }
    managementBoundary(this);
    accountBaseline(this, logArchive);
    configAggregator(this, [trustedAccess.granted]);
    publish(this, "management", {
      organization_trail_arn: trail.arn,
      organization_trail_log_group_name: trail.logGroupName,
    });
  }
}
