import { Cell, countsOf, exitCodeOf, LinkFacts, Report, Verdict } from "../../tools/verify/report";

/** Log types and parts of the pipeline: the columns of the map of a large organization. */
const sources = [
  ...["cloudtrail", "cloudtrail-data", "cloudtrail-insights", "config", "vpcflow", "dns", "cloudwatch", "waf", "elb"],
  ...["cloudfront", "network-firewall", "s3-access", "guardduty", "securityhub", "inspector", "macie", "detective"],
  ...["access-analyzer", "session-manager", "syslog", "eks", "rds", "alerts", "canary", "replication"],
];

const links: LinkFacts[] = ["trail", "delivery", "subscription", "objects"].map((id) => ({
  id,
  what: `The ${id} of each account.`,
  alarms: id === "delivery" ? [] : [`${id}-stopped`],
  runbook: `runbooks/pipeline-health#${id}`,
}));

const regions = ["ap-southeast-2", "eu-central-1", "eu-west-1", "us-east-1"];

const accountsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: String(100_000_000_000 + at),
    name: ["management", "security-tooling", "log-archive"][at] ?? `workload-${String(at)}`,
  }));

/** A verdict for each place: mostly well, and what is broken is scattered. */
function verdictAt(place: number): Verdict {
  if (place % 997 === 500) return "broken";
  if (place % 311 === 100) return "unknown";
  return place % 5 === 0 ? "silent" : "delivering";
}

const said: Readonly<Record<Verdict, (age: number) => Partial<Cell> & Pick<Cell, "evidence">>> = {
  broken: () => ({
    evidence: "The trail does not log.",
    error: "AccessDenied: the bucket policy does not let CloudTrail write",
    since: "2026-11-28T20:15:00.000Z",
    call: "cloudtrail:GetTrailStatus",
  }),
  unknown: () => ({ evidence: "The call was refused, so nothing is known.", error: "AccessDeniedException: no" }),
  silent: (age) => ({
    evidence: "Nothing to deliver.",
    expectedSilent: age % 2 ? "no load balancers here" : undefined,
  }),
  delivering: (age) => ({ evidence: `The newest object came ${String(age)} seconds ago.`, ageSeconds: age }),
};

/** What a report says beside its cells. */
export function reportOf(cells: readonly Cell[], accounts: Report["accounts"], more: Partial<Report> = {}): Report {
  const counts = countsOf(cells);
  return {
    version: 1,
    organization: { id: "o-example1234", namePrefix: "example-logs" },
    digest: "0".repeat(64),
    startedAt: "2026-11-28T22:00:00.000Z",
    endedAt: "2026-11-28T22:04:10.000Z",
    accounts,
    regions,
    links,
    cells,
    calls: [
      { call: "s3:ListObjectsV2", count: 5000, priceUsd: 0.025 },
      { call: "cloudtrail:GetTrailStatus", count: 40, priceUsd: 0 },
    ],
    counts,
    exitCode: exitCodeOf(counts),
    ...more,
  };
}

/** A report of an organization: each account x 25 sources x 4 Regions, all four verdicts among them. */
export function verifyReport(accountCount: number): Report {
  const accounts = accountsOf(accountCount);
  const places = accounts.flatMap(({ id: accountId }) =>
    sources.flatMap((source) => regions.map((region) => ({ accountId, source, region }))),
  );
  const cells = places.map((place, at): Cell => {
    const verdict = verdictAt(at + 400);
    const link = links[at % links.length]?.id ?? "";
    return { ...place, link, verdict, ...said[verdict]((at * 37) % 5000) };
  });
  return reportOf(cells, accounts);
}
