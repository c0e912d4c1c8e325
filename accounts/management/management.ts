import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { allowLogGroupEncryption, CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { CostAndUsageExport } from "../../modules/sources/cost-and-usage-export";
import { DataEventTrail, recordsDataEvents } from "../../modules/sources/data-event-trail";
import { OrganizationTrail } from "../../modules/sources/organization-trail";
import { TrailFiles } from "../../modules/sources/organization-trail-settings";
import { LogCentralization } from "../../modules/transport/log-centralization";
import { accountBaseline } from "../baseline/baseline";
import { configAggregator } from "../baseline/config-aggregator";
import type { Organization } from "../organization/organization";
import { ContractReader, publish, readContract } from "../workspace/contracts";
import { Workspace } from "../workspace/workspace";
import { managementAlerts } from "./alerts";
import { benchmarkMonitors } from "./benchmark";
import { managementHealth } from "./health";
import { managementBoundary } from "./boundary";
import { organizationAdministration } from "./organization-administration";

/** The management account: trusted access, delegated administration, the organization trail, the baseline. */
export class Management extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "management", organization, organization.accounts.management);
    const logArchive = readContract(this, organization, "log-archive");
    const trustedAccess = organizationAdministration(this);
    const trail = this.trail(logArchive, trustedAccess.granted);
    managementAlerts(this, trail.logGroupName);
    benchmarkMonitors(this, trail.logGroupName);
    managementHealth(this, trail.logGroupName);
    this.centralization(logArchive, trustedAccess.granted);
    this.costs(logArchive);
    managementBoundary(this);
    accountBaseline(this, logArchive);
    configAggregator(this, [trustedAccess.granted]);
    publish(this, "management", {
      organization_trail_arn: trail.arn,
      organization_trail_log_group_name: trail.logGroupName,
    });
  }

  /** The organization trail, with the log group that its alerts read. */
  private trail(logArchive: ContractReader<"log-archive">, trustedAccess: ITerraformDependable): OrganizationTrail {
    const { names, account, organization } = this;
    const { home } = organization.regions;
    const files = {
      region: home,
      bucketName: logArchive.text("trail_bucket_name"),
      bucketKmsKeyArn: logArchive.text("archive_key_arn"),
      trustedAccess,
    };
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
    return new OrganizationTrail(this, "organization-trail", {
      ...files,
      trailName: names.trail,
      partition: names.partition,
      organizationId: organization.organization.id,
      managementAccountId: account.id,
      logGroupName: names.trailLogGroup,
      logGroupKmsKeyArn: trailLogsKey.arn,
      logGroupRetentionDays: organization.logGroups.retentionDays,
      roleName: names.role("trail-log-group"),
      recordedElsewhere: this.dataEvents(files),
    });
  }

  /** The trail of data events, where any are recorded. @returns what records them */
  private dataEvents(files: Omit<TrailFiles, "trailName">): ITerraformDependable[] {
    const { names, organization } = this;
    const { enabled, s3, lambda } = organization.sources.dataEvents;
    const chosen = { s3DataEvents: s3, lambdaDataEvents: lambda };
    if (!enabled || !recordsDataEvents(chosen)) return [];
    const trail = new DataEventTrail(this, "data-event-trail", {
      ...files,
      ...chosen,
      trailName: names.dataEventTrail,
      unrecordedBucketArns: names.buckets.map(({ arn }) => arn),
      remedy: { path: "sources.dataEvents", write: "fewer resources, by folders that hold them, or all" },
    });
    return [trail.recording];
  }

  /** CloudWatch's own way of log events into Log Archive, where the organization chose it. */
  private centralization(logArchive: ContractReader<"log-archive">, trustedAccess: ITerraformDependable): void {
    const { names, organization } = this;
    if (organization.transport.mode !== "centralization") return;
    new LogCentralization(this, "log-centralization", {
      ruleName: names.pipeline,
      region: organization.regions.home,
      sourceRegions: names.logRegions,
      organizationId: organization.organization.id,
      destinationAccountId: organization.accounts.logArchive.id,
      kmsKeyArn: logArchive.text("transport_key_arn"),
      excludedLogGroups: names.neverForwarded,
      centralLogGroupPrefix: names.centralLogGroupPrefix,
      trustedAccess,
    });
  }

  /** Cost and usage of the organization, where it is exported, or was. */
  private costs(logArchive: ContractReader<"log-archive">): void {
    const { names, account, organization } = this;
    const { costAndUsage } = organization.sources;
    if (!costAndUsage) return;
    new CostAndUsageExport(this, "cost-and-usage", {
      exportName: organization.namePrefix,
      bucketName: names.costBucket,
      region: organization.regions.home,
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
}
