import { CloudFrontLogs } from "../../modules/sources/cloudfront-logs";
import { ConfigRecorder } from "../../modules/sources/config-recorder";
import { DirectoryLogs } from "../../modules/sources/directory-logs";
import { FlowLogs } from "../../modules/sources/flow-logs";
import { Inventory } from "../../modules/sources/inventory";
import { LoadBalancerLogs } from "../../modules/sources/load-balancer-logs";
import { LogGroupRetention } from "../../modules/sources/log-group-retention";
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
import { retentionSchedule } from "../organization/retention";
import { row, SourceAccount, SourceRow } from "./source-row";

/** Begins the names of the relays' load balancers, which log by themselves, and are never discovered. */
const relayPrefix = "log-relay-";

const fewerPatterns = "fewer or shorter patterns, e.g. /var/log/shop/*.log for all files of a folder";

/** Where sessions go beside their log group; nowhere from Log Archive, whose key serves nobody within the account. */
const sessionArchive = ({ organization, accountId, archiveBucketName, logArchive }: SourceAccount) =>
  accountId === organization.accounts.logArchive.id
    ? undefined
    : {
        bucketName: archiveBucketName,
        bucketRegion: organization.regions.home,
        bucketKmsKeyArn: logArchive.text("archive_key_arn"),
      };

/**
 * Every source that is made in accounts, in the order in which they are made. Those of the organization as a whole,
 * `dataEvents` and `costAndUsage`, management makes.
 */
export const sourceTable: readonly SourceRow[] = [
  row(
    "config",
    ConfigRecorder,
    (account, chosen) => ({
      config: account.ownsRecorder
        ? {
            regions: account.regionsOf(chosen),
            homeRegion: account.organization.regions.home,
            roleArn: account.configRoleArn,
            recordingFrequency: chosen.recordingFrequency,
            archiveBucketName: account.archiveBucketName,
            archiveKmsKeyArn: account.logArchive.text("archive_key_arn"),
            retentionDays: retentionSchedule(account.organization).audit.totalDays,
          }
        : undefined,
    }),
    ({ recording }) => ({ recorders: recording }),
  ),
  row("loggingGaps", LoggingRemediation, ({ owner, organization, names, logArchive }, chosen, { recorders }) => {
    const watched = chosen.regions ?? Object.keys(recorders);
    return {
      "logging-gaps": {
        ...owner,
        rulePrefix: organization.namePrefix,
        recorders: Object.fromEntries(Object.entries(recorders).filter(([region]) => watched.includes(region))),
        remediate: chosen.remediate,
        roleName: names.role("logging-remediation"),
        loadBalancerBucketNames: Object.fromEntries(
          watched.map((region) => [region, logArchive.byRegion("elb_bucket_names", region)]),
        ),
      },
    };
  }),
  row("vpcFlowLogs", FlowLogs, (account, chosen) => ({
    "vpc-flow-logs": {
      ...account.owner,
      regions: account.regionsOf(chosen),
      subject: "vpc" as const,
      archiveBucketName: account.archiveBucketName,
      fileFormat: chosen.fileFormat,
      aggregationSeconds: chosen.aggregationSeconds,
      except: chosen.except,
      localCopy: account.localCopy("vpc-flow-logs", chosen),
    },
  })),
  row("transitGatewayFlowLogs", FlowLogs, (account, chosen) => ({
    "transit-gateway-flow-logs": {
      ...account.owner,
      regions: account.regionsOf(chosen),
      subject: "transit-gateway" as const,
      archiveBucketName: account.archiveBucketName,
      fileFormat: chosen.fileFormat,
      aggregationSeconds: 60,
      except: chosen.except,
      localCopy: account.localCopy("transit-gateway-flow-logs", chosen),
    },
  })),
  row("resolverQueryLogs", ResolverQueryLogs, (account, chosen) => ({
    "resolver-query-logs": {
      ...account.owner,
      regions: account.regionsOf(chosen),
      name: account.organization.namePrefix,
      archiveBucketName: account.archiveBucketName,
      except: chosen.except,
    },
  })),
  row("publicZoneQueryLogs", PublicZoneQueryLogs, ({ owner, organization, names, logGroups }, { except }) => {
    const region = names.edgeRegion ?? "";
    const logGroup = logGroups.of["public-zone-queries"][region];
    const policyName = `${organization.namePrefix}-public-zone-queries`;
    return { "public-zone-query-logs": logGroup && { ...owner, policyName, region, logGroup, except } };
  }),
  row("logGroupRetention", ReportLogGroups, (account) => ({
    "report-log-groups": {
      policyName: `${account.organization.namePrefix}-reports`,
      logGroups: account.inGoverned(account.logGroups.of.reports),
    },
  })),
  row("logGroupRetention", LogGroupRetention, (account, chosen) => ({
    "log-group-retention": {
      ...account.owner,
      regions: account.regionsOf(chosen),
      stateMachineName: `${account.organization.namePrefix}-log-group-retention`,
      roleName: account.names.role("log-group-retention"),
      starterRoleName: account.names.role("log-group-retention-start"),
      retentionDays: account.organization.logGroups.retentionDays,
      // Central log groups are made without a retention, and nobody else owns them.
      neverExpire: account.holdsCentralLogGroups ? "limit" : chosen.neverExpire,
      except: Object.values(account.names.logGroups)
        .filter(({ retentionDays }) => retentionDays !== undefined)
        .map(({ name }) => name),
      eventSource: `${account.organization.namePrefix}.log-groups`,
      reportLogGroups: account.logGroups.of.reports,
    },
  })),
  row("loadBalancers", LoadBalancerLogs, (account, chosen) => {
    const regions = account.regionsOf(chosen);
    return {
      "load-balancer-logs": {
        ...account.selected(chosen),
        // Whether listed or not: a relay that was just taken out of the list is still there when Terraform plans.
        exceptPattern: `:loadbalancer/net/${relayPrefix}`,
        regions,
        healthChecks: chosen.healthChecks,
        namePrefix: account.organization.namePrefix,
        destinationArns: Object.fromEntries(
          regions.map((region) => [region, account.logArchive.byRegion("load_balancer_delivery_arns", region)]),
        ),
      },
    };
  }),
  row("cloudFront", CloudFrontLogs, (account, chosen) => {
    const { edgeRegion } = account.names;
    return {
      "cloudfront-logs":
        edgeRegion === undefined
          ? undefined
          : {
              ...account.selected(chosen),
              accountId: account.accountId,
              region: edgeRegion,
              namePrefix: account.organization.namePrefix,
              destinationArn: account.logArchive.text("cloudfront_delivery_arn"),
            },
    };
  }),
  row("webAcls", WebAclLogs, (account, chosen) => ({
    "web-acl-logs": {
      ...account.selected(chosen),
      partition: account.names.partition,
      regions: chosen.regions ?? account.names.logRegions,
      archiveBucketName: account.logArchive.text("waf_bucket_name"),
      redactedHeaders: chosen.redactedHeaders,
    },
  })),
  row("networkFirewalls", NetworkFirewallLogs, (account, chosen) => ({
    "network-firewall-logs": {
      ...account.selected(chosen),
      regions: account.regionsOf(chosen),
      archiveBucketName: account.archiveBucketName,
    },
  })),
  row("directories", DirectoryLogs, (account, chosen) => ({
    "directory-logs": {
      ...account.owner,
      policyName: `${account.organization.namePrefix}-directories`,
      directoryArns: account.byRegion(chosen.resources),
      logGroups: account.logGroups.of.directories,
    },
  })),
  row("operatingSystems", OperatingSystemLogs, (account, { instances, ...chosen }) => ({
    "operating-system-logs": {
      regions: account.regionsOf(chosen),
      documentName: `${account.organization.namePrefix}-cloudwatch-agent`,
      linuxParameterName: `AmazonCloudWatch-${account.organization.namePrefix}-linux`,
      windowsParameterName: `AmazonCloudWatch-${account.organization.namePrefix}-windows`,
      logGroups: account.names.logGroups,
      linuxApplicationFiles: chosen.linuxApplicationFiles,
      windowsApplicationFiles: chosen.windowsApplicationFiles,
      remedies: {
        linux: { path: "sources.operatingSystems.linuxApplicationFiles", write: fewerPatterns },
        windows: { path: "sources.operatingSystems.windowsApplicationFiles", write: fewerPatterns },
      },
      linuxJournal: chosen.linuxJournal,
      targets: instances === "all" ? undefined : [{ key: `tag:${instances.tag}`, values: instances.values }],
    },
  })),
  row(
    "sessions",
    SessionManager,
    (account, chosen) => ({
      "session-manager": {
        ...account.owner,
        regions: account.regionsOf(chosen),
        keyArns: account.logGroups.keyArns,
        logGroupName: account.names.logGroups.sessions.name,
        archive: sessionArchive(account),
        instancePolicyName: `${account.organization.namePrefix}-session-instances`,
        userPolicyName: `${account.organization.namePrefix}-session-users`,
        idleSessionTimeoutMinutes: chosen.idleTimeoutMinutes,
        maxSessionDurationMinutes: chosen.maximumMinutes,
      },
    }),
    ({ instancePolicyArn }) => ({ sessionPolicyArn: instancePolicyArn }),
  ),
  row("inventory", Inventory, (account, chosen) => ({
    inventory: {
      regions: account.regionsOf(chosen),
      associationName: `${account.organization.namePrefix}-inventory`,
      syncName: account.organization.namePrefix,
      archiveBucketName: account.archiveBucketName,
      archiveBucketRegion: account.organization.regions.home,
      archiveKmsKeyArn: account.logArchive.text("archive_key_arn"),
    },
  })),
  row("syslogRelays", SyslogRelay, (account, relays, { sessionPolicyArn }) =>
    Object.fromEntries(
      relays
        .filter((relay) => relay.account === account.accountId)
        .map(({ name, region, vpcId, subnetIds, certificateArn, allowedCidrBlocks }) => [
          `syslog-relay-${name}`,
          {
            ...account.owner,
            region,
            name: `${relayPrefix}${name}`,
            roleName: `${account.organization.namePrefix}-syslog-${name}`,
            logGroupName: account.names.logGroups.syslog.name,
            logGroupArn: account.logGroups.of.syslog[region]?.arn ?? "",
            accessLogBucketName: account.logArchive.byRegion("elb_bucket_names", region),
            vpcId,
            subnetIds,
            certificateArn,
            allowedCidrBlocks,
            remedy: {
              path: `sources.syslogRelays[${relays.findIndex((relay) => relay.name === name)}].allowedCidrBlocks`,
              write: "fewer ranges, each of them wider",
            },
            sessionPolicyArn,
          },
        ]),
    ),
  ),
  row("trafficMirrors", TrafficMirror, (account, mirrors) =>
    Object.fromEntries(
      mirrors
        .filter((mirror) => mirror.account === account.accountId)
        .map(({ name, region, target, networkInterfaceIds }) => [
          `traffic-mirror-${name}`,
          {
            region,
            description: `${account.organization.namePrefix} ${name}`,
            target: target.startsWith("arn:") ? { networkLoadBalancerArn: target } : { networkInterfaceId: target },
            networkInterfaceIds,
          },
        ]),
    ),
  ),
];
