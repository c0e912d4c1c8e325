import { IntendedAccess } from "../../modules/detection/archive-controls";
import { bucketArn, roleArn } from "../../modules/policy/arn";
import type { Organization } from "../organization/organization";
import { Names, names } from "../workspace/names";
import { encryptedWith } from "../workspace/archive-buckets";
import { Reader, readersOf } from "../workspace/readers";

/** What a reader is let into in one Region; nothing where it reads nothing. */
function readIn(region: string, reader: Reader, { buckets }: Names, keyArn: string): IntendedAccess[] {
  const read = buckets.filter((bucket) => bucket.region === region && reader.prefixesIn(bucket.kind).length > 0);
  const resourceArns = [...read.map(({ arn }) => arn), ...(encryptedWith("archive", read).length > 0 ? [keyArn] : [])];
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
  const named = names(organization);
  const { bucketName, partition, role, roleArn: ofRole, deploymentRoleArn, bucketRegions } = named;
  const { management, securityTooling } = organization.accounts;
  const logs = bucketArn(partition, bucketName("logs"));
  const access = (resourceArns: readonly string[], principalArn: string, organizationId?: string): IntendedAccess => ({
    region: organization.regions.home,
    resourceArns,
    principalArns: [principalArn],
    organizationId,
  });
  const { id } = organization.organization;
  const readers = readersOf(organization).map(
    (reader) =>
      [`reader-${reader.name}`, bucketRegions.flatMap((region) => readIn(region, reader, named, keyArn))] as const,
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
