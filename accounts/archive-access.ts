import { IntendedAccess } from "../modules/detection/archive-controls";
import { bucketArn, roleArn } from "../modules/policy/arn";
import type { Organization } from "./organization";
import { names } from "./names";

/**
 * Access of other accounts to the archive that its policies give on purpose, so that Access Analyzer reports every other
 * one. AWS services are none: they are admitted by their own statements.
 */
export function intendedArchiveAccess(organization: Organization, keyArn: string): Record<string, IntendedAccess> {
  const { logsBucket, partition, role, roleArn: ofRole, deploymentRoleArn } = names(organization);
  const { management, securityTooling } = organization.accounts;
  const logs = bucketArn(partition, logsBucket);
  const access = (resourceArns: readonly string[], principalArn: string, organizationId?: string): IntendedAccess => ({
    region: organization.regions.home,
    resourceArns,
    principalArns: [principalArn],
    organizationId,
  });
  const { id } = organization.organization;
  return {
    "cost-replication": access([logs, keyArn], ofRole(management.id, "cost-replication")),
    "guardduty-folders": access([logs], deploymentRoleArn(securityTooling.id)),
    sessions: access([logs, keyArn], roleArn(partition, "*", "*"), id),
    "log-exports": access([logs], roleArn(partition, "*", role("log-export")), id),
    "resolver-check": access([logs], roleArn(partition, "*", organization.deployment.roleName), id),
  };
}
