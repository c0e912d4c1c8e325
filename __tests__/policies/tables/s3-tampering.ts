import type { Case, Request } from "../cases";
import { actingFor, callOf, callOfRole, Context, foreignKeyArn, namingKey } from "../contexts";
import {
  accounts,
  Actor,
  ActorName,
  actors,
  Bucket,
  bucketArn,
  bucketKinds,
  encryptedBuckets,
  home,
  keyArn,
  object,
  serviceRoleArn,
  stranger,
} from "../organization-under-test";
import { folderTampering } from "./folders";
import { Act, ActGroup, s3Acts } from "./s3-acts";

const { logArchive, payments } = accounts;

/** An object that lies in no folder of a writer. */
const target = (bucket: Bucket, on: Act["on"]) => (on === "bucket" ? bucketArn(bucket) : object(bucket, "x"));

const requestOf = (actor: Actor, bucket: Bucket, { action, on }: Act, more: Context = {}): Request => ({
  policy: `bucket ${bucket}`,
  principal: actor.principal,
  identity: actor.account === undefined ? undefined : "everything",
  action,
  resource: target(bucket, on),
  context: { ...callOf(actor), ...more },
});

const byActor = (bucket: Bucket, group: ActGroup): Case[] =>
  (Object.entries(actors) as [ActorName, Actor][]).flatMap(([name, actor]) =>
    group.acts.map((act) => {
      const may = group.may.includes(name);
      return {
        sentence: `${actor.name} ${may ? "can" : "cannot"} ${act.act} in the ${bucket} bucket`,
        request: requestOf(actor, bucket, act),
        expected: may ? "Allowed" : "ExplicitlyDenied",
      };
    }),
  );

/** Nobody works over a connection that can be read on the way, not even to save the archive. */
const byInsecureConnection = (bucket: Bucket): Case[] => {
  const read = { act: "read", action: "s3:GetObject", on: "object" } as const;
  const over = (words: string, context: Context): Case => ({
    sentence: `the break-glass role cannot read the ${bucket} bucket ${words}`,
    request: requestOf(actors.breakGlass, bucket, read, context),
    expected: "ExplicitlyDenied",
  });
  return [
    over("over plain HTTP", { "aws:SecureTransport": "false" }),
    over("over TLS 1.1", { "s3:TlsVersion": "1.1" }),
  ];
};

const service = (sentence: string, bucket: Bucket, act: Act, context: Context, expected: Case["expected"]): Case => ({
  sentence,
  request: {
    policy: `bucket ${bucket}`,
    principal: "ec2.amazonaws.com",
    action: act.action,
    resource: target(bucket, act.on),
    context,
  },
  expected,
});

const put: Act = { act: "write", action: "s3:PutObject", on: "object" };
const tag: Act = { act: "tag", action: "s3:PutObjectTagging", on: "object" };
const list: Act = { act: "list", action: "s3:ListBucket", on: "bucket" };
const instance = (account: string) => `arn:aws:ec2:${home}:${account}:instance/i-0a1b`;

/**
 * AWS services that no grant names. Where a denial does not concern them they are refused for want of a grant alone, so
 * that the grant of a writer to come is enough to admit it.
 */
const byService = (bucket: Bucket): Case[] => {
  const ours = actingFor(payments, instance(payments));
  const theirs = actingFor(stranger.account, instance(stranger.account));
  const nobodys = { "aws:PrincipalIsAWSService": "true" };
  const noGrant = "ImplicitlyDenied";
  return [
    service(`a service without a grant cannot write to the ${bucket} bucket`, bucket, put, ours, noGrant),
    service(`a service that names no source cannot write to the ${bucket} bucket`, bucket, put, nobodys, noGrant),
    service(`a service without a grant cannot tag an object in the ${bucket} bucket`, bucket, tag, ours, noGrant),
    service(`no service lists the ${bucket} bucket for strangers`, bucket, list, theirs, "ExplicitlyDenied"),
    ...Object.values(s3Acts)
      .filter(({ may }) => may.length > 0)
      .flatMap(({ acts }) => acts)
      .map((act) =>
        service(`a service cannot ${act.act} in the ${bucket} bucket`, bucket, act, ours, "ExplicitlyDenied"),
      ),
    ...(encryptedBuckets.includes(bucket)
      ? [
          service(
            `a service cannot write to the ${bucket} bucket with a foreign key, whatever it is granted`,
            bucket,
            put,
            { ...ours, ...namingKey(foreignKeyArn) },
            "ExplicitlyDenied",
          ),
          service(
            `a service without a grant cannot write to the ${bucket} bucket with its own key either`,
            bucket,
            put,
            { ...ours, ...namingKey(keyArn(bucket === "vault" ? "vault" : "archive")) },
            noGrant,
          ),
        ]
      : []),
  ];
};

/** Administrators see that logs arrive, and how the bucket is kept; outsiders do not learn even that. */
const looking = (bucket: Bucket): Case[] => [
  {
    sentence: `an administrator of Log Archive can list the ${bucket} bucket`,
    request: requestOf(actors.logArchive, bucket, list),
    expected: "Allowed",
  },
  {
    sentence: `a member of another organization is told by name not to list the ${bucket} bucket`,
    request: requestOf(actors.stranger, bucket, list),
    expected: "ExplicitlyDenied",
  },
  {
    sentence: `nobody without credentials lists the ${bucket} bucket`,
    request: requestOf(actors.anonymous, bucket, list),
    expected: "ExplicitlyDenied",
  },
];

const roleCannot = (sentence: string, name: "replication" | "delivery", bucket: Bucket, action: string): Case => ({
  sentence,
  request: {
    policy: `bucket ${bucket}`,
    principal: serviceRoleArn(name),
    identity: "everything",
    action,
    resource: target(bucket, "object"),
    context: callOfRole(logArchive, `example-logs-${name}`),
  },
  expected: "ExplicitlyDenied",
});

/** Our own roles, even with an identity policy far wider than theirs. */
const byServiceRole: Case[] = [
  roleCannot("the replication role cannot read the vault back", "replication", "vault", "s3:GetObject"),
  ...(["trail", "logs", "waf", "elb", "access"] as const).flatMap((bucket) => [
    roleCannot(
      `the replication role cannot write to its source, the ${bucket} bucket`,
      "replication",
      bucket,
      "s3:PutObject",
    ),
    roleCannot(
      `the replication role cannot delete from the ${bucket} bucket`,
      "replication",
      bucket,
      "s3:DeleteObject",
    ),
  ]),
  ...(["trail", "waf", "elb", "access", "vault"] as const).flatMap((bucket) => [
    roleCannot(`the delivery role cannot read the ${bucket} bucket`, "delivery", bucket, "s3:GetObject"),
    roleCannot(`the delivery role cannot write to the ${bucket} bucket`, "delivery", bucket, "s3:PutObject"),
  ]),
];

const inSessions = (actor: Actor, act: Act, owner: string, expected: Case["expected"]): Case => ({
  sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ${act.act} among the transcripts of ${owner}`,
  request: { ...requestOf(actor, "logs", act), resource: object("logs", `sessions/${owner}/s.log`) },
  expected,
});

/** The one folder that every role may add to is its own account's, and adding is all it may do there. */
const transcripts: Case[] = [
  inSessions(actors.workload, put, accounts.website, "ExplicitlyDenied"),
  inSessions(actors.stranger, put, stranger.account, "ExplicitlyDenied"),
  ...Object.values(s3Acts)
    .flatMap(({ acts }) => acts)
    .filter(({ on, action }) => on === "object" && !["s3:PutObject", "s3:PutObjectAcl"].includes(action))
    .map((act) => inSessions(actors.logArchive, act, logArchive, "ExplicitlyDenied")),
];

/** Who may do what to the buckets of the archive, and above all who may not. */
export const s3Tampering: Readonly<Record<string, readonly Case[]>> = {
  ...Object.fromEntries(
    bucketKinds.flatMap((bucket) =>
      Object.entries(s3Acts).map(([kind, group]) => [`${kind}: the ${bucket} bucket`, byActor(bucket, group)]),
    ),
  ),
  "insecure connections": bucketKinds.flatMap(byInsecureConnection),
  "services without a grant": bucketKinds.flatMap(byService),
  "looking at a bucket": bucketKinds.flatMap(looking),
  "our own roles beyond their job": byServiceRole,
  "session transcripts": transcripts,
  "folders of findings": folderTampering,
};
