import type { Delivery } from "./derivation";
import { auditTrail } from "./tables/audit-trail";
import { findings } from "./tables/findings";
import { logEvents } from "./tables/log-events";
import { roles } from "./tables/roles";
import { transport } from "./tables/transport";
import { vendedLogs } from "./tables/vended-logs";

/** Everything that must be able to reach the archive, by the part of the archive it concerns. */
export const deliveries: Readonly<Record<string, readonly Delivery[]>> = {
  "audit trail": auditTrail,
  "vended logs": vendedLogs,
  "findings, inventory and exports": findings,
  "roles that write and replicate": roles,
  "subscriptions and roles of services": transport,
  "log events in the pipeline": logEvents,
};

export const allDeliveries: readonly Delivery[] = Object.values(deliveries).flat();
