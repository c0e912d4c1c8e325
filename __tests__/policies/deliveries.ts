import type { Delivery } from "./derivation";
import { auditTrail } from "./tables/audit-trail";
import { findings } from "./tables/findings";
import { roles } from "./tables/roles";
import { transport } from "./tables/transport";
import { vendedLogs } from "./tables/vended-logs";

/** Everything that must be able to reach the archive, by the part of the archive it concerns. */
export const deliveries: Readonly<Record<string, readonly Delivery[]>> = {
  "audit trail": auditTrail,
  "vended logs": vendedLogs,
  "findings, inventory and exports": findings,
  "roles that write and replicate": roles,
  "transport of log events": transport,
};

export const allDeliveries: readonly Delivery[] = Object.values(deliveries).flat();
