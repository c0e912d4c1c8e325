import {
  CountedPrefix,
  CountedType,
  errorOutputChecks,
  replicationChecks,
  silenceChecks,
} from "../../modules/alerting/archive-health";
import { deliveryChecks, streamChecks } from "../../modules/alerting/delivery-health";
import { HealthCheck } from "../../modules/alerting/health-check";
import {
  centralizationChecks,
  centralizationSourceChecks,
  subscriptionChecks,
} from "../../modules/alerting/source-health";
import { CountedRequests } from "../../modules/archive/counted-requests";
import { logTypes } from "../../modules/archive/log-types";
import { replicationRuleId } from "../../modules/archive/replication";
import type { Organization } from "../organization/organization";
import { ownsRecorder } from "../organization/recorders";
import { archiveBuckets } from "../workspace/archive-buckets";
import { HealthAlarms } from "../workspace/health-alarms";
import type { Workspace } from "../workspace/workspace";
import type { Archive } from "./archive";

/** Where something of each log type is always written. Digests and events are told apart: either may stop alone. */
function countedPrefixes(organization: Organization) {
  const {
    accounts,
    organization: { id },
  } = organization;
  const ofManagement = `${logTypes.cloudtrail.prefix}AWSLogs/${id}/${accounts.management.id}/`;
  const counted: Partial<Record<CountedType, { readonly bucket: "trail" | "logs"; readonly prefix: string }>> = {
    cloudtrail: { bucket: "trail", prefix: `${ofManagement}CloudTrail/` },
    digest: { bucket: "trail", prefix: `${ofManagement}CloudTrail-Digest/` },
    cloudwatch: { bucket: "logs", prefix: logTypes.cloudwatch.prefix },
  };
  // Where all recorders are another's, their history goes where its owner says.
  const recorded = organization.sources.config.enabled && ownsRecorder(organization, accounts.management.id);
  return recorded ? { ...counted, config: { bucket: "logs" as const, prefix: logTypes.config.prefix } } : counted;
}

/** What is written into the archive, counted, and what must not fall silent. */
function arrivals(workspace: Workspace, archive: Archive): HealthCheck[] {
  const { organization } = workspace;
  const count = (filterName: string, bucket: "trail" | "logs", prefix: string): CountedPrefix => {
    const { bucketName } = archive.of(bucket);
    new CountedRequests(workspace, `counted-${filterName}`, {
      region: organization.regions.home,
      bucketName,
      filterName,
      prefix,
    });
    return { bucketName: workspace.names.bucketName(bucket), filterName };
  };
  const silences = Object.entries(countedPrefixes(organization)).flatMap(([type, { bucket, prefix }]) =>
    silenceChecks(type as CountedType, count(type, bucket, prefix)),
  );
  return [...errorOutputChecks(count("errors", "logs", logTypes.cloudwatchErrors.prefix)), ...silences];
}

/** The way from the accounts into the archive, in the mode the organization chose. */
function transportChecks({ organization, names }: Workspace): HealthCheck[] {
  const { mode } = organization.transport;
  return [
    ...(mode === "kinesis" ? streamChecks(names.pipeline) : []),
    ...deliveryChecks(names.pipeline, mode === "kinesis"),
    ...(mode === "centralization" ? centralizationChecks : []),
  ];
}

/** Region -> the replication of its buckets. */
function replications({ organization, names }: Workspace): Record<string, HealthCheck[]> {
  const found: Record<string, HealthCheck[]> = {};
  for (const { id, kind, region, name } of names.buckets) {
    if (archiveBuckets[kind].replicatedPrefix === undefined) continue;
    const vaultName = names.bucketName(region === organization.regions.vault ? "home-vault" : "vault");
    (found[region] ??= []).push(...replicationChecks({ id, bucketName: name, vaultName, ruleId: replicationRuleId }));
  }
  return found;
}

/**
 * Alarms on the archive and on the pipeline that fills it. Log Archive is deployed before Security Tooling, so its alarms
 * are its own; one costs the same wherever it is.
 */
export function logArchiveHealth(workspace: Workspace, archive: Archive): void {
  const { organization, names } = workspace;
  const { home, governed } = organization.regions;
  const centralized = organization.transport.mode === "centralization";
  const replicated = replications(workspace);
  for (const region of [...new Set([...governed, ...names.bucketRegions])]) {
    const sending = !centralized || region === home ? subscriptionChecks : centralizationSourceChecks;
    const alarms = new HealthAlarms(workspace, `health-${region}`, region, [
      ...(governed.includes(region) ? sending : []),
      ...(region === home ? [...transportChecks(workspace), ...arrivals(workspace, archive)] : []),
      ...(replicated[region] ?? []),
    ]);
    if (region === home) alarms.withDegraded();
  }
}
