/** What the keys of the archive are made of, besides account, Region and date. */
export interface ArchiveFacts {
  /** `o-...`, which CloudTrail puts before the account. */
  readonly organizationId: string;
  readonly logArchiveAccountId: string;
  readonly securityToolingAccountId: string;
  /** Every account whose logs are expected. */
  readonly accountIds: readonly string[];
  /** Regions whose logs are expected. */
  readonly regions: readonly string[];
  readonly homeRegion: string;
  readonly vaultRegion: string;
  /** Where global services are configured. @default - the partition has none */
  readonly edgeRegion: string | undefined;
}

/** A part of a log type; `global` and `organization` where its keys have no Region or no account. */
export interface ArchivePlace {
  readonly accountId: string;
  readonly region: string;
}

/** Parts that a log type has, by what its keys tell apart. */
export type ArchiveExtent =
  "account and Region" | "account" | "administrator and Region" | "bucket" | "vault" | "organization";

const inEach = (accountIds: readonly string[], regions: readonly string[]): ArchivePlace[] =>
  accountIds.flatMap((accountId) => regions.map((region) => ({ accountId, region })));

/** Extent -> the places it has in an organization. */
export const placesOf: Readonly<Record<ArchiveExtent, (facts: ArchiveFacts) => readonly ArchivePlace[]>> = {
  "account and Region": ({ accountIds, regions }) => inEach(accountIds, regions),
  account: ({ accountIds }) => inEach(accountIds, ["global"]),
  "administrator and Region": ({ securityToolingAccountId, regions }) => inEach([securityToolingAccountId], regions),
  bucket: ({ logArchiveAccountId, regions }) => inEach([logArchiveAccountId], regions),
  vault: ({ logArchiveAccountId, homeRegion, vaultRegion }) =>
    inEach([logArchiveAccountId], [...new Set([homeRegion, vaultRegion])]),
  organization: () => [{ accountId: "organization", region: "global" }],
};
