import type { Severity } from "../../modules/alerting/severity";
import { roleArn } from "../../modules/policy/arn";
import { BucketNames, bucketNames, costBucketName } from "../organization/bucket-names";
import type { Organization } from "../organization/organization";
import { LogGroupName, LogGroupPurpose, logGroupNames } from "./log-group-names";

/** Every name and ARN that more than one account has to know before Terraform has made what it names. */
export interface Names extends BucketNames {
  readonly trail: string;
  /** Trail of data events. */
  readonly dataEventTrail: string;
  /** Trails that may write to the archive: the organization trail, and that of data events. */
  readonly trailArns: readonly string[];
  readonly trailLogGroup: string;
  readonly deliveryErrorLogGroup: string;
  /** Region of Route 53's public zones and of CloudFront; GovCloud has neither log. */
  readonly edgeRegion: string | undefined;
  /** The one Region in which Firewall Manager's administrator is named. */
  readonly firewallManagerRegion: string;
  /** Regions in which CloudWatch Logs are forwarded: the governed ones, and the edge Region. */
  readonly logRegions: readonly string[];
  /** What an account's sources write to: purpose -> name and Regions. */
  readonly logGroups: Readonly<Record<LogGroupPurpose, LogGroupName>>;
  /** Log group of findings that reach the archive as log events, in Security Tooling. */
  readonly findingsLogGroup: string;
  /** Log groups of this project in any account, as patterns. */
  readonly ownLogGroups: readonly string[];
  /** Log groups that are never forwarded: those of the pipeline itself, and those whose records reach the archive directly. */
  readonly neverForwarded: readonly string[];
  /** Begins the names of the log groups that hold other accounts' events in Log Archive, where CloudWatch centralizes. */
  readonly centralLogGroupPrefix: string;
  /** Delivery destination of load balancer logs, in every governed Region of Log Archive. */
  readonly loadBalancerDestination: string;
  /** Delivery destination of CloudFront logs, in the edge Region of Log Archive. */
  readonly cloudFrontDestination: string;
  /** Bucket of the Cost and Usage export, in the management account. */
  readonly costBucket: string;
  /** Name shared by the stream, the delivery stream and the destinations; begins the subscription policies' names. */
  readonly pipeline: string;
  /** Bus of Security Tooling in the home Region that every account and Region sends its alerts to. */
  readonly alertBus: string;
  readonly alertBusArn: string;
  /** Sink of Security Tooling, in every governed Region, that accounts show their metrics to. */
  readonly observabilitySink: string;
  /** Begins the names of the rules, in every account and Region, that send to it. */
  readonly alertRulePrefix: string;
  /** Topic of Security Tooling in the home Region that tells people. */
  readonly alertTopic: (severity: Severity) => string;
  readonly alertTopicArn: (severity: Severity) => string;
  /** Topic whose messages channels of Slack and Microsoft Teams can show. */
  readonly chatTopic: (severity: Severity) => string;
  /** Queue of what reached nobody. */
  readonly undeliveredAlerts: string;
  readonly role: (purpose: RolePurpose) => string;
  readonly roleArn: (accountId: string, purpose: RolePurpose) => string;
  readonly deploymentRoleArn: (accountId: string) => string;
  readonly breakGlassRoleArn: (accountId: string) => string;
  /** Role of Security Tooling that reads logs, by the reader's name in the organization file. */
  readonly readerRoleArn: (name: string) => string;
}

export type RolePurpose =
  | "replication"
  | "delivery"
  | "destination"
  | "subscription"
  | "trail-log-group"
  | "cost-replication"
  | "log-export"
  | "config-aggregator"
  | "vpc-flow-logs"
  | "transit-gateway-flow-logs"
  | "alert-forwarding"
  | "alert-ops-items"
  | "alert-chat"
  | "log-group-retention"
  | "log-group-retention-start"
  | "logging-remediation"
  | `malware-scan-${string}`
  | `reader-${string}`;

/** The same organization file always gives the same names. */
export function names(organization: Organization): Names {
  const { namePrefix, regions, accounts, deployment, breakGlass, sources } = organization;
  const buckets = bucketNames(organization);
  const { partition, dataRegions } = buckets;
  const role = (purpose: RolePurpose) => `${namePrefix}-${purpose}`;
  const trail = `${namePrefix}-organization`;
  const dataEventTrail = `${namePrefix}-data-events`;
  const trailLogGroup = `/${namePrefix}/organization-trail`;
  const deliveryErrorLogGroup = `/${namePrefix}/archive-delivery-errors`;
  const edgeRegion = partition === "aws" ? "us-east-1" : undefined;
  const logGroups = logGroupNames(namePrefix, dataRegions, edgeRegion, {
    "vpc-flow-logs": sources.vpcFlowLogs.localCopy.retentionDays,
    "transit-gateway-flow-logs": sources.transitGatewayFlowLogs.localCopy.retentionDays,
  });
  const alertBus = `${namePrefix}-alerts`;
  const alertTopic = (severity: Severity) => `${namePrefix}-alerts-${severity}`;
  const findingsLogGroup = `/aws/events/${namePrefix}/findings`;
  const elsewhere = [...Object.values(logGroups).map(({ name }) => name), findingsLogGroup].filter(
    (name) => !name.startsWith(`/${namePrefix}/`),
  );

  return {
    ...buckets,
    trail,
    dataEventTrail,
    trailArns: [trail, dataEventTrail].map(
      (name) => `arn:${partition}:cloudtrail:${regions.home}:${accounts.management.id}:trail/${name}`,
    ),
    trailLogGroup,
    deliveryErrorLogGroup,
    edgeRegion,
    firewallManagerRegion: edgeRegion ?? "us-gov-west-1",
    logRegions: [...new Set([...regions.governed, ...(edgeRegion ? [edgeRegion] : [])])],
    logGroups,
    findingsLogGroup,
    ownLogGroups: [`/${namePrefix}/*`, ...elsewhere.map((name) => `${name}*`)],
    neverForwarded: [
      deliveryErrorLogGroup,
      trailLogGroup,
      logGroups["vpc-flow-logs"].name,
      logGroups["transit-gateway-flow-logs"].name,
    ],
    centralLogGroupPrefix: `/${namePrefix}/central/`,
    loadBalancerDestination: `${namePrefix}-load-balancers`,
    cloudFrontDestination: `${namePrefix}-cloudfront`,
    costBucket: costBucketName(organization),
    pipeline: `${namePrefix}-cloudwatch`,
    alertBus,
    alertBusArn: `arn:${partition}:events:${regions.home}:${accounts.securityTooling.id}:event-bus/${alertBus}`,
    observabilitySink: namePrefix,
    alertRulePrefix: `${namePrefix}-alert`,
    alertTopic,
    alertTopicArn: (severity) =>
      `arn:${partition}:sns:${regions.home}:${accounts.securityTooling.id}:${alertTopic(severity)}`,
    chatTopic: (severity) => `${alertTopic(severity)}-chat`,
    undeliveredAlerts: `${namePrefix}-alerts-undelivered`,
    role,
    roleArn: (accountId, purpose) => roleArn(partition, accountId, role(purpose)),
    deploymentRoleArn: (accountId) => roleArn(partition, accountId, deployment.roleName),
    breakGlassRoleArn: (accountId) => roleArn(partition, accountId, breakGlass.roleName),
    readerRoleArn: (name) => roleArn(partition, accounts.securityTooling.id, role(`reader-${name}`)),
  };
}
