import { NetworkfirewallLoggingConfiguration } from "@cdktf/provider-aws/lib/networkfirewall-logging-configuration";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { ResourceSelection, selectResources, taggedResources } from "./resource-selection";

export interface NetworkFirewallLogsProps extends ResourceSelection {
  readonly regions: readonly string[];
  readonly archiveBucketName: string;
}

/**
 * Network firewalls log alerts, flows and TLS inspection to the archive.
 *
 * A firewall has one destination per log type, so this one replaces another; except a firewall that must keep its own.
 * Only traffic that reaches the stateful engine is logged.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/logging-s3.html
 */
export class NetworkFirewallLogs extends Construct {
  constructor(scope: Construct, id: string, props: NetworkFirewallLogsProps) {
    super(scope, id);
    const discover = taggedResources("network-firewall:firewall");
    for (const region of props.regions) {
      const resources = selectResources(this, `firewalls-${region}`, region, props, discover, ":firewall/");
      if (!resources) continue;
      new NetworkfirewallLoggingConfiguration(this, `logging-${region}`, {
        forEach: resources,
        region,
        firewallArn: resources.value,
        loggingConfiguration: {
          logDestinationConfig: ["ALERT", "FLOW", "TLS"].map((logType) => ({
            logType,
            logDestinationType: "S3",
            logDestination: {
              bucketName: props.archiveBucketName,
              prefix: logTypes.networkFirewall.prefix.replace("/", ""),
            },
          })),
        },
      });
    }
  }
}
