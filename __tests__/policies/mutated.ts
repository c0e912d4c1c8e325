import { guardRailNames } from "./policy-names";
import {
  AdmittedLogGroup,
  admittedLogGroups,
  Bucket,
  bucketKinds,
  home,
  keys,
  managedByAws,
  managedPolicies,
  ServiceRole,
  serviceRoles,
} from "./organization-under-test";
import type { PolicyName } from "./policy-names";

const buckets: readonly Bucket[] = [...bucketKinds, "cost"];
const groups = Object.keys(admittedLogGroups) as AdmittedLogGroup[];
const roles = Object.keys(serviceRoles) as ServiceRole[];

/** One of each kind, since policies that Regions repeat are made by the same code; in parts that take about as long. */
export const mutated = {
  buckets: buckets.map((bucket) => `bucket ${bucket}` as const),
  others: [
    ...keys.map((key) => `key ${key}` as const),
    "topic high",
    "topic high-chat",
    "bus alerts",
    "queue undelivered alerts",
    ...guardRailNames.map((name) => `guard rail ${name}` as const),
    "permissions boundary",
    `destination ${home}`,
    `sink ${home}`,
    `delivery destination load-balancers ${home}`,
    ...groups.map((name) => `log group ${name}` as const),
    ...roles.map((name) => `trust ${name}` as const),
    ...roles.filter((name) => !managedByAws.includes(name)).map((name) => `permissions ${name}` as const),
    ...managedPolicies.map((name) => `permissions ${name}` as const),
  ],
} as const satisfies Record<string, readonly PolicyName[]>;
