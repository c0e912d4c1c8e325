import { ITerraformDependable } from "cdktf";
import { PublicAccessBlock } from "../modules/guardrails/public-access-block";
import { forwardOwnLogEvents, LogSubscription } from "../modules/transport/log-subscription";
import { Names } from "./names";
import { Workspace } from "./workspace";

/** Log groups the pipeline itself writes, and the trail's, which reaches the archive on its own. Never forwarded. */
export const pipelineLogGroups = (names: Names) => [names.deliveryErrorLogGroup, names.trailLogGroup];

/**
 * What every account has, whatever else it does: management, log archive, security tooling and workloads alike.
 * `destinationArn` gives the log destination of a Region; `destinationsOpen` is what this workspace must make before they
 * accept a subscription.
 */
export function accountBaseline(
  workspace: Workspace,
  destinationArn: (region: string) => string,
  destinationsOpen: readonly ITerraformDependable[] = [],
): void {
  const { organization, account, names } = workspace;
  new PublicAccessBlock(workspace, "public-access-block", { accountId: account.id });
  if (organization.transport.mode !== "centralization") {
    new LogSubscription(workspace, "log-subscription", {
      policyName: names.pipeline,
      roleName: names.role("subscription"),
      partition: names.partition,
      accountId: account.id,
      targetArns: Object.fromEntries(organization.regions.governed.map((region) => [region, destinationArn(region)])),
      permissions: [forwardOwnLogEvents(names.partition, account.id)],
      excludedLogGroups: pipelineLogGroups(names),
      targetsOpen: destinationsOpen,
    });
  }
}
