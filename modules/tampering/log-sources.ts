import { ServiceTampering } from "./service-tampering";

/** What collects logs of networks, names, web traffic and directories is deleted or redirected. */
export const logSources: readonly ServiceTampering[] = [
  { service: "ds", groups: [{ denied: "DenyDetachingLogs", actions: ["DeleteLogSubscription"] }] },
  { service: "ec2", groups: [{ denied: "DenyDetachingLogs", actions: ["DeleteFlowLogs"] }] },
  {
    service: "network-firewall",
    groups: [{ denied: "DenyDetachingLogs", actions: ["UpdateLoggingConfiguration"] }],
  },
  { service: "route53", groups: [{ denied: "DenyDetachingLogs", actions: ["DeleteQueryLoggingConfig"] }] },
  {
    service: "route53resolver",
    groups: [
      {
        denied: "DenyDetachingLogs",
        actions: ["DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"],
      },
    ],
  },
  {
    service: "wafv2",
    groups: [{ denied: "DenyDetachingLogs", actions: ["DeleteLoggingConfiguration", "PutLoggingConfiguration"] }],
  },
];
