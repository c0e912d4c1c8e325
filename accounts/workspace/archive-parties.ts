import { WriterFacts } from "../../modules/archive/writers/facts";
import type { Organization } from "../organization/organization";
import { Names, names } from "./names";

/** Everybody whom the policies of the archive speak of by name. */
export interface ArchiveParties {
  /** What AWS's own services are told apart by. */
  readonly facts: WriterFacts;
  readonly names: Names;
  /** Copies every bucket into a vault. */
  readonly replicationRoleArn: string;
  /** Of the delivery stream, which writes log events. */
  readonly deliveryRoleArn: string;
  /** Of the management account, which replicates cost data. */
  readonly costRoleArn: string;
  /** Of Security Tooling, which tells GuardDuty to export. */
  readonly administratorRoleArn: string;
  /** Name of the role that configures every account. */
  readonly deploymentRoleName: string;
}

/** The same organization file always gives the same. */
export function archiveParties(organization: Organization): ArchiveParties {
  const { management, logArchive, securityTooling } = organization.accounts;
  const { home, governed } = organization.regions;
  const all = names(organization);
  return {
    facts: {
      partition: all.partition,
      organizationId: organization.organization.id,
      managementAccountId: management.id,
      logArchiveAccountId: logArchive.id,
      securityToolingAccountId: securityTooling.id,
      homeRegion: home,
      governedRegions: governed,
      organizationTrailArns: all.trailArns,
    },
    names: all,
    replicationRoleArn: all.roleArn(logArchive.id, "replication"),
    deliveryRoleArn: all.roleArn(logArchive.id, "delivery"),
    costRoleArn: all.roleArn(management.id, "cost-replication"),
    administratorRoleArn: all.deploymentRoleArn(securityTooling.id),
    deploymentRoleName: organization.deployment.roleName,
  };
}
