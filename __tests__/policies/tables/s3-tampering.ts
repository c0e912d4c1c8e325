import type { Case } from "../cases";
import type { Request } from "../request";
import {
  actingFor,
  bringingOwnKey,
  callOf,
  callOfRole,
  Context,
  foreignKeyArn,
  namingKey,
  ownerFullControl,
} from "../contexts";
import {
  accounts,
  Actor,
  actors,
  Bucket,
  bucketArn,
  bucketKinds,
  bucketOwner,
  encryptedBuckets,
  home,
  Key,
  keyArn,
  object,
  role,
  serviceRoleArn,
  stranger,
} from "../organization-under-test";
import { folderTampering } from "./folders";
import { actorsAt, ownersRole } from "./owners-roles";
import { decisionForReader, isReader } from "./reader-requests";
import { Act, ActGroup, s3Acts } from "./s3-acts";

const { logArchive, payments } = accounts;

/** An object that lies in no folder of a writer. */
const target = (bucket: Bucket, on: Act["on"]) => (on === "bucket" ? bucketArn(bucket) : object(bucket, "x"));

/** Every kind of bucket, that of the management account included. */
const buckets: readonly Bucket[] = [...bucketKinds, "cost"];

const requestOf = (actor: Actor, bucket: Bucket, { action, on }: Act, more: Context = {}): Request => ({
  policy: `bucket ${bucket}`,
  owner: bucketOwner(bucket),
  principal: actor.principal,
  identity: actor.account === undefined ? undefined : "everything",
  action,
  resource: target(bucket, on),
  context: { ...callOf(actor), ...more },
});

const byActor = (bucket: Bucket, group: ActGroup): Case[] =>
  actorsAt(bucketOwner(bucket)).flatMap(([name, actor]) =>
    group.acts.map((act) => {
      const refused =
        group === s3Acts["read logs"] && isReader(name)
          ? decisionForReader(name, bucket, act.action)
          : "ExplicitlyDenied";
      const expected = group.may.includes(name) ? "Allowed" : refused;
      return {
        sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ${act.act} in the ${bucket} bucket`,
        request: requestOf(actor, bucket, act),
        expected,
      };
    }),
  );

const read: Act = { act: "read", action: "s3:GetObject", on: "object" };
const list: Act = { act: "list", action: "s3:ListBucket", on: "bucket" };

/** Nobody works over a connection that can be read on the way, not even to save the archive. */
const byInsecureConnection = (bucket: Bucket): Case[] => {
  const over = (words: string, context: Context): Case[] =>
    [read, list].map((act) => ({
      sentence: `the break-glass role cannot ${act.act} the ${bucket} bucket ${words}`,
      request: requestOf(ownersRole(actors.breakGlass, bucketOwner(bucket)), bucket, act, context),
      expected: "ExplicitlyDenied",
    }));
  return [
    ...over("over plain HTTP", { "aws:SecureTransport": "false" }),
    ...over("over TLS 1.1", { "s3:TlsVersion": "1.1" }),
  ];
};

const service = (sentence: string, bucket: Bucket, act: Act, context: Context, expected: Case["expected"]): Case => ({
  sentence,
  request: {
    policy: `bucket ${bucket}`,
    principal: "ec2.amazonaws.com",
    owner: bucketOwner(bucket),
    action: act.action,
    resource: target(bucket, act.on),
    context,
  },
  expected,
});

/** Keys of the vaults; the archive's is that of every other bucket with one. */
const keyOf: Partial<Record<Bucket, Key>> = { vault: "vault", "home vault": "home-vault" };

const put: Act = { act: "write", action: "s3:PutObject", on: "object" };
const tag: Act = { act: "tag", action: "s3:PutObjectTagging", on: "object" };
const labels: Act = { act: "look at the labels", action: "s3:GetObjectTagging", on: "object" };
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
    service(`no service writes to the ${bucket} bucket for strangers`, bucket, put, theirs, "ExplicitlyDenied"),
    service(
      `no service writes to the ${bucket} bucket under a key that it alone has`,
      bucket,
      put,
      { ...ours, ...bringingOwnKey },
      "ExplicitlyDenied",
    ),
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
            { ...ours, ...namingKey(keyArn(keyOf[bucket] ?? "archive")) },
            noGrant,
          ),
        ]
      : []),
  ];
};

/** Administrators see that logs arrive, and how the bucket is kept; outsiders do not learn even that. */
const looking = (bucket: Bucket): Case[] => [
  {
    sentence: `an administrator of the account that has it can list the ${bucket} bucket`,
    request: requestOf(bucketOwner(bucket) === logArchive ? actors.logArchive : actors.management, bucket, list),
    expected: "Allowed",
  },
  {
    sentence: `a member of another organization is told by name not to list the ${bucket} bucket`,
    request: requestOf(actors.stranger, bucket, list),
    expected: "ExplicitlyDenied",
  },
  {
    sentence: `a member of another organization is told by name not to look at labels in the ${bucket} bucket`,
    request: requestOf(actors.stranger, bucket, labels),
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
  ...(["vault", "home vault"] as const).flatMap((vault) => [
    roleCannot(`the replication role cannot read the ${vault} back`, "replication", vault, "s3:GetObject"),
    roleCannot(
      `the replication role cannot get around a lock in the ${vault}`,
      "replication",
      vault,
      "s3:BypassGovernanceRetention",
    ),
  ]),
  roleCannot(
    "the replication role cannot change a lock where it only reads",
    "replication",
    "trail",
    "s3:PutObjectRetention",
  ),
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
  ...(["trail", "waf", "elb", "access", "vault", "home vault"] as const).flatMap((bucket) => [
    roleCannot(`the delivery role cannot read the ${bucket} bucket`, "delivery", bucket, "s3:GetObject"),
    roleCannot(`the delivery role cannot write to the ${bucket} bucket`, "delivery", bucket, "s3:PutObject"),
  ]),
];

const inSessions = (actor: Actor, act: Act, owner: string, expected: Case["expected"]): Case => ({
  sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ${act.act} among the transcripts of ${owner}`,
  request: { ...requestOf(actor, "logs", act), resource: object("logs", `sessions/${owner}/s.log`) },
  expected,
});

/** An instance writes where it may: under a key of its own nobody could ever read the transcript. */
const ownTranscriptUnder = (key: Context, expected: Case["expected"]): Case => ({
  sentence: `a role ${expected === "Allowed" ? "writes" : "cannot write"} its own transcript under ${
    expected === "Allowed" ? "the bucket's key" : "a key that it alone has"
  }`,
  request: {
    ...requestOf(actors.workload, "logs", put, key),
    resource: object("logs", `sessions/${payments}/s.log`),
  },
  expected,
});

/** The one folder that every role may add to is its own account's, and adding is all it may do there. */
const transcripts: Case[] = [
  inSessions(actors.workload, put, accounts.website, "ExplicitlyDenied"),
  inSessions(actors.stranger, put, stranger.account, "ExplicitlyDenied"),
  ownTranscriptUnder({}, "Allowed"),
  ownTranscriptUnder(bringingOwnKey, "ExplicitlyDenied"),
  ...Object.values(s3Acts)
    .flatMap(({ acts }) => acts)
    .filter(({ on, action }) => on === "object" && !["s3:PutObject", "s3:PutObjectAcl"].includes(action))
    .map((act) => inSessions(actors.logArchive, act, logArchive, "ExplicitlyDenied")),
];

const exporter = "example-logs-log-export";

/** The folder of an account's exports is open to that account's exporters alone. */
const exportsOfOthers: Case = {
  sentence: "whoever exports logs cannot write among the exports of another account",
  request: {
    policy: "bucket logs",
    principal: role(payments, exporter),
    identity: "everything",
    action: "s3:PutObject",
    resource: object("logs", `cloudwatch-exports/${accounts.website}/aws-logs-write-test`),
    context: { ...callOfRole(payments, exporter), ...ownerFullControl },
  },
  expected: "ExplicitlyDenied",
};

/** Who may do what to the buckets of the archive, and above all who may not. */
export const s3Tampering: Readonly<Record<string, readonly Case[]>> = {
  ...Object.fromEntries(
    buckets.flatMap((bucket) =>
      Object.entries(s3Acts).map(([kind, group]) => [`${kind}: the ${bucket} bucket`, byActor(bucket, group)]),
    ),
  ),
  "insecure connections": buckets.flatMap(byInsecureConnection),
  "services without a grant": buckets.flatMap(byService),
  "looking at a bucket": buckets.flatMap(looking),
  "our own roles beyond their job": byServiceRole,
  "session transcripts": transcripts,
  "log exports": [exportsOfOthers],
  "folders of findings": folderTampering,
};
