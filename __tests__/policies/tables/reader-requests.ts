import type { Case } from "../cases";
import type { Request } from "../request";
import { callOf, Context } from "../contexts";
import {
  accounts,
  actors,
  Bucket,
  logFolders,
  object,
  organizationId,
  Reader,
  readers,
  role,
  serviceRoleArn,
} from "../organization-under-test";

const { logArchive, securityTooling } = accounts;

/** Kind of bucket that holds logs for readers. */
export type Kind = keyof typeof logFolders;

const kinds = Object.keys(logFolders) as Kind[];
export const readerNames = Object.keys(readers) as Reader[];

/** Folders of a kind of bucket that a reader is given. */
export const given = (reader: Reader, kind: Kind) =>
  logFolders[kind].filter((folder) => readers[reader].reads.includes(folder));

/** Folders of a kind of bucket that it is not. */
export const withheld = (reader: Reader, kind: Kind) =>
  logFolders[kind].filter((folder) => !readers[reader].reads.includes(folder));

/** Whether the policy of a bucket leaves it to the reader's own which of its folders it reads. */
export const readsAllOf = (reader: Reader, kind: Kind) => withheld(reader, kind).length === 0;

/** A log of a member account. */
export const log = (bucket: Bucket, folder: string) => object(bucket, `${folder}/AWSLogs/${accounts.payments}/a.gz`);

/** A bucket with logs for readers. */
export interface Readable {
  readonly kind: Kind;
  readonly bucket: Bucket;
}

/** One of each kind, and another Region's where Regions repeat a kind. */
export const readable: readonly Readable[] = [
  ...kinds.map((kind) => ({ kind, bucket: kind })),
  { kind: "elb", bucket: "elb us-east-1" },
  { kind: "access", bucket: "access eu-central-1" },
];

/** Buckets of which a reader is given something. */
export const readableBy = (reader: Reader): readonly Readable[] =>
  readable.filter(({ kind }) => given(reader, kind).length > 0);

export const readActions = ["s3:GetObject", "s3:GetObjectVersion"];
export const listActions = ["s3:ListBucket", "s3:ListBucketVersions"];

/** A reader asks for something of the archive, under its own policy unless the request says otherwise. */
export const by = (reader: Reader, request: Pick<Request, "action" | "resource"> & Partial<Request>): Request => ({
  principal: serviceRoleArn(readers[reader].role),
  identity: `permissions ${readers[reader].role}`,
  ...request,
  context: { ...callOf(actors[reader]), "aws:ResourceAccount": logArchive, ...request.context },
});

/** Somebody of an account, which allows everything, takes the role of a reader. */
export const takesRole = (principal: string, account: string, name: Reader, context: Context): Request => ({
  policy: `trust ${readers[name].role}`,
  principal,
  identity: "everything",
  action: "sts:AssumeRole",
  resource: serviceRoleArn(readers[name].role),
  owner: securityTooling,
  context: {
    ...callOf({
      name,
      principal,
      account,
      organizationId: account === securityTooling ? organizationId : "o-vendor00000",
    }),
    ...context,
  },
});

/** The role of a permission set in Security Tooling; IAM Identity Center at home in `us-east-1` names no Region. */
export const permissionSet = (name: string, region = "eu-west-1/") =>
  role(securityTooling, `aws-reserved/sso.amazonaws.com/${region}AWSReservedSSO_${name}_0123456789abcdef`);

/** Account of the vendor, and what it presents for this customer. */
export const vendor = "777777777777";
export const externalId = { "sts:ExternalId": "example-7c1f4a2e" };

/** What a bucket decides for a reader that its account allows everything, about an object in no folder. */
export function decisionForReader(reader: Reader, bucket: Bucket, action: string): Case["expected"] {
  const kind = kinds.find((each) => each === bucket);
  if (!kind || given(reader, kind).length === 0) return "ExplicitlyDenied";
  return readsAllOf(reader, kind) && readActions.includes(action) ? "Allowed" : "ImplicitlyDenied";
}

export const isReader = (name: string): name is Reader => name in readers;

/** One thing that is refused. */
export const cannot = (sentence: string, request: Request, expected: Case["expected"] = "ImplicitlyDenied"): Case => ({
  sentence,
  request,
  expected,
});
