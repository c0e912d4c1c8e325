import { ITerraformDependable } from "cdktf";
import { ConfigAggregator } from "../../modules/sources/config-aggregator";
import { Workspace } from "../workspace/workspace";

/**
 * The configuration of the whole organization in the home Region of one account, while AWS Config is switched on and the
 * recorders are ours: who owns them, such as Control Tower, has an aggregator of its own.
 */
export function configAggregator(workspace: Workspace, permitted: readonly ITerraformDependable[] = []): void {
  const { organization, names, account } = workspace;
  const { enabled, recorder } = organization.sources.config;
  if (!enabled || recorder !== "own") return;
  new ConfigAggregator(workspace, "config-aggregator", {
    aggregatorName: organization.namePrefix,
    roleName: names.role("config-aggregator"),
    region: organization.regions.home,
    partition: names.partition,
    accountId: account.id,
    permitted,
  });
}
