import { ITerraformDependable } from "cdktf";
import { EbsEncryption } from "../modules/guardrails/ebs-encryption";
import { PublicAccessBlock } from "../modules/guardrails/public-access-block";
import { LogGroups } from "../modules/sources/log-groups";
import { sessionKeyStatement } from "../modules/sources/session-manager";
import { forwardOwnLogEvents, LogSubscription } from "../modules/transport/log-subscription";
import { accountSources } from "./account-sources";
import { ContractReader } from "./contracts";
import { Workspace } from "./workspace";

/**
 * What every account has, whatever else it does: management, log archive, security tooling and workloads alike.
 * `destinationsOpen` is what this workspace must make before the log destinations accept a subscription.
 */
export function accountBaseline(
  workspace: Workspace,
  logArchive: ContractReader<"log-archive">,
  destinationsOpen: readonly ITerraformDependable[] = [],
): void {
  const { organization, account, names } = workspace;
  const { partition } = names;
  new PublicAccessBlock(workspace, "public-access-block", { accountId: account.id });
  new EbsEncryption(workspace, "ebs-encryption", { regions: organization.regions.governed });

  const logGroups = new LogGroups(workspace, "log-groups", {
    keyAlias: `${organization.namePrefix}-logs`,
    partition,
    accountId: account.id,
    deploymentRoleArn: names.deploymentRoleArn(account.id),
    breakGlassRoleArn: names.breakGlassRoleArn(account.id),
    groups: names.logGroups,
    retentionDays: organization.logGroups.retentionDays,
    keyStatements: [sessionKeyStatement(partition, account.id)],
  });
  accountSources(workspace, logArchive, logGroups);

  if (organization.transport.mode !== "centralization") {
    new LogSubscription(workspace, "log-subscription", {
      policyName: names.pipeline,
      roleName: names.role("subscription"),
      partition,
      accountId: account.id,
      targetArns: Object.fromEntries(
        names.logRegions.map((region) => [region, logArchive.byRegion("log_destination_arns", region)]),
      ),
      permissions: [forwardOwnLogEvents(partition, account.id)],
      excludedLogGroups: names.neverForwarded,
      targetsOpen: destinationsOpen,
    });
  }
}
