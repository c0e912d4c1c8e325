import type {
  AdmittedLogGroup,
  AlertTopicName,
  Bucket,
  DeliveryDestination,
  Key,
  ManagedPolicy,
  ServiceRole,
} from "./organization-under-test";
import type { IamPolicy } from "./rendering";

/**
 * What is attached where, as AWS would see it: to the root, which every account but management's inherits, and to single
 * accounts.
 */
export const guardRails = {
  root: ["record", "detection", "accounts", "organization"],
  logArchive: ["archive"],
  resourcesOfLogArchive: ["perimeter"],
} as const;

export type GuardRail = (typeof guardRails)[keyof typeof guardRails][number];

export const guardRailNames = Object.values(guardRails).flat();

/** What a role may do: its only policy. */
export type Permissions = `permissions ${ServiceRole | ManagedPolicy}`;

/** Name of a policy that the cases speak of. */
export type PolicyName =
  | `bucket ${Bucket}`
  | `key ${Key}`
  | "default key"
  | "open to everybody"
  | `trust ${ServiceRole}`
  | Permissions
  | `destination ${string}`
  | `delivery destination ${DeliveryDestination} ${string}`
  | `log group ${AdmittedLogGroup}`
  | `guard rail ${GuardRail}`
  | `sink ${string}`
  | `topic ${AlertTopicName}`
  | "bus alerts"
  | "queue undelivered alerts"
  | "permissions boundary";

export type Policies = ReadonlyMap<PolicyName, IamPolicy>;
