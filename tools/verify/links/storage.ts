import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { NamedBucket } from "../../../accounts/organization/bucket-names";
import { archiveBuckets } from "../../../accounts/workspace/archive-buckets";
import { archiveParties } from "../../../accounts/workspace/archive-parties";
import { broken, faultsOr, healthy } from "../answers";
import { orNothing } from "../failure";
import type { Answer, Asked, Expected, Link, Place } from "../link";

const describeKey = "kms:DescribeKey";
const getPolicy = "s3:GetBucketPolicy";
const getReplication = "s3:GetBucketReplication";

const bucketPlaces =
  (wanted: (bucket: NamedBucket) => boolean) =>
  ({ organization, names }: Expected): Place[] =>
    names.buckets
      .filter(wanted)
      .map(({ region, name }) => ({ accountId: organization.accounts.logArchive.id, region, item: name }));

const bucketOf = ({ names, item }: Asked): NamedBucket => {
  const found = names.buckets.find(({ name }) => name === item);
  if (!found) throw new Error(`no bucket ${item ?? ""}`);
  return found;
};

/** Keys whose loss ends what is written, each in its account and Region. */
const keyPlaces = ({ organization }: Expected): Place[] => {
  const { accounts, regions, namePrefix } = organization;
  const key = (accountId: string, region: string, name: string) => ({
    accountId,
    region,
    item: `alias/${namePrefix}-${name}`,
  });
  return [
    key(accounts.logArchive.id, regions.home, "archive"),
    key(accounts.logArchive.id, regions.vault, "vault"),
    key(accounts.logArchive.id, regions.home, "home-vault"),
    key(accounts.logArchive.id, regions.home, "transport"),
    key(accounts.management.id, regions.home, "trail-logs"),
  ];
};

async function key(asked: Asked): Promise<readonly Answer[]> {
  const resource = asked.item;
  const found = await orNothing(
    asked.client(KMSClient).send(new DescribeKeyCommand({ KeyId: resource })),
    "NotFoundException",
  );
  const { KeyState: state, DeletionDate: deletion } = found?.KeyMetadata ?? {};
  if (!found) return [broken("there is no such key", describeKey, { resource, error: "NotFoundException" })];
  if (state === "Enabled") return [{ ...healthy("the key is enabled", describeKey), resource }];
  const end = deletion ? `, and is gone on ${deletion.toISOString()}` : "";
  return [broken(`the key is ${state ?? "without a state"}${end}`, describeKey, { resource })];
}

interface Document {
  readonly Statement?: readonly { readonly Sid?: string }[];
}

async function policy(asked: Asked): Promise<readonly Answer[]> {
  const bucket = bucketOf(asked);
  const resource = bucket.name;
  const found = await orNothing(
    asked.client(S3Client).send(new GetBucketPolicyCommand({ Bucket: resource })),
    "NoSuchBucket",
    "NoSuchBucketPolicy",
  );
  if (!found?.Policy) return [broken("there is no bucket, or no policy of it", getPolicy, { resource })];
  const document = JSON.parse(found.Policy) as Document;
  const sids = new Set((document.Statement ?? []).map(({ Sid }) => Sid));
  const parties = archiveParties(asked.organization);
  const wanted = archiveBuckets[bucket.kind].writers.flatMap((writer) => writer.bucket(parties, bucket));
  const missing = wanted.filter(({ sid }) => !sids.has(sid)).map(({ sid }) => sid);
  return missing.length > 0
    ? [broken(`the bucket's policy lacks ${missing.join(", ")}: its writer is refused`, getPolicy, { resource })]
    : [
        {
          ...healthy(`the bucket's policy has all ${wanted.length} statements of its writers`, getPolicy),
          resource,
        },
      ];
}

async function keeping(asked: Asked): Promise<readonly Answer[]> {
  const { kind, name: resource } = bucketOf(asked);
  const client = asked.client(S3Client);
  const versioning = "s3:GetBucketVersioning";
  const faults: Answer[] = [];
  const { Status: status } = await client.send(new GetBucketVersioningCommand({ Bucket: resource }));
  if (status !== "Enabled") faults.push(broken(`versioning is ${status ?? "off"}`, versioning, { resource }));
  if (archiveBuckets[kind].locked) {
    const lock = await orNothing(
      client.send(new GetObjectLockConfigurationCommand({ Bucket: resource })),
      "ObjectLockConfigurationNotFoundError",
    );
    const { Days: days = 0, Years: years = 0 } = lock?.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
    if (days + years * 365 < asked.organization.objectLock.days) {
      const call = "s3:GetObjectLockConfiguration";
      faults.push(broken(`objects are locked for ${days + years * 365} days`, call, { resource }));
    }
  }
  return faultsOr(faults, { ...healthy("objects keep their versions and locks", versioning), resource });
}

async function replication(asked: Asked): Promise<readonly Answer[]> {
  const { name: resource } = bucketOf(asked);
  const found = await orNothing(
    asked.client(S3Client).send(new GetBucketReplicationCommand({ Bucket: resource })),
    "ReplicationConfigurationNotFoundError",
  );
  const rule = found?.ReplicationConfiguration?.Rules?.find(({ Status: status }) => status === "Enabled");
  if (!rule) return [broken("nothing is copied into the vault", getReplication, { resource })];
  const vault = rule.Destination?.Bucket;
  const ours = asked.names.buckets.some(
    ({ arn, kind }) => arn === vault && archiveBuckets[kind].replicatedPrefix === undefined,
  );
  return ours
    ? [{ ...healthy("the bucket is copied into its vault", getReplication), resource }]
    : [broken(`the bucket is copied to ${vault ?? "nothing"}`, getReplication, { resource })];
}

/** Roles that AWS's services write or send under; without them, they stop without a word. */
const rolePlaces = (expected: Expected): Place[] => {
  const { organization, names } = expected;
  const { logArchive, management } = organization.accounts;
  const role = (accountId: string, purpose: Parameters<typeof names.role>[0]) => ({
    accountId,
    region: "global",
    item: names.role(purpose),
  });
  const { mode } = organization.transport;
  return [
    role(logArchive.id, "replication"),
    role(logArchive.id, "delivery"),
    ...(mode === "centralization" ? [] : [role(logArchive.id, "destination")]),
    role(management.id, "trail-log-group"),
  ];
};

async function roleThere(asked: Asked): Promise<readonly Answer[]> {
  const resource = asked.item;
  const found = await orNothing(
    asked.client(IAMClient).send(new GetRoleCommand({ RoleName: resource })),
    "NoSuchEntityException",
    "NoSuchEntity",
  );
  return found?.Role
    ? [{ ...healthy("the role is there", "iam:GetRole"), resource }]
    : [broken("there is no such role: what works under it stands still", "iam:GetRole", { resource })];
}

export const storage: readonly Link[] = [
  {
    id: "bucket-policy",
    what: "The policy of a bucket of the archive lets each of its writers in.",
    source: "archive",
    alarms: ["tampering", "silent-cloudtrail"],
    runbook: "runbooks/tampering#s3.amazonaws.com",
    calls: [getPolicy],
    places: bucketPlaces(() => true),
    ask: policy,
  },
  {
    id: "bucket-keeping",
    what: "A bucket of the archive keeps every version, and locks what is to be locked.",
    source: "archive",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#s3.amazonaws.com",
    calls: ["s3:GetBucketVersioning", "s3:GetObjectLockConfiguration"],
    places: bucketPlaces(() => true),
    ask: keeping,
  },
  {
    id: "replication",
    what: "A bucket of the archive is copied into a vault.",
    source: "archive",
    alarms: ["replication-failed", "replication-lag"],
    runbook: "runbooks/pipeline-health#replication-failed",
    calls: [getReplication],
    places: bucketPlaces(({ kind }) => archiveBuckets[kind].replicatedPrefix !== undefined),
    ask: replication,
  },
  {
    id: "roles",
    what: "A role that a service of AWS works under is there.",
    source: "archive",
    alarms: ["replication-failed", "delivery-failing", "tampering"],
    runbook: "runbooks/tampering#iam.amazonaws.com",
    calls: ["iam:GetRole"],
    places: rolePlaces,
    ask: roleThere,
  },
  {
    id: "keys",
    what: "A key that logs are written with is enabled.",
    source: "archive",
    alarms: ["delivery-key", "tampering"],
    runbook: "runbooks/pipeline-health#delivery-key",
    calls: [describeKey],
    places: keyPlaces,
    ask: key,
  },
];
