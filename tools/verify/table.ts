import { Cell, Report, Verdict } from "./report";

/** Places that one line names before it only counts them. */
const placesShown = 4;

/** Seconds as people say them. */
export function ageText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

const whereOf = (report: Report) => {
  const nameOf = new Map(report.accounts.map(({ id, name }) => [id, name]));
  return ({ accountId, region }: Cell) => `${nameOf.get(accountId) ?? accountId} ${region}`;
};

/** The same link that says the same thing of the same kind: one paragraph, however many places it is in. */
function grouped(cells: readonly Cell[]): readonly (readonly [Cell, ...Cell[]])[] {
  const groups = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const key = [cell.link, cell.evidence, cell.error ?? "", cell.since ?? ""].join("\n");
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()];
}

function paragraphs(report: Report, verdict: Verdict): string[] {
  const where = whereOf(report);
  const runbooks = new Map(report.links.map(({ id, runbook }) => [id, runbook]));
  return grouped(report.cells.filter((cell) => cell.verdict === verdict)).flatMap((group) => {
    const [first] = group;
    const shown = group.slice(0, placesShown).map((cell) => where(cell) + (cell.resource ? ` ${cell.resource}` : ""));
    const others = group.length - shown.length;
    const [page = "", part] = (runbooks.get(first.link) ?? "").split("#");
    return [
      `  ${first.link}: ${first.evidence}`,
      `    in       ${shown.join("; ")}${others > 0 ? `; and ${others} more` : ""}`,
      ...(first.error ? [`    AWS says ${first.error}`] : []),
      ...(first.since ? [`    since    ${first.since}`] : []),
      ...(verdict === "broken" ? [`    runbook  docs/${page}.md${part ? `#${part}` : ""}`] : []),
    ];
  });
}

/** A row for each link: how many places have each verdict, and the oldest of what was delivered. */
function summary({ links, cells }: Report): string[] {
  const rows = links.flatMap(({ id }) => {
    const own = cells.filter(({ link }) => link === id);
    if (own.length === 0) return [];
    const count = (verdict: Verdict) => own.filter((cell) => cell.verdict === verdict).length;
    const oldest = own.reduce((age, { ageSeconds = -1 }) => Math.max(age, ageSeconds), -1);
    const counts = [count("broken"), count("unknown"), count("silent"), count("delivering")];
    return [[id, ...counts.map(String), oldest < 0 ? "" : ageText(oldest)]];
  });
  const head = ["link", "broken", "unknown", "silent", "delivering", "oldest"];
  const widths = head.map((name, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), name.length),
  );
  return [head, ...rows].map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

const callLines = ({ calls }: Report) => {
  const count = calls.reduce((sum, call) => sum + call.count, 0);
  const price = calls.reduce((sum, call) => sum + call.priceUsd, 0);
  const dear = calls.filter(({ priceUsd }) => priceUsd > 0);
  return [
    `${count} calls, ${price.toFixed(4)} US dollars`,
    ...dear.map((call) => `  ${call.call}: ${call.count}, ${call.priceUsd.toFixed(4)} US dollars`),
  ];
};

const titles: readonly (readonly [Verdict, string])[] = [
  ["broken", "BROKEN"],
  ["unknown", "UNKNOWN"],
];

/** What people read: what is broken first, what nobody could tell, then every link in a row, and what it cost. */
export function tableText(report: Report): string {
  const { counts } = report;
  const said = titles.flatMap(([verdict, title]) =>
    counts[verdict] > 0 ? [`${title} (${counts[verdict]})`, ...paragraphs(report, verdict), ""] : [],
  );
  const total = `${counts.broken} broken, ${counts.unknown} unknown, ${counts.silent} silent but healthy, ${counts.delivering} delivering`;
  return [...said, ...summary(report), "", total, ...callLines(report), ""].join("\n");
}
