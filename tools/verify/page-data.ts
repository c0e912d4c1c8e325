import type { CallCount, Cell, LinkFacts, Report, ReportAccount, Verdict } from "./report";

/**
 * One cell of a report as numbers: link, source, account, Region, verdict, evidence, and then what not every cell has:
 * resource, age in seconds, error, since, call, why it may be silent. Texts are places in `texts`, accounts in `accounts`,
 * verdicts in `verdicts`; what is missing is -1, and left out at the end.
 */
export type PackedCell = readonly number[];

/** A report as the page carries it: each text once, so that 50,000 cells are a few megabytes. */
export interface PageData {
  readonly organization: Report["organization"];
  readonly startedAt: string;
  readonly endedAt: string;
  readonly exitCode: Report["exitCode"];
  readonly accounts: readonly ReportAccount[];
  readonly regions: readonly string[];
  readonly links: readonly LinkFacts[];
  readonly calls: readonly CallCount[];
  readonly verdicts: readonly Verdict[];
  readonly texts: readonly string[];
  readonly cells: readonly PackedCell[];
}

/** Gives each text its place, the first time it is met. */
class Texts {
  readonly all: string[] = [];
  private readonly places = new Map<string, number>();

  placeOf(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

function packed(cell: Cell, texts: Texts, account: number, verdict: number): PackedCell {
  const { link, source, region, evidence, resource, ageSeconds, error, since, call, expectedSilent } = cell;
  const numbers = [texts.placeOf(link), texts.placeOf(source), account, texts.placeOf(region), verdict];
  numbers.push(texts.placeOf(evidence), texts.placeOf(resource), ageSeconds ?? -1);
  for (const text of [error, since, call, expectedSilent]) numbers.push(texts.placeOf(text));
  while (numbers.at(-1) === -1) numbers.pop();
  return numbers;
}

/** Cells by account, link and Region: a report has them in the order in which AWS answered, which no two runs share. */
function inOrder({ accounts, links, cells }: Report): Cell[] {
  const placeOf = (ids: readonly { readonly id: string }[]) => {
    const places = new Map(ids.map(({ id }, at) => [id, at]));
    return (id: string) => places.get(id) ?? ids.length;
  };
  const [account, link] = [placeOf(accounts), placeOf(links)];
  return [...cells].sort(
    (one, other) =>
      account(one.accountId) - account(other.accountId) ||
      link(one.link) - link(other.link) ||
      Number(one.region > other.region) - Number(one.region < other.region),
  );
}

/** The report for the page. An account that only cells name gets a row of its own, called by its number. */
export function pageData(report: Report, verdicts: readonly Verdict[]): PageData {
  const texts = new Texts();
  const accounts = [...report.accounts];
  const rows = new Map(accounts.map(({ id }, row) => [id, row]));
  const rowOf = (id: string) => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    rows.set(id, accounts.length);
    return accounts.push({ id, name: id }) - 1;
  };
  const cells = inOrder(report).map((cell) =>
    packed(cell, texts, rowOf(cell.accountId), verdicts.indexOf(cell.verdict)),
  );
  const { organization, startedAt, endedAt, exitCode, regions, links, calls } = report;
  return {
    organization,
    startedAt,
    endedAt,
    exitCode,
    accounts,
    regions,
    links,
    calls,
    verdicts,
    texts: texts.all,
    cells,
  };
}
