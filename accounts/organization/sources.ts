import { z } from "zod";
import { directories, inventory, operatingSystems, sessions, syslogRelays } from "./host-sources";
import {
  cloudFront,
  loadBalancers,
  networkFirewalls,
  publicZoneQueryLogs,
  resolverQueryLogs,
  trafficMirrors,
  transitGatewayFlowLogs,
  vpcFlowLogs,
  webAcls,
} from "./network-sources";
import { config, costAndUsage, dataEvents, loggingGaps, logGroupRetention } from "./service-sources";

/** What is collected. Every source that AWS's guidance names is on unless it is switched off; the optional ones are listed. */
export const sourcesSchema = z
  .strictObject(
    {
      config,
      vpcFlowLogs,
      transitGatewayFlowLogs,
      resolverQueryLogs,
      publicZoneQueryLogs,
      logGroupRetention,
      loadBalancers,
      cloudFront,
      webAcls,
      networkFirewalls,
      dataEvents,
      loggingGaps,
      directories,
      operatingSystems,
      sessions,
      inventory,
      costAndUsage,
      syslogRelays,
      trafficMirrors,
    },
    { error: "sources as NAME: { enabled: false }" },
  )
  .prefault({})
  .describe("What is collected. Everything is, but for what is switched off here.");

export type Sources = z.infer<typeof sourcesSchema>;
export type SourceName = keyof Sources;
