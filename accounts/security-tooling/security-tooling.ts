import { Construct } from "constructs";
import { ObservabilitySink } from "../../modules/alerting/observability-sink";
import { accountBaseline } from "../baseline/baseline";
import { configAggregator } from "../baseline/config-aggregator";
import { publish, readContract } from "../workspace/contracts";
import { organizationAlerts } from "./alerts";
import { logReaders } from "./log-readers";
import { organizationDetection } from "./detection";
import { securityToolingHealth } from "./health";
import type { Organization } from "../organization/organization";
import { Workspace } from "../workspace/workspace";

/**
 * The account the security team works from: the services that watch, the organization's configuration, where the alerts of
 * all accounts arrive and whom they reach, what is seen of the health of logging, the roles that read logs, the baseline.
 */
export class SecurityTooling extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "security-tooling", organization, organization.accounts.securityTooling);
    const logArchive = readContract(this, organization, "log-archive");
    const { logGroups } = accountBaseline(this, logArchive, {
      logGroups: { findings: { name: this.names.findingsLogGroup, regions: this.names.dataRegions } },
    });
    configAggregator(this);
    const { securityHubPolicyId = "" } = organizationDetection(this, logArchive, logGroups.of.findings);
    organizationAlerts(this);
    logReaders(this, logArchive);
    const sink = new ObservabilitySink(this, "observability-sink", {
      sinkName: this.names.observabilitySink,
      regions: organization.regions.governed,
      organizationId: organization.organization.id,
    });
    securityToolingHealth(this);
    publish(this, "security-tooling", {
      security_hub_policy_id: securityHubPolicyId,
      observability_sink_arns: sink.arns,
    });
  }
}
