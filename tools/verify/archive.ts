import {
  HeadObjectCommand,
  HeadObjectCommandOutput,
  ListObjectsV2Command,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
import { LogTypeName, logTypes } from "../../modules/archive/log-types";
import { archiveKeys, isLookedFor, LookedFor } from "./archive-keys";
import { ArchiveFacts, ArchivePlace, placesOf } from "./archive-place";

/** The reads of Amazon S3 that tell what the archive holds. */
export interface ArchiveReads {
  readonly list: (input: ListObjectsV2CommandInput) => Promise<ListObjectsV2CommandOutput>;
  readonly head: (input: {
    Bucket: string;
    Key: string;
  }) => Promise<Pick<HeadObjectCommandOutput, "ReplicationStatus">>;
}

/** The same through a client of the SDK, which must be of the bucket's Region. */
export const archiveReads = (client: S3Client): ArchiveReads => ({
  list: (input) => client.send(new ListObjectsV2Command(input)),
  head: (input) => client.send(new HeadObjectCommand(input)),
});

/** A log type in a place. */
export interface ArchiveCell extends ArchivePlace {
  readonly type: LogTypeName;
}

export interface ArchiveObject {
  readonly key: string;
  /** When S3 had it whole. */
  readonly at: Date;
}

/** What was found of a cell. */
export interface ArchiveFinding extends ArchiveCell {
  /** @default - none in the days that were looked at */
  readonly newest?: ArchiveObject;
  /** Whether there was more than was looked at, so that a newer object may be there. */
  readonly more: boolean;
  /** Calls of `s3:ListObjectsV2`. */
  readonly calls: number;
}

export type ArchiveVerdict =
  | { readonly verdict: "delivering"; readonly ageSeconds: number }
  | { readonly verdict: "silent" | "broken" | "unknown"; readonly evidence: string; readonly ageSeconds?: number };

/** Pages of 1000 keys that are read of one folder. */
const mostPages = 5;

/** Folders of VPCs, web ACLs and the like that are looked into in one cell. */
const mostFolders = 20;

const minute = 60_000;
const dayLength = 24 * 60 * minute;

/** Every cell whose objects are looked for, one after another: an organization has tens of thousands. */
export function* archiveCells(
  facts: ArchiveFacts,
  types: readonly LogTypeName[] = Object.keys(archiveKeys) as LogTypeName[],
): Generator<ArchiveCell> {
  for (const type of types) {
    const row = archiveKeys[type];
    if (!isLookedFor(row)) continue;
    for (const place of placesOf[row.extent](facts)) yield { type, ...place };
  }
}

/** Prefixes of one folder, the newest day first. */
export interface DatedPrefixes {
  /** All that can hold an object within the interval; the last may be read from a key on. */
  readonly fresh: readonly { readonly prefix: string; readonly startAfter?: string }[];
  /** What else there is in the days to look back. */
  readonly older: readonly string[];
}

/** Where to look for what a folder holds of the last days. */
export function datedPrefixes(row: LookedFor, folder: string, place: ArchivePlace, now: Date): DatedPrefixes {
  const { dated, from, days = 2, withinMinutes } = row;
  if (!dated) return { fresh: [{ prefix: folder }], older: [] };
  const all = Array.from(
    { length: days },
    (_, back) => folder + dated(new Date(now.getTime() - back * dayLength), place),
  );
  const prefixes = [...new Set(all)];
  // Names carry when something happened, which is up to an hour before it is written.
  const moment = new Date(now.getTime() - (withinMinutes + 60) * minute);
  const last = from ? prefixes.indexOf(folder + dated(moment, place)) : -1;
  if (!from || last < 0) return { fresh: prefixes.map((prefix) => ({ prefix })), older: [] };
  return {
    fresh: prefixes
      .slice(0, last + 1)
      .map((prefix, back) => ({ prefix, ...(back === last && { startAfter: prefix + from(moment, place, folder) }) })),
    older: prefixes.slice(last),
  };
}

/** Lists within bounds, and remembers the newest object and what was left out. */
class Listing {
  newest: ArchiveObject | undefined;
  more = false;
  calls = 0;

  constructor(
    private readonly reads: ArchiveReads,
    private readonly bucket: string,
  ) {}

  /** Folders right below a prefix. */
  async folders(prefix: string): Promise<string[]> {
    this.calls += 1;
    const page = await this.reads.list({ Bucket: this.bucket, Prefix: prefix, Delimiter: "/", MaxKeys: 1000 });
    const all = (page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []);
    if (page.IsTruncated || all.length > mostFolders) this.more = true;
    return all.slice(0, mostFolders);
  }

  /** Objects below a prefix; the empty ones are folders and no logs. */
  async objects(prefix: string, startAfter?: string): Promise<void> {
    let token: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      this.calls += 1;
      const page = await this.reads.list({
        Bucket: this.bucket,
        Prefix: prefix,
        MaxKeys: 1000,
        ...(token ? { ContinuationToken: token } : startAfter && { StartAfter: startAfter }),
      });
      for (const { Key: key, LastModified: at, Size: size } of page.Contents ?? []) {
        if (key && at && size !== 0 && (!this.newest || at > this.newest.at)) this.newest = { key, at };
      }
      token = page.NextContinuationToken;
      if (!token) return;
    }
    this.more = true;
  }
}

/**
 * The newest object of a cell, by the time S3 had it. Reads stop at the first that is within the interval, so that a healthy
 * source costs one or two calls.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 * @throws whatever S3 refuses
 */
export async function newestOf(
  reads: ArchiveReads,
  bucket: string,
  cell: ArchiveCell,
  facts: ArchiveFacts,
  now: Date,
): Promise<ArchiveFinding> {
  const row = archiveKeys[cell.type];
  if (!isLookedFor(row)) throw new Error(`objects of ${cell.type} are not looked for: ${row.notLookedFor}`);
  const listing = new Listing(reads, bucket);
  const found = () => ({
    ...cell,
    ...(listing.newest && { newest: listing.newest }),
    more: listing.more,
    calls: listing.calls,
  });
  const isFresh = () => listing.newest && now.getTime() - listing.newest.at.getTime() <= row.withinMinutes * minute;

  const known = row.folders(cell, facts).map((folder) => logTypes[cell.type].prefix + folder);
  const folders: string[] = [];
  for (const folder of known) folders.push(...(row.unknownFolder ? await listing.folders(folder) : [folder]));
  const prefixes = folders.map((folder) => datedPrefixes(row, folder, cell, now));
  for (let back = 0; prefixes.some(({ fresh }) => back < fresh.length); back += 1) {
    for (const { fresh } of prefixes) {
      const at = fresh[back];
      if (at) await listing.objects(at.prefix, at.startAfter);
      if (isFresh()) return found();
    }
  }
  if (listing.newest) return found();
  // Nothing is fresh, whatever is left out of what is older; the newest of that tells since when.
  const { more } = listing;
  for (const prefix of prefixes.flatMap(({ older }) => older)) await listing.objects(prefix);
  listing.more = more;
  return found();
}

/** What the newest object of a cell means. */
export function verdictOf(
  row: LookedFor,
  { newest, more }: Pick<ArchiveFinding, "newest" | "more">,
  now: Date,
): ArchiveVerdict {
  const age = newest && Math.max(0, Math.round((now.getTime() - newest.at.getTime()) / 1000));
  const isFresh = age !== undefined && age <= row.withinMinutes * 60;
  const ageSeconds = age === undefined ? {} : { ageSeconds: age };
  if (isFresh && row.tellsFailure) {
    return { verdict: "broken", evidence: `failures are written: ${newest?.key}`, ...ageSeconds };
  }
  if (isFresh) return { verdict: "delivering", ageSeconds: age };
  if (more) {
    return { verdict: "unknown", evidence: "there are more objects than were looked at, and none of these is fresh" };
  }
  const evidence = newest
    ? `the newest object is ${newest.key} of ${newest.at.toISOString()}, and one is due within ${row.withinMinutes} minutes`
    : `no object came${row.dated ? ` in the last ${row.days ?? 2} days` : ""}`;
  return { verdict: row.nothing === "fault" ? "broken" : "silent", evidence, ...ageSeconds };
}

/** Minutes within which a fresh object has its replica; the alarm on its lag looks for the same. */
const replicaWithinMinutes = 60;

/**
 * Whether an object reached the vault, by what S3 says of it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export async function replicaOf(
  reads: ArchiveReads,
  bucket: string,
  { key, at }: ArchiveObject,
  now: Date,
): Promise<ArchiveVerdict> {
  const { ReplicationStatus: status } = await reads.head({ Bucket: bucket, Key: key });
  const ageSeconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (status === "COMPLETED" || status === "COMPLETE") return { verdict: "delivering", ageSeconds };
  if (status === "PENDING" && ageSeconds <= replicaWithinMinutes * 60) {
    return { verdict: "silent", evidence: `${key} is not replicated yet`, ageSeconds };
  }
  return { verdict: "broken", evidence: `replication of ${key} is ${status ?? "not configured for it"}`, ageSeconds };
}
