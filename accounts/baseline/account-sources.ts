import { ITerraformDependable } from "cdktf";
import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { CloudFrontLogs } from "../../modules/sources/cloudfront-logs";
import { ConfigRecorder } from "../../modules/sources/config-recorder";
import { DirectoryLogs } from "../../modules/sources/directory-logs";
import { FlowLogs } from "../../modules/sources/flow-logs";
import { Inventory } from "../../modules/sources/inventory";
import { LoadBalancerLogs } from "../../modules/sources/load-balancer-logs";
import { LogGroupRetention } from "../../modules/sources/log-group-retention";
import { LogGroups } from "../../modules/sources/log-groups";
import { LoggingRemediation } from "../../modules/sources/logging-remediation";
import { NetworkFirewallLogs } from "../../modules/sources/network-firewall-logs";
import { OperatingSystemLogs } from "../../modules/sources/operating-system-logs";
import { PublicZoneQueryLogs } from "../../modules/sources/public-zone-query-logs";
import { ReportLogGroups } from "../../modules/sources/report-log-groups";
import { ResolverQueryLogs } from "../../modules/sources/resolver-query-logs";
import { SessionManager } from "../../modules/sources/session-manager";
import { SyslogRelay } from "../../modules/sources/syslog-relay";
import { TrafficMirror } from "../../modules/sources/traffic-mirror";
import { WebAclLogs } from "../../modules/sources/web-acl-logs";
import { ContractReader } from "../workspace/contracts";
import type { LogGroupPurpose } from "../workspace/log-group-names";
import { retentionSchedule } from "../organization/retention";
import { Workspace } from "../workspace/workspace";

/** The ARNs of one account by Region; those of global resources under the edge Region. */
function byRegion(arns: readonly string[], accountId: string, edgeRegion = ""): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const arn of arns) {
    const [, , , region, account] = arn.split(":");
    if (account === accountId) (found[region || edgeRegion] ??= []).push(arn);
  }
  return found;
}

/** Begins the names of the relays' load balancers, which log by themselves, and are never discovered. */
const relayPrefix = "log-relay-";

/**
 * Every log source of one account that the organization file leaves switched on. What they write to, buckets, keys and log
 * groups, exists in any case.
 * @returns Region -> the recorder of AWS Config, which its rules wait for
 */
export function accountSources(
  workspace: Workspace,
  logArchive: ContractReader<"log-archive">,
  logGroups: LogGroups<LogGroupPurpose>,
): Readonly<Record<string, ITerraformDependable>> {
  const { organization, account, names } = workspace;
  const { sources, namePrefix } = organization;
  const { home, governed } = organization.regions;
  const owner = { partition: names.partition, accountId: account.id };
  const archiveBucketName = logArchive.text("logs_bucket_name");

  /** A Region that is governed no more keeps its log groups, to which nothing writes. */
  const inGoverned = <Item>(items: Readonly<Record<string, Item>>) =>
    Object.fromEntries(Object.entries(items).filter(([region]) => governed.includes(region)));
  const inRegions = ({ regions = governed }: { readonly regions?: readonly string[] }) => ({ regions });
  const selected = <Source extends { readonly resources: "discovered" | readonly string[] }>(source: Source) => ({
    ...source,
    resources:
      source.resources === "discovered" ? source.resources : byRegion(source.resources, account.id, names.edgeRegion),
  });

  const configRole = new ServiceLinkedRole(workspace, "config-role", {
    service: "config.amazonaws.com",
    roleName: "AWSServiceRoleForConfig",
  });
  const { config, vpcFlowLogs, transitGatewayFlowLogs, resolverQueryLogs, publicZoneQueryLogs } = sources;
  let recorders: Readonly<Record<string, ITerraformDependable>> = {};
  if (config.enabled) {
    ({ recording: recorders } = new ConfigRecorder(workspace, "config", {
      ...inRegions(config),
      homeRegion: home,
      roleArn: configRole.arn,
      recordingFrequency: config.recordingFrequency,
      archiveBucketName,
      archiveKmsKeyArn: logArchive.text("archive_key_arn"),
      retentionDays: retentionSchedule(organization).audit.totalDays,
    }));
    if (sources.loggingGaps.enabled) {
      const watched = sources.loggingGaps.regions ?? Object.keys(recorders);
      new LoggingRemediation(workspace, "logging-gaps", {
        ...owner,
        rulePrefix: namePrefix,
        recorders: Object.fromEntries(Object.entries(recorders).filter(([region]) => watched.includes(region))),
        remediate: sources.loggingGaps.remediate,
        roleName: names.role("logging-remediation"),
        loadBalancerBucketNames: Object.fromEntries(
          watched.map((region) => [region, logArchive.byRegion("elb_bucket_names", region)]),
        ),
      });
    }
  }
  if (vpcFlowLogs.enabled) {
    new FlowLogs(workspace, "vpc-flow-logs", {
      ...owner,
      ...inRegions(vpcFlowLogs),
      subject: "vpc",
      archiveBucketName,
      fileFormat: vpcFlowLogs.fileFormat,
      aggregationSeconds: vpcFlowLogs.aggregationSeconds,
      logGroups: logGroups.of["vpc-flow-logs"],
      roleName: names.role("vpc-flow-logs"),
    });
  }
  if (transitGatewayFlowLogs.enabled) {
    new FlowLogs(workspace, "transit-gateway-flow-logs", {
      ...owner,
      ...inRegions(transitGatewayFlowLogs),
      subject: "transit-gateway",
      archiveBucketName,
      fileFormat: transitGatewayFlowLogs.fileFormat,
      aggregationSeconds: 60,
      logGroups: logGroups.of["transit-gateway-flow-logs"],
      roleName: names.role("transit-gateway-flow-logs"),
    });
  }
  if (resolverQueryLogs.enabled) {
    new ResolverQueryLogs(workspace, "resolver-query-logs", {
      ...owner,
      ...inRegions(resolverQueryLogs),
      name: namePrefix,
      archiveBucketName,
    });
  }
  const { edgeRegion } = names;
  const publicZoneQueries = logGroups.of["public-zone-queries"][edgeRegion ?? ""];
  if (publicZoneQueryLogs.enabled && edgeRegion && publicZoneQueries) {
    new PublicZoneQueryLogs(workspace, "public-zone-query-logs", {
      ...owner,
      policyName: `${namePrefix}-public-zone-queries`,
      region: edgeRegion,
      logGroup: publicZoneQueries,
      except: publicZoneQueryLogs.except,
    });
  }
  if (sources.logGroupRetention.enabled) {
    const { regions } = inRegions(sources.logGroupRetention);
    new ReportLogGroups(workspace, "report-log-groups", {
      policyName: `${namePrefix}-reports`,
      logGroups: inGoverned(logGroups.of.reports),
    });
    new LogGroupRetention(workspace, "log-group-retention", {
      ...owner,
      regions,
      stateMachineName: `${namePrefix}-log-group-retention`,
      roleName: names.role("log-group-retention"),
      starterRoleName: names.role("log-group-retention-start"),
      retentionDays: organization.logGroups.retentionDays,
      neverExpire: sources.logGroupRetention.neverExpire,
      eventSource: `${namePrefix}.log-groups`,
      reportLogGroups: logGroups.of.reports,
    });
  }
  if (sources.loadBalancers.enabled) {
    const { regions } = inRegions(sources.loadBalancers);
    new LoadBalancerLogs(workspace, "load-balancer-logs", {
      ...selected(sources.loadBalancers),
      // Whether listed or not: a relay that was just taken out of the list is still there when Terraform plans.
      exceptPattern: `:loadbalancer/net/${relayPrefix}`,
      regions,
      namePrefix,
      destinationArns: Object.fromEntries(
        regions.map((region) => [region, logArchive.byRegion("load_balancer_delivery_arns", region)]),
      ),
    });
  }
  if (sources.cloudFront.enabled && edgeRegion) {
    new CloudFrontLogs(workspace, "cloudfront-logs", {
      ...selected(sources.cloudFront),
      accountId: account.id,
      region: edgeRegion,
      namePrefix,
      destinationArn: logArchive.text("cloudfront_delivery_arn"),
    });
  }
  if (sources.webAcls.enabled) {
    new WebAclLogs(workspace, "web-acl-logs", {
      ...selected(sources.webAcls),
      partition: names.partition,
      regions: sources.webAcls.regions ?? names.logRegions,
      archiveBucketName: logArchive.text("waf_bucket_name"),
      redactedHeaders: sources.webAcls.redactedHeaders,
    });
  }
  if (sources.networkFirewalls.enabled) {
    new NetworkFirewallLogs(workspace, "network-firewall-logs", {
      ...selected(sources.networkFirewalls),
      ...inRegions(sources.networkFirewalls),
      archiveBucketName,
    });
  }
  if (sources.directories.enabled) {
    new DirectoryLogs(workspace, "directory-logs", {
      ...owner,
      policyName: `${namePrefix}-directories`,
      directoryArns: byRegion(sources.directories.resources, account.id),
      logGroups: logGroups.of.directories,
    });
  }
  if (sources.operatingSystems.enabled) {
    const { instances, linuxApplicationFiles, windowsApplicationFiles, linuxJournal } = sources.operatingSystems;
    new OperatingSystemLogs(workspace, "operating-system-logs", {
      ...inRegions(sources.operatingSystems),
      documentName: `${namePrefix}-cloudwatch-agent`,
      linuxParameterName: `AmazonCloudWatch-${namePrefix}-linux`,
      windowsParameterName: `AmazonCloudWatch-${namePrefix}-windows`,
      logGroups: names.logGroups,
      linuxApplicationFiles,
      windowsApplicationFiles,
      linuxJournal,
      targets: instances === "all" ? undefined : [{ key: `tag:${instances.tag}`, values: instances.values }],
    });
  }
  let sessionPolicyArn: string | undefined;
  if (sources.sessions.enabled) {
    ({ instancePolicyArn: sessionPolicyArn } = new SessionManager(workspace, "session-manager", {
      ...owner,
      ...inRegions(sources.sessions),
      keyArns: logGroups.keyArns,
      logGroupName: names.logGroups.sessions.name,
      // The archive's key serves nobody within Log Archive; there, transcripts take the way of every other log group.
      archive:
        account.id === organization.accounts.logArchive.id
          ? undefined
          : { bucketName: archiveBucketName, bucketRegion: home, bucketKmsKeyArn: logArchive.text("archive_key_arn") },
      instancePolicyName: `${namePrefix}-session-instances`,
      userPolicyName: `${namePrefix}-session-users`,
      idleSessionTimeoutMinutes: sources.sessions.idleTimeoutMinutes,
      maxSessionDurationMinutes: sources.sessions.maximumMinutes,
    }));
  }
  if (sources.inventory.enabled) {
    new Inventory(workspace, "inventory", {
      ...inRegions(sources.inventory),
      associationName: `${namePrefix}-inventory`,
      syncName: namePrefix,
      archiveBucketName,
      archiveBucketRegion: home,
      archiveKmsKeyArn: logArchive.text("archive_key_arn"),
    });
  }
  for (const relay of sources.syslogRelays.filter((each) => each.account === account.id)) {
    const { name, region } = relay;
    new SyslogRelay(workspace, `syslog-relay-${name}`, {
      ...owner,
      region,
      name: `${relayPrefix}${name}`,
      roleName: `${namePrefix}-syslog-${name}`,
      logGroupName: names.logGroups.syslog.name,
      logGroupArn: logGroups.of.syslog[region]?.arn ?? "",
      accessLogBucketName: logArchive.byRegion("elb_bucket_names", region),
      vpcId: relay.vpcId,
      subnetIds: relay.subnetIds,
      certificateArn: relay.certificateArn,
      allowedCidrBlocks: relay.allowedCidrBlocks,
      sessionPolicyArn,
    });
  }
  for (const mirror of sources.trafficMirrors.filter((each) => each.account === account.id)) {
    const { name, region, target, networkInterfaceIds } = mirror;
    new TrafficMirror(workspace, `traffic-mirror-${name}`, {
      region,
      description: `${namePrefix} ${name}`,
      target: target.startsWith("arn:") ? { networkLoadBalancerArn: target } : { networkInterfaceId: target },
      networkInterfaceIds,
    });
  }
  return recorders;
}
