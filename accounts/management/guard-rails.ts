import { ITerraformDependable } from "cdktf";
import { logTypes } from "../../modules/archive/log-types";
import { accountRail } from "../../modules/guardrails/account-rail";
import { archivePerimeter } from "../../modules/guardrails/archive-perimeter";
import { archiveRail } from "../../modules/guardrails/archive-rail";
import { automationRail } from "../../modules/guardrails/automation-rail";
import { detectionRail } from "../../modules/guardrails/detection-rail";
import { OrganizationPolicy, PolicyType } from "../../modules/guardrails/organization-policy";
import { organizationRail } from "../../modules/guardrails/organization-rail";
import { recordRail } from "../../modules/guardrails/record-rail";
import { bucketArn, roleArn } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { names } from "../workspace/names";
import type { Organization } from "../organization/organization";
import type { Workspace } from "../workspace/workspace";

/** One policy of the organization, before it is made. */
export interface GuardRail {
  readonly type: PolicyType;
  readonly description: string;
  readonly statements: readonly Statement[];
  /** Whether it binds everything that `guardRails.targets` names, or Log Archive alone. */
  readonly binds: "targets" | "archive";
}

/** Whom the guard rails let through everywhere, and what they guard by name. */
function commonFacts(organization: Organization) {
  const { namePrefix, guardRails } = organization;
  const all = names(organization);
  const everywhere = "*";
  const breakGlassRoleArn = all.breakGlassRoleArn(everywhere);
  const exemptArns = [
    all.deploymentRoleArn(everywhere),
    breakGlassRoleArn,
    ...guardRails.exemptRoles.map((name) => roleArn(all.partition, everywhere, name)),
  ];
  return { all, everywhere, breakGlassRoleArn, common: { partition: all.partition, namePrefix, exemptArns } };
}

/** What binds everything that `guardRails.targets` names. */
function accountGuardRails(organization: Organization): Readonly<Record<string, GuardRail>> {
  const { namePrefix, regions, accounts, guardRails: chosen } = organization;
  const { all, everywhere, breakGlassRoleArn, common } = commonFacts(organization);
  const rail = (description: string, statements: readonly Statement[]): GuardRail => ({
    type: "SERVICE_CONTROL_POLICY",
    description,
    statements,
    binds: "targets",
  });
  return {
    record: rail(
      "Nobody ends, redirects, rewrites or thins out what is recorded.",
      recordRail({
        ...common,
        logGroupNames: all.ownLogGroups,
        retentionRoleArn: all.roleArn(everywhere, "log-group-retention"),
      }),
    ),
    detection: rail("Nobody blinds what watches the organization.", detectionRail(common)),
    accounts: rail("Nobody takes over the roles and keys of the logging, or stops what works for it.", [
      ...accountRail({ ...common, breakGlassRoleArn }),
      ...automationRail({
        ...common,
        ssmResources: ["document/SSM-SessionManagerRunShell", `parameter/AmazonCloudWatch-${namePrefix}-*`],
      }),
    ]),
    organization: rail(
      "No account leaves, nobody works as root, or where nothing is watched.",
      organizationRail({
        partition: all.partition,
        regions: chosen.denyOtherRegions ? regions.governed : undefined,
        rootSessionRoleArn: chosen.centralRootAccess ? breakGlassRoleArn : undefined,
        globalActions: chosen.globalActions.filter((each) => typeof each === "string"),
        regionalActions: chosen.globalActions.filter((each) => typeof each === "object"),
        exemptArns: [
          ...common.exemptArns,
          // Replicas are written into the vault's Region, and log events of the edge services leave from theirs.
          all.roleArn(accounts.logArchive.id, "replication"),
          all.roleArn(everywhere, "subscription"),
        ],
      }),
    ),
  };
}

/** What binds Log Archive alone. */
function archiveGuardRails(organization: Organization): Readonly<Record<string, GuardRail>> {
  const { all } = commonFacts(organization);
  const archive = organization.accounts.logArchive.id;
  const breakGlassRoleArn = all.breakGlassRoleArn(archive);
  const replicationRoleArn = all.roleArn(archive, "replication");
  const configuratorArns = [all.deploymentRoleArn(archive), breakGlassRoleArn];
  const sender = organization.transport.mode === "centralization" ? "subscription" : "destination";
  return {
    archive: {
      type: "SERVICE_CONTROL_POLICY",
      description: "Nobody of the Log Archive account reads, forges or destroys what it keeps.",
      statements: archiveRail({
        configuratorArns,
        breakGlassRoleArn,
        replicationRoleArn,
        carrierArns: [replicationRoleArn, all.roleArn(archive, "delivery")],
        senderArns: [all.roleArn(archive, sender)],
        // Where keys of logs do not end in a slash, those of folders do.
        folderArns: [`${bucketArn(all.partition, all.bucketName("logs"))}/${logTypes.guardduty.prefix.slice(0, -1)}*/`],
      }),
      binds: "archive",
    },
    perimeter: {
      type: "RESOURCE_CONTROL_POLICY",
      description: "Nobody outside the organization, and nothing acting for an outsider, reaches the archive.",
      statements: archivePerimeter({
        organizationId: organization.organization.id,
        federatedArns: [
          ...configuratorArns,
          ...organization.guardRails.exemptRoles.map((name) => roleArn(all.partition, archive, name)),
          roleArn(all.partition, archive, "aws-reserved/sso.amazonaws.com/*"),
        ],
      }),
      binds: "archive",
    },
  };
}

/** Every policy by the last part of its name. The same organization file always gives the same. */
export const guardRails = (organization: Organization): Readonly<Record<string, GuardRail>> => ({
  ...accountGuardRails(organization),
  ...archiveGuardRails(organization),
});

/** The guard rails, applied from the management account, which they do not reach. */
export function applyGuardRails(workspace: Workspace, enabled: ITerraformDependable): void {
  const { organization } = workspace;
  const { rootId } = organization.organization;
  const targets = organization.guardRails.targets ?? [rootId];
  const targetIds = {
    targets: Object.fromEntries(targets.map((id) => [id === rootId ? "root" : id, id])),
    archive: { "log-archive": organization.accounts.logArchive.id },
  };
  for (const [name, { binds, ...policy }] of Object.entries(guardRails(organization))) {
    new OrganizationPolicy(workspace, `guard-rail-${name}`, {
      ...policy,
      policyName: `${organization.namePrefix}-${name}`,
      targetIds: targetIds[binds],
      enabled,
      remedy: { path: "guardRails", write: "fewer exemptRoles or globalActions, or shorter names" },
    });
  }
}
