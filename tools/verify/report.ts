/** What is known of one link in one place, the worst first: what is broken, what nobody could tell, and the rest. */
export const verdicts = ["broken", "unknown", "silent", "delivering"] as const;

/**
 * - `delivering`: it works, and something came within its interval, of which the age is told.
 * - `silent`: it is set up as it must be, and nothing shows that anything came: there was nothing to deliver, the link is one
 *   that delivers nothing by itself, or the file says that it may be silent.
 * - `broken`: AWS says that it does not work, or what must be there is not.
 * - `unknown`: it could not be asked, or the answer settles nothing; never taken for health.
 */
export type Verdict = (typeof verdicts)[number];

/** What was found of one link in one account and Region. One object of `cells`, and part of one line of the state file. */
export interface Cell {
  /** Link of the chain from a source to the archive or to people, e.g. `trail`; `links` says what it is. */
  readonly link: string;
  /** Log type of the archive, source or part of the pipeline that suffers, e.g. `cloudtrail`, `vpcflow`, `alerts`. */
  readonly source: string;
  readonly accountId: string;
  /** Region, or `global`. */
  readonly region: string;
  readonly verdict: Verdict;
  /** What was seen, in one sentence for people; of AWS's text, nothing is left out. */
  readonly evidence: string;
  /** Resource that it is about, by name, id or ARN. @default - the link has one in each place */
  readonly resource?: string;
  /** Seconds from the newest delivery to when it was asked. */
  readonly ageSeconds?: number;
  /** AWS's own words, unchanged. Always there where AWS gave any. */
  readonly error?: string;
  /** Since when it is broken, in ISO 8601. @default - AWS does not say */
  readonly since?: string;
  /** Call that told, e.g. `cloudtrail:GetTrailStatus`. */
  readonly call?: string;
  /** Reason in the organization file for which it may be silent. */
  readonly expectedSilent?: string;
}

/** A link of the chain as people know it. */
export interface LinkFacts {
  readonly id: string;
  /** What it is, in one sentence. */
  readonly what: string;
  /** Names of the alarms that cover it, without prefix and severity. */
  readonly alarms: readonly string[];
  /** Page of `docs/` and its part, without the ending: `runbooks/pipeline-health#stream-lag`. */
  readonly runbook: string;
}

/** Calls of one operation, and what they cost. */
export interface CallCount {
  /** Service and operation: `s3:ListObjectsV2`. */
  readonly call: string;
  readonly count: number;
  /** US dollars; nothing for what AWS gives away. */
  readonly priceUsd: number;
}

/** An account as people call it. */
export interface ReportAccount {
  readonly id: string;
  readonly name: string;
}

/**
 * What `npm run verify` found. `--json` prints it as it is; properties are only ever added to version 1.
 * The most to expect are 500 accounts x 4 Regions x 25 links, about 50,000 cells.
 */
export interface Report {
  readonly version: 1;
  readonly organization: { readonly id: string; readonly namePrefix: string };
  /** SHA-256 of the organization file, in hex. */
  readonly digest: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly accounts: readonly ReportAccount[];
  /** Regions that were asked, sorted; `global` is none of them. */
  readonly regions: readonly string[];
  readonly links: readonly LinkFacts[];
  readonly cells: readonly Cell[];
  readonly calls: readonly CallCount[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** 0 all well, 1 something broken, 2 cannot tell. */
  readonly exitCode: 0 | 1 | 2;
}

/** How many cells have each verdict. */
export function countsOf(cells: Iterable<Pick<Cell, "verdict">>): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { broken: 0, unknown: 0, silent: 0, delivering: 0 };
  for (const { verdict } of cells) counts[verdict] += 1;
  return counts;
}

/** What is broken outweighs what nobody can tell; nothing asked is nothing known. */
export function exitCodeOf(counts: Readonly<Record<Verdict, number>>): Report["exitCode"] {
  if (counts.broken > 0) return 1;
  return counts.unknown > 0 || counts.silent + counts.delivering === 0 ? 2 : 0;
}
