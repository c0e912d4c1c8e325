import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { LogGroups } from "../../modules/sources/log-groups";
import { ContractReader } from "../workspace/contracts";
import type { LogGroupPurpose } from "../workspace/log-group-names";
import { Workspace } from "../workspace/workspace";
import { Given, SourceAccount } from "./source-row";
import { sourceTable } from "./source-table";

/**
 * Every log source of one account that the organization file leaves switched on. What they write to, buckets, keys and log
 * groups, exists in any case.
 * @returns Region that is recorded -> what rules of AWS Config wait for
 */
export function accountSources(
  workspace: Workspace,
  logArchive: ContractReader<"log-archive">,
  logGroups: LogGroups<LogGroupPurpose>,
): Given["recorders"] {
  const configRole = new ServiceLinkedRole(workspace, "config-role", {
    service: "config.amazonaws.com",
    roleName: "AWSServiceRoleForConfig",
  });
  const account = new SourceAccount(workspace, logArchive, logGroups, configRole.arn);
  const before: Given = { recorders: Object.fromEntries(account.recordedByOthers.map((region) => [region, []])) };
  return sourceTable.reduce((given, { make }) => ({ ...given, ...make(account, given) }), before).recorders;
}
