import type { Case } from "../cases";
import type { Request } from "../request";
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
  serviceRoleArn,
  ServiceRole,
  serviceRoles,
} from "../organization-under-test";
import { actorsAt, ownersRole } from "./owners-roles";

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
      CreateAlias: "name",
      DeleteAlias: "delete the alias of",
      UpdateAlias: "redirect the alias of",
      EnableKeyRotation: "keep up the rotation of",
      CancelKeyDeletion: "cancel the deletion of",
      EnableKey: "enable",
      UpdateKeyDescription: "describe",
      TagResource: "tag",
      UntagResource: "untag",
    },
  },
];

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
  actorsAt(keyOwner(key)).flatMap(([name, actor]) =>
    keyActs.flatMap(({ may, acts }) =>
      Object.entries(acts).map(([action, act]) => ({
        sentence: `${actor.name} ${may.includes(name) ? "can" : "cannot"} ${act} the ${key} key`,
        request: requestOf(actor, key, action),
        expected: may.includes(name) ? ("Allowed" as const) : ("ImplicitlyDenied" as const),
      })),
    ),
  );

/** What a key policy grants is granted to the account, which must allow it to the role in turn. */
const unentitled = (key: Key): Case[] =>
  [actors.breakGlass, actors.deployment].map((actor) => ({
    sentence: `${actor.name} cannot enable the rotation of the ${key} key without a policy of its own`,
    request: { ...requestOf(ownersRole(actor, keyOwner(key)), key, "EnableKeyRotation"), identity: undefined },
    expected: "ImplicitlyDenied",
  }));

const looks = {
  DescribeKey: "look at",
  GetKeyPolicy: "read the policy of",
  GetKeyRotationStatus: "see the rotation of",
  ListGrants: "list the grants of",
};

const described = (key: Key): Case[] =>
  [actors.logArchive, actors.management, actors.securityTooling, actors.workload].flatMap((actor) => {
    const own = actor.account === keyOwner(key);
    return Object.entries(looks).map(([action, act]) => ({
      sentence: `${actor.name} ${own ? "can" : "cannot"} ${act} the ${key} key`,
      request: requestOf(actor, key, action),
      expected: own ? ("Allowed" as const) : ("ImplicitlyDenied" as const),
    }));
  });

/** With the archive's own buckets as a cover, S3 uses the key for whoever may: the roles of writers and readers alone. */
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
  ...Object.fromEntries(
    keys.map((key) => [`the ${key} key`, [...keyCases(key), ...unentitled(key), ...described(key)]]),
  ),
  "the archive key through S3": throughTheArchive,
  "roles of services": (Object.keys(serviceRoles) as ServiceRole[]).flatMap(trustCases),
};
