import { ArchiveBucket } from "../../modules/archive/log-types";
import { IntendedAccess } from "../../modules/detection/archive-controls";
import { bucketArn, roleArn } from "../../modules/policy/arn";
import type { Organization } from "../organization/organization";
import { Names, names } from "../workspace/names";
import { isEncrypted, Reader, readersOf } from "../workspace/readers";

/** Buckets of one Region that hold logs for readers. */
const readableBuckets = (
  { regions }: Organization,
  { trailBucket, logsBucket, wafBucket, elbBucket, accessBucket, dataRegions }: Names,
  region: string,
): (readonly [ArchiveBucket, string])[] => [
  ...(region === regions.home
    ? ([
        ["trail", trailBucket],
        ["logs", logsBucket],
        ["waf", wafBucket],
      ] as const)
    : []),
  ...(dataRegions.includes(region) ? [["elb", elbBucket(region)] as const] : []),
  ["access", accessBucket(region)],
];

/** What a reader is let into in one Region; nothing where it reads nothing. */
function readIn(region: string, reader: Reader, organization: Organization, keyArn: string): IntendedAccess[] {
  const named = names(organization);
  const buckets = readableBuckets(organization, named, region).filter(([kind]) => reader.prefixesIn(kind).length > 0);
  const resourceArns = [
    ...buckets.map(([, bucket]) => bucketArn(named.partition, bucket)),
    ...(buckets.some(([kind]) => isEncrypted(kind)) ? [keyArn] : []),
  ];
  return resourceArns.length > 0 ? [{ region, resourceArns, principalArns: [reader.roleArn] }] : [];
}

/**
 * Access of other accounts to the archive that its policies give on purpose, so that Access Analyzer reports every other
 * one. AWS services are none: they are admitted by their own statements.
 */
export function intendedArchiveAccess(
  organization: Organization,
  keyArn: string,
): Record<string, IntendedAccess | readonly IntendedAccess[]> {
  const { logsBucket, partition, role, roleArn: ofRole, deploymentRoleArn, bucketRegions } = names(organization);
  const { management, securityTooling } = organization.accounts;
  const logs = bucketArn(partition, logsBucket);
  const access = (resourceArns: readonly string[], principalArn: string, organizationId?: string): IntendedAccess => ({
    region: organization.regions.home,
    resourceArns,
    principalArns: [principalArn],
    organizationId,
  });
  const { id } = organization.organization;
  const readers = readersOf(organization).map(
    (reader) =>
      [
        `reader-${reader.name}`,
        bucketRegions.flatMap((region) => readIn(region, reader, organization, keyArn)),
      ] as const,
  );
  return {
    "cost-replication": access([logs, keyArn], ofRole(management.id, "cost-replication")),
    "guardduty-folders": access([logs], deploymentRoleArn(securityTooling.id)),
    sessions: access([logs, keyArn], roleArn(partition, "*", "*"), id),
    "log-exports": access([logs], roleArn(partition, "*", role("log-export")), id),
    "resolver-check": access([logs], roleArn(partition, "*", organization.deployment.roleName), id),
    ...Object.fromEntries(readers),
  };
}
