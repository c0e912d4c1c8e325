import { Canary } from "../../modules/alerting/canary";
import { canaryChecks } from "../../modules/alerting/source-health";
import { LogGroups } from "../../modules/sources/log-groups";
import { HealthAlarms } from "../workspace/health-alarms";
import type { LogGroupPurpose } from "../workspace/log-group-names";
import { Workspace } from "../workspace/workspace";

/**
 * A canary in every Region whose log events are forwarded, and an alarm on the silence of each Region that is governed.
 * Elsewhere nothing would tell anybody of an alarm.
 */
export function canaries(workspace: Workspace, { of }: LogGroups<LogGroupPurpose>): void {
  const { organization, account, names } = workspace;
  const { home, governed } = organization.regions;
  const { logArchive, securityTooling } = organization.accounts;
  new Canary(workspace, "canary", {
    name: `${organization.namePrefix}-canary`,
    logGroups: Object.fromEntries(Object.entries(of.canary).filter(([region]) => names.logRegions.includes(region))),
  });
  const subscribed = { ofAccount: account.id === securityTooling.id ? account.id : undefined };
  for (const region of governed) {
    // Central log groups are subscribed where they are, and so is what else is there.
    const centralized =
      organization.transport.mode === "centralization" && !(account.id === logArchive.id && region === home);
    const checks = canaryChecks(centralized ? { copiedTo: home } : subscribed);
    new HealthAlarms(workspace, `canary-alarms-${region}`, region, checks);
  }
}
