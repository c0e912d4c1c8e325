import { ITerraformDependable } from "cdktf";
import { ConfigAggregator } from "../../modules/sources/config-aggregator";
import { Workspace } from "../workspace/workspace";

/** The configuration of the whole organization in the home Region of one account, while AWS Config is switched on. */
export function configAggregator(workspace: Workspace, permitted: readonly ITerraformDependable[] = []): void {
  const { organization, names, account } = workspace;
  if (!organization.sources.config.enabled) return;
  new ConfigAggregator(workspace, "config-aggregator", {
    aggregatorName: organization.namePrefix,
    roleName: names.role("config-aggregator"),
    region: organization.regions.home,
    partition: names.partition,
    accountId: account.id,
    permitted,
  });
}
