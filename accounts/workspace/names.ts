import { bucketArn, roleArn } from "../../modules/policy/arn";
import { Partition, partitionOf } from "../../modules/policy/region";
import type { Organization } from "../organization/organization";

/** Every name and ARN that more than one account has to know before Terraform has made what it names. */
export interface Names {
  readonly partition: Partition;
  readonly trailBucket: string;
  readonly logsBucket: string;
  readonly wafBucket: string;
  readonly vaultBucket: string;
  readonly elbBucket: (region: string) => string;
  readonly accessBucket: (region: string) => string;
  /** Regions that hold logs: those that are governed, and those that were. */
  readonly dataRegions: readonly string[];
  /** Regions that hold a bucket of the archive, and so a bucket for server access logs. */
  readonly bucketRegions: readonly string[];
  /** ARNs of every bucket of the archive. */
  readonly bucketArns: readonly string[];
  readonly trail: string;
  readonly trailArn: string;
  readonly trailLogGroup: string;
  readonly deliveryErrorLogGroup: string;
  /** Region of Route 53's public zones and of CloudFront; GovCloud has neither log. */
  readonly edgeRegion: string | undefined;
  /** The one Region in which Firewall Manager's administrator is named. */
  readonly firewallManagerRegion: string;
  /** Regions in which CloudWatch Logs are forwarded: the governed ones, and the edge Region. */
  readonly logRegions: readonly string[];
  /** What an account's sources write to: purpose -> name and Regions. */
  readonly logGroups: Readonly<Record<LogGroupPurpose, { readonly name: string; readonly regions: readonly string[] }>>;
  /** Log group of findings that reach the archive as log events, in Security Tooling. */
  readonly findingsLogGroup: string;
  /** Log groups of this project in any account, as patterns. */
  readonly ownLogGroups: readonly string[];
  /** Log groups that are never forwarded: those of the pipeline itself, and those whose records reach the archive directly. */
  readonly neverForwarded: readonly string[];
  /** Delivery destination of load balancer logs, in every governed Region of Log Archive. */
  readonly loadBalancerDestination: string;
  /** Delivery destination of CloudFront logs, in the edge Region of Log Archive. */
  readonly cloudFrontDestination: string;
  /** Bucket of the Cost and Usage export, in the management account. */
  readonly costBucket: string;
  /** Name shared by the stream, the delivery stream, the destinations and the subscription policies. */
  readonly pipeline: string;
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
  | "log-group-retention"
  | "log-group-retention-start"
  | "logging-remediation"
  | `reader-${string}`;

/** Log groups that exist in every account. */
export type LogGroupPurpose =
  | "vpc-flow-logs"
  | "transit-gateway-flow-logs"
  | "public-zone-queries"
  | "directories"
  | "system"
  | "security"
  | "application"
  | "sessions"
  | "syslog"
  | "reports";

/** What the name of a bucket may not exceed. */
export const bucketNameLimit = 63;

/** The fixed part of the longest bucket name, beside prefix, account id and Region. */
export const longestBucketName = (namePrefix: string, region: string) =>
  `aws-waf-logs-${namePrefix}-000000000000-${region}`;

/** The same organization file always gives the same names. */
export function names(organization: Organization): Names {
  const { namePrefix, regions, accounts, deployment, breakGlass } = organization;
  const partition = partitionOf(regions.home);
  const bucket = (kind: string, region: string) => `${namePrefix}-${kind}-${accounts.logArchive.id}-${region}`;
  const role = (purpose: RolePurpose) => `${namePrefix}-${purpose}`;

  const trailBucket = bucket("trail", regions.home);
  const logsBucket = bucket("logs", regions.home);
  const wafBucket = `aws-waf-logs-${namePrefix}-${accounts.logArchive.id}-${regions.home}`;
  const vaultBucket = bucket("vault", regions.vault);
  const elbBucket = (region: string) => bucket("elb", region);
  const accessBucket = (region: string) => bucket("access", region);
  const dataRegions = [...regions.governed, ...regions.retired];
  const bucketRegions = [...new Set([...dataRegions, regions.vault])];
  const trail = `${namePrefix}-organization`;
  const trailLogGroup = `/${namePrefix}/organization-trail`;
  const deliveryErrorLogGroup = `/${namePrefix}/archive-delivery-errors`;

  const edgeRegion = partition === "aws" ? "us-east-1" : undefined;
  const everywhere = (name: string) => ({ name, regions: dataRegions });
  const logGroups: Names["logGroups"] = {
    "vpc-flow-logs": everywhere(`/${namePrefix}/vpc-flow-logs`),
    "transit-gateway-flow-logs": everywhere(`/${namePrefix}/transit-gateway-flow-logs`),
    // AWS's own prefixes: consoles and policies of these two services look for them.
    "public-zone-queries": { name: `/aws/route53/${namePrefix}`, regions: edgeRegion ? [edgeRegion] : [] },
    directories: everywhere(`/aws/directoryservice/${namePrefix}`),
    system: everywhere(`/${namePrefix}/operating-system/system`),
    security: everywhere(`/${namePrefix}/operating-system/security`),
    application: everywhere(`/${namePrefix}/operating-system/application`),
    sessions: everywhere(`/${namePrefix}/sessions`),
    syslog: everywhere(`/${namePrefix}/syslog`),
    reports: everywhere(`/${namePrefix}/reports`),
  };

  const findingsLogGroup = `/aws/events/${namePrefix}/findings`;
  const elsewhere = [...Object.values(logGroups).map(({ name }) => name), findingsLogGroup].filter(
    (name) => !name.startsWith(`/${namePrefix}/`),
  );

  return {
    partition,
    trailBucket,
    logsBucket,
    wafBucket,
    vaultBucket,
    elbBucket,
    accessBucket,
    dataRegions,
    bucketRegions,
    bucketArns: [
      trailBucket,
      logsBucket,
      wafBucket,
      vaultBucket,
      ...dataRegions.map(elbBucket),
      ...bucketRegions.map(accessBucket),
    ].map((name) => bucketArn(partition, name)),
    trail,
    trailArn: `arn:${partition}:cloudtrail:${regions.home}:${accounts.management.id}:trail/${trail}`,
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
    loadBalancerDestination: `${namePrefix}-load-balancers`,
    cloudFrontDestination: `${namePrefix}-cloudfront`,
    costBucket: `${namePrefix}-cost-${accounts.management.id}-${regions.home}`,
    pipeline: `${namePrefix}-cloudwatch`,
    role,
    roleArn: (accountId, purpose) => roleArn(partition, accountId, role(purpose)),
    deploymentRoleArn: (accountId) => roleArn(partition, accountId, deployment.roleName),
    breakGlassRoleArn: (accountId) => roleArn(partition, accountId, breakGlass.roleName),
    readerRoleArn: (name) => roleArn(partition, accounts.securityTooling.id, role(`reader-${name}`)),
  };
}
