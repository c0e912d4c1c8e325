import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { everySource } from "../support/variants";
import { AttachedPolicies, attachedPolicies } from "./attachments";
import {
  accounts,
  AdmittedLogGroup,
  admittedLogGroups,
  alertTopics,
  Bucket,
  bucketNames,
  bucketOwner,
  DeliveryDestination,
  deliveryDestinations,
  home,
  keyOwner,
  keyRegion,
  keys,
  managedByAws,
  managedPolicies,
  regions,
  ServiceRole,
  serviceRoles,
} from "./organization-under-test";
import { guardRailNames, Policies, PolicyName } from "./policy-names";
import type { Stacks } from "./references";
import type { IamPolicy } from "./rendering";

/** The example organization with every source in use. One workload stands for all. */
export const workspacesUnderTest = (): Stacks =>
  synthesize(
    organization((draft) => {
      everySource(draft);
      draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
      draft.guardRails.centralRootAccess = true;
      draft.guardRails.globalActions = [{ actions: ["lambda:*"], regions: ["us-west-2"] }];
    }),
  );

const workspaceOf: Readonly<Record<string, string>> = {
  [accounts.management]: "management",
  [accounts.logArchive]: "log-archive",
  [accounts.securityTooling]: "security-tooling",
  [accounts.payments]: "workloads-payments",
};

/** What AWS gives a key that is made without a policy, here for every account: principals' own policies decide. */
const defaultKeyPolicy: IamPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "EnableIamUserPermissions",
      Effect: "Allow",
      Principal: { AWS: Object.values(accounts).map((account) => `arn:aws:iam::${account}:root`) },
      Action: ["kms:*"],
      Resource: ["*"],
    },
  ],
};

/** What a resource's policy would be, had somebody opened it: whatever else is in force must hold all the same. */
const openToEverybody: IamPolicy = {
  Version: "2012-10-17",
  Statement: [{ Sid: "OpenToEverybody", Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] }],
};

type Named = readonly [PolicyName, IamPolicy];

const named = (name: PolicyName, policy: IamPolicy): Named => [name, policy];

function inlinePolicy(workspace: AttachedPolicies, name: ServiceRole): Named[] {
  const found = workspace.inlineOf(`example-logs-${name}`);
  if (found.length !== (managedByAws.includes(name) ? 0 : 1)) {
    throw new Error(`role ${name} has ${found.length} inline policies`);
  }
  return found.map((policy) => named(`permissions ${name}`, policy));
}

/** The guard rails that the management account applies. */
export const guardRailPolicies = (management: AttachedPolicies): Named[] =>
  guardRailNames.map((name) => {
    const attached = management.ofOrganization[`example-logs-${name}`];
    if (!attached) throw new Error(`no policy of the organization is called example-logs-${name}`);
    return named(`guard rail ${name}`, attached.policy);
  });

/** What differs between the modes of transport, and what the rows about them need beside it. */
export function transportPolicies(stacks: Stacks): Policies {
  const management = attachedPolicies(stacks, "management");
  const logArchive = attachedPolicies(stacks, "log-archive");
  const prefixed = (name: string) => `example-logs-${name}`;
  const roles = (["delivery", "subscription", "destination"] as const).filter((name) =>
    logArchive.roles.includes(prefixed(name)),
  );
  return new Map([
    named("default key", defaultKeyPolicy),
    ...(["trail", "logs"] as const).map((name) => named(`bucket ${name}`, logArchive.ofBucket(bucketNames[name]))),
    ...(["archive", "transport"] as const).map((name) => named(`key ${name}`, logArchive.ofKey(prefixed(name), home))),
    ...roles.map((name) => named(`trust ${name}`, logArchive.trustOf(prefixed(name)))),
    ...roles.flatMap((name) =>
      logArchive.inlineOf(prefixed(name)).map((policy) => named(`permissions ${name}`, policy)),
    ),
    ...(roles.includes("destination") ? regions : []).map((region) =>
      named(`destination ${region}`, logArchive.ofDestination(region)),
    ),
    ...guardRailPolicies(management),
    named("permissions boundary", management.managed(prefixed("boundary"))),
  ]);
}

/** One policy of every kind that the workspaces attach, under the names the cases use. */
export function policiesUnderTest(stacks: Stacks = workspacesUnderTest()): Policies {
  const attached = Object.fromEntries(
    Object.entries(workspaceOf).map(([account, workspace]) => [account, attachedPolicies(stacks, workspace)]),
  );
  const of = (account: string) => attached[account] as AttachedPolicies;
  const management = of(accounts.management);
  const logArchive = of(accounts.logArchive);
  const securityTooling = of(accounts.securityTooling);
  const workload = of(accounts.payments);
  const prefixed = (name: string) => `example-logs-${name}`;

  const buckets = Object.entries(bucketNames) as [Bucket, string][];
  const roles = Object.entries(serviceRoles) as [ServiceRole, string][];
  const groups = Object.keys(admittedLogGroups) as AdmittedLogGroup[];
  const deliveries = (Object.keys(deliveryDestinations) as DeliveryDestination[]).flatMap((name) =>
    deliveryDestinations[name].map((region) => ({ name, region })),
  );
  return new Map([
    ...buckets.map(([bucket, name]) => named(`bucket ${bucket}`, of(bucketOwner(bucket)).ofBucket(name))),
    ...keys.map((key) => named(`key ${key}`, of(keyOwner(key)).ofKey(prefixed(key), keyRegion(key)))),
    named("default key", defaultKeyPolicy),
    named("open to everybody", openToEverybody),
    ...roles.map(([name, account]) => named(`trust ${name}`, of(account).trustOf(prefixed(name)))),
    ...roles.flatMap(([name, account]) => inlinePolicy(of(account), name)),
    ...managedPolicies.map((name) => named(`permissions ${name}`, workload.managed(prefixed(name)))),
    ...regions.map((region) => named(`destination ${region}`, logArchive.ofDestination(region))),
    ...deliveries.map(({ name, region }) =>
      named(`delivery destination ${name} ${region}`, logArchive.ofDeliveryDestination(prefixed(name), region)),
    ),
    ...guardRailPolicies(management),
    named(`sink ${home}`, of(accounts.securityTooling).ofSink(home)),
    ...alertTopics.map((name) => named(`topic ${name}`, securityTooling.ofTopic(prefixed(`alerts-${name}`)))),
    named("bus alerts", securityTooling.ofEventBus(prefixed("alerts"))),
    named("queue undelivered alerts", securityTooling.ofQueue(prefixed("alerts-undelivered"))),
    named("permissions boundary", management.managed(prefixed("boundary"))),
    ...groups.map((name) => {
      const { account, region } = admittedLogGroups[name];
      return named(`log group ${name}`, of(account).ofLogGroups(prefixed(name), region));
    }),
  ]);
}
