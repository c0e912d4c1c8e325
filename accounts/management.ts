import { Construct } from "constructs";
import { allowLogGroupEncryption, CustomerManagedKey } from "../modules/encryption/customer-managed-key";
import { TrustedAccess } from "../modules/guardrails/trusted-access";
import { OrganizationTrail } from "../modules/sources/organization-trail";
import { LogCentralization } from "../modules/transport/log-centralization";
import { accountBaseline, pipelineLogGroups } from "./baseline";
import { publish, readContract } from "./contracts";
import type { Organization } from "./organization";
import { Workspace } from "./workspace";

/** CloudTrail events stay searchable in CloudWatch Logs for two years. */
const trailLogGroupRetentionDays = 731;

/** The management account: trusted access, the organization trail, the baseline. */
export class Management extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "management", organization, organization.accounts.management);
    const { names, account } = this;
    const { home, governed } = organization.regions;
    const centralized = organization.transport.mode === "centralization";
    const logArchive = readContract(this, organization, "log-archive");

    const trustedAccess = new TrustedAccess(this, "trusted-access", {
      organizationId: organization.organization.id,
      servicePrincipals: ["cloudtrail.amazonaws.com", ...(centralized ? ["observabilityadmin.amazonaws.com"] : [])],
    });

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
      logGroupRetentionDays: trailLogGroupRetentionDays,
      roleName: names.role("trail-log-group"),
      unrecordedBucketArns: names.bucketArns,
      trustedAccess: trustedAccess.granted,
    });
    if (centralized) {
      new LogCentralization(this, "log-centralization", {
        ruleName: names.pipeline,
        region: home,
        sourceRegions: governed,
        organizationId: organization.organization.id,
        destinationAccountId: organization.accounts.logArchive.id,
        kmsKeyArn: logArchive.text("transport_key_arn"),
        excludedLogGroups: pipelineLogGroups(names),
        trustedAccess: trustedAccess.granted,
      });
    }

    accountBaseline(this, (region) => logArchive.byRegion("log_destination_arns", region));
    publish(this, "management", {
      organization_trail_arn: trail.arn,
      organization_trail_log_group_name: trail.logGroupName,
    });
  }
}
