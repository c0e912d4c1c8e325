import { bucketArn, roleArn } from "../modules/policy/arn";
import { Partition, partitionOf } from "../modules/policy/region";
import type { Organization } from "./organization";

/** Every name and ARN that more than one account has to know before Terraform has made what it names. */
export interface Names {
  readonly partition: Partition;
  readonly trailBucket: string;
  readonly logsBucket: string;
  readonly wafBucket: string;
  readonly vaultBucket: string;
  readonly elbBucket: (region: string) => string;
  readonly accessBucket: (region: string) => string;
  /** Regions that hold a bucket of the archive, and so a bucket for server access logs. */
  readonly bucketRegions: readonly string[];
  /** ARNs of every bucket of the archive. */
  readonly bucketArns: readonly string[];
  readonly trail: string;
  readonly trailArn: string;
  readonly trailLogGroup: string;
  readonly deliveryErrorLogGroup: string;
  /** Name shared by the stream, the delivery stream, the destinations and the subscription policies. */
  readonly pipeline: string;
  readonly role: (purpose: RolePurpose) => string;
  readonly roleArn: (accountId: string, purpose: RolePurpose) => string;
  readonly deploymentRoleArn: (accountId: string) => string;
  readonly breakGlassRoleArn: (accountId: string) => string;
}

export type RolePurpose =
  "replication" | "delivery" | "destination" | "subscription" | "trail-log-group" | "cost-replication" | "log-export";

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
  const bucketRegions = [...new Set([...regions.governed, regions.vault])];
  const trail = `${namePrefix}-organization`;

  return {
    partition,
    trailBucket,
    logsBucket,
    wafBucket,
    vaultBucket,
    elbBucket,
    accessBucket,
    bucketRegions,
    bucketArns: [
      trailBucket,
      logsBucket,
      wafBucket,
      vaultBucket,
      ...regions.governed.map(elbBucket),
      ...bucketRegions.map(accessBucket),
    ].map((name) => bucketArn(partition, name)),
    trail,
    trailArn: `arn:${partition}:cloudtrail:${regions.home}:${accounts.management.id}:trail/${trail}`,
    trailLogGroup: `/${namePrefix}/organization-trail`,
    deliveryErrorLogGroup: `/${namePrefix}/archive-delivery-errors`,
    pipeline: `${namePrefix}-cloudwatch`,
    role,
    roleArn: (accountId, purpose) => roleArn(partition, accountId, role(purpose)),
    deploymentRoleArn: (accountId) => roleArn(partition, accountId, deployment.roleName),
    breakGlassRoleArn: (accountId) => roleArn(partition, accountId, breakGlass.roleName),
  };
}
