import type { Case, Request } from "../cases";
import { callOf, Context, throughS3 } from "../contexts";
import {
  Actor,
  ActorName,
  actors,
  bucketArn,
  home,
  Key,
  keyArn,
  keyOwner,
  keys,
  role,
  serviceRoleArn,
  ServiceRole,
  serviceRoles,
} from "../organization-under-test";

/** KMS actions that end, redirect or use a key, and the only actors that may. */
const keyActs: readonly { readonly may: readonly ActorName[]; readonly acts: Readonly<Record<string, string>> }[] = [
  {
    may: ["breakGlass"],
    acts: {
      ScheduleKeyDeletion: "schedule the deletion of",
      DisableKey: "disable",
      DisableKeyRotation: "end the rotation of",
      CreateGrant: "grant away",
      ReplicateKey: "replicate",
      Decrypt: "decrypt with",
      Encrypt: "encrypt with",
      GenerateDataKey: "make data keys of",
      ReEncryptFrom: "re-encrypt away from",
    },
  },
  {
    may: ["deployment", "breakGlass"],
    acts: {
      PutKeyPolicy: "replace the policy of",
      DeleteAlias: "delete the alias of",
      UpdateAlias: "redirect the alias of",
      EnableKeyRotation: "keep up the rotation of",
      CancelKeyDeletion: "cancel the deletion of",
      TagResource: "tag",
    },
  },
];

/** Break-glass and deployment roles of the account that owns the key: those of another account are strangers to it. */
function ownersRole(actor: Actor, owner: string): Actor {
  const name = actor.principal.split("/").at(-1) ?? "";
  return { ...actor, principal: role(owner, name), account: owner };
}

const requestOf = (actor: Actor, key: Key, action: string, more: Context = {}): Request => ({
  policy: `key ${key}`,
  principal: actor.principal,
  identity: actor.account === undefined ? undefined : "everything",
  action: `kms:${action}`,
  resource: keyArn(key),
  owner: keyOwner(key),
  context: { ...callOf(actor), ...more },
});

const keyCases = (key: Key): Case[] =>
  (Object.entries(actors) as [ActorName, Actor][]).flatMap(([name, unhoused]) => {
    const privileged = name === "breakGlass" || name === "deployment";
    const actor = privileged ? ownersRole(unhoused, keyOwner(key)) : unhoused;
    return keyActs.flatMap(({ may, acts }) =>
      Object.entries(acts).map(([action, act]) => ({
        sentence: `${actor.name} ${may.includes(name) ? "can" : "cannot"} ${act} the ${key} key`,
        request: requestOf(actor, key, action),
        expected: may.includes(name) ? ("Allowed" as const) : ("ImplicitlyDenied" as const),
      })),
    );
  });

const described = (key: Key): Case[] =>
  [actors.logArchive, actors.management, actors.workload].map((actor) => {
    const own = actor.account === keyOwner(key);
    return {
      sentence: `${actor.name} ${own ? "can" : "cannot"} look at the ${key} key`,
      request: requestOf(actor, key, "DescribeKey"),
      expected: own ? "Allowed" : "ImplicitlyDenied",
    };
  });

/** With the archive's own buckets as a cover, S3 uses the key for whoever may: the writers' roles alone. */
const throughTheArchive: Case[] = (["logs", "trail", "waf"] as const).flatMap((bucket) =>
  [actors.logArchive, actors.user, actors.deployment, actors.stranger].map((actor) => ({
    sentence: `${actor.name} cannot decrypt the ${bucket} bucket through S3`,
    request: requestOf(actor, "archive", "Decrypt", throughS3(home, bucketArn(bucket))),
    expected: "ImplicitlyDenied" as const,
  })),
);

const trustCases = (name: ServiceRole): Case[] =>
  Object.values<Actor>(actors).map((actor) => ({
    sentence: `${actor.name} cannot take the ${name} role`,
    request: {
      policy: `trust ${name}`,
      principal: actor.principal,
      identity: actor.account === undefined ? undefined : "everything",
      action: "sts:AssumeRole",
      resource: serviceRoleArn(name),
      owner: serviceRoles[name],
      context: callOf(actor),
    },
    expected: "ImplicitlyDenied",
  }));

/** Who may do what to the keys, and who may take the roles that services work under. */
export const keyTampering: Readonly<Record<string, readonly Case[]>> = {
  ...Object.fromEntries(keys.map((key) => [`the ${key} key`, [...keyCases(key), ...described(key)]])),
  "the archive key through S3": throughTheArchive,
  "roles of services": (Object.keys(serviceRoles) as ServiceRole[]).flatMap(trustCases),
};
