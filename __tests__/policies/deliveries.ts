import type { Delivery } from "./derivation";
import { logGroupEncryption } from "./tables/account-keys";
import { accountLogGroups } from "./tables/account-log-groups";
import { accountPermissions } from "./tables/account-permissions";
import { accountRoles } from "./tables/account-roles";
import { alerts } from "./tables/alerts";
import { attaching } from "./tables/attaching";
import { auditTrail } from "./tables/audit-trail";
import { findings } from "./tables/findings";
import { observability } from "./tables/observability";
import { logEvents } from "./tables/log-events";
import { reading } from "./tables/reading";
import { roles } from "./tables/roles";
import { sessions } from "./tables/sessions";
import { transport } from "./tables/transport";
import { vendedLogs } from "./tables/vended-logs";

/** Everything that must be able to reach the archive, or to work for it in an account, by the part it concerns. */
export const deliveries: Readonly<Record<string, readonly Delivery[]>> = {
  "audit trail": auditTrail,
  "vended logs": vendedLogs,
  "findings, inventory and exports": findings,
  "roles that write and replicate": roles,
  "subscriptions and roles of services": transport,
  "log events in the pipeline": logEvents,
  "logs that members attach": attaching,
  "keys of log groups": logGroupEncryption,
  "log groups that services write to": accountLogGroups,
  "roles of an account": accountRoles,
  "what the roles of an account do": accountPermissions,
  sessions,
  "roles that read": reading,
  alerts,
  "metrics that accounts show": observability,
};

export const allDeliveries: readonly Delivery[] = Object.values(deliveries).flat();
