import { ArchiveBucket } from "../../modules/archive/log-types";
import { bucketArn } from "../../modules/policy/arn";
import { Partition, partitionOf } from "../../modules/policy/region";
import { Accounts } from "./accounts";
import { Regions } from "./regions";

/** Evidence copies: one in a second Region, and one at home of what is written in the second. */
export type VaultKind = "vault" | "home-vault";

/** A bucket of the archive that logs are written to, or an evidence copy of them. */
export type BucketKind = ArchiveBucket | VaultKind;

export const isVault = (kind: BucketKind): kind is VaultKind => kind === "vault" || kind === "home-vault";

/** Kinds of which several Regions have one. */
export type RegionalBucketKind = "elb" | "access";

/** Regions that hold logs: those that are governed, and those that were. */
const dataRegionsOf = ({ governed, retired }: Regions) => [...governed, ...retired].sort();

/** Regions that hold a bucket of the archive, and so a bucket for server access logs. */
const bucketRegionsOf = (regions: Regions) => [...new Set([...dataRegionsOf(regions), regions.vault])];

const plainName = (kind: BucketKind) => (namePrefix: string, accountId: string, region: string) =>
  `${namePrefix}-${kind}-${accountId}-${region}`;

interface Place {
  /** Whether several Regions have one. */
  readonly regional?: boolean;
  readonly regions: (regions: Regions) => readonly string[];
  readonly name: (namePrefix: string, accountId: string, region: string) => string;
}

/** Kind of bucket -> the Regions that have one, and its name there, which is unique in the world. */
const places: Readonly<Record<BucketKind, Place>> = {
  trail: { regions: ({ home }) => [home], name: plainName("trail") },
  logs: { regions: ({ home }) => [home], name: plainName("logs") },
  // WAF delivers to buckets of such a name alone.
  waf: { regions: ({ home }) => [home], name: (prefix, id, region) => `aws-waf-logs-${prefix}-${id}-${region}` },
  vault: { regions: ({ vault }) => [vault], name: plainName("vault") },
  "home-vault": { regions: ({ home }) => [home], name: plainName("vault") },
  elb: { regional: true, regions: dataRegionsOf, name: plainName("elb") },
  access: { regional: true, regions: bucketRegionsOf, name: plainName("access") },
};

/** Bucket of the Cost and Usage export, in the management account. */
export const costBucketName = ({
  namePrefix,
  regions,
  accounts,
}: {
  readonly namePrefix: string;
  readonly regions: Pick<Regions, "home">;
  readonly accounts: Pick<Accounts, "management">;
}) => `${namePrefix}-cost-${accounts.management.id}-${regions.home}`;

/** What the name of a bucket may not exceed. */
export const bucketNameLimit = 63;

/** The longest name that a bucket of the archive would have in a Region. */
export const longestBucketName = (namePrefix: string, region: string): string =>
  Object.values(places)
    .map(({ name }) => name(namePrefix, "000000000000", region))
    .reduce((longest, name) => (name.length > longest.length ? name : longest));

/** One bucket of the archive. */
export interface NamedBucket {
  /** Unique within the archive; becomes part of Terraform addresses. */
  readonly id: string;
  readonly kind: BucketKind;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
}

export interface BucketNames {
  readonly partition: Partition;
  readonly dataRegions: readonly string[];
  readonly bucketRegions: readonly string[];
  /** Every bucket of the archive. */
  readonly buckets: readonly NamedBucket[];
  /** One for each kind, whose ARN has `*` in place of the Region where several have a bucket. */
  readonly bucketPatterns: readonly Pick<NamedBucket, "kind" | "arn">[];
  /** Name of the one bucket of a kind, or of the one in a Region. */
  readonly bucketName: {
    (kind: Exclude<BucketKind, RegionalBucketKind>): string;
    (kind: RegionalBucketKind, region: string): string;
  };
}

/** The buckets of the archive. The same organization file always gives the same names. */
export function bucketNames({
  namePrefix,
  regions,
  accounts,
}: {
  readonly namePrefix: string;
  readonly regions: Regions;
  readonly accounts: Pick<Accounts, "logArchive">;
}): BucketNames {
  const partition = partitionOf(regions.home);
  const bucketName = (kind: BucketKind, region = places[kind].regions(regions)[0] ?? "") =>
    places[kind].name(namePrefix, accounts.logArchive.id, region);
  const kinds = Object.keys(places) as BucketKind[];
  return {
    partition,
    dataRegions: dataRegionsOf(regions),
    bucketRegions: bucketRegionsOf(regions),
    buckets: kinds.flatMap((kind) =>
      places[kind].regions(regions).map((region) => {
        const name = bucketName(kind, region);
        const id = places[kind].regional ? `${kind}-${region}` : kind;
        return { id, kind, region, name, arn: bucketArn(partition, name) };
      }),
    ),
    bucketPatterns: kinds.map((kind) => ({
      kind,
      arn: bucketArn(partition, bucketName(kind, places[kind].regional ? "*" : undefined)),
    })),
    bucketName,
  };
}
