import { byId } from "./words.js";

/** @typedef {import("../page-data").PageData} PageData */
/** @typedef {import("../report").Verdict} Verdict */
/** @typedef {{ verdicts: ReadonlySet<number>, region: string, text: string }} Filter What of the cells is shown; an empty text is all. */
/** @typedef {{ worst: number, count: number, of: number }} Square What a square of the map shows: the worst verdict, how many places have it, of how many. */

/** @type {PageData} */
export const data = JSON.parse(byId("data").textContent ?? "");

/** Places of numbers in a packed cell, as `page-data.ts` writes them. */
const column = { link: 0, source: 1, account: 2, region: 3, verdict: 4, evidence: 5, resource: 6, age: 7 };
const [error, since, call, expectedSilent] = [8, 9, 10, 11];
const searched = [
  column.link,
  column.source,
  column.region,
  column.evidence,
  column.resource,
  error,
  call,
  expectedSilent,
];

/** Verdicts, the worst first. */
export const verdicts = data.verdicts;

/** @param {number} cell @param {number} at */
const number = (cell, at) => data.cells[cell]?.[at] ?? -1;

/** @param {number} cell @param {number} at */
const text = (cell, at) => data.texts[number(cell, at)];

/** Link of each source that comes first in the chain. @type {Map<string, number>} */
const firstLinks = new Map();
const linkOrder = new Map(data.links.map(({ id }, at) => [id, at]));
data.cells.forEach((_, cell) => {
  const source = text(cell, column.source) ?? "";
  const link = linkOrder.get(text(cell, column.link) ?? "") ?? Infinity;
  firstLinks.set(source, Math.min(link, firstLinks.get(source) ?? Infinity));
});

/** Columns of the map: the sources in the order of their links. */
export const sources = [...firstLinks].sort(([, one], [, other]) => one - other || 0).map(([source]) => source);
const sourceColumns = new Map(sources.map((source, at) => [source, at]));

/** Regions for the choice; those that only cells name come last. */
export const regions = [...new Set([...data.regions, ...data.cells.map((_, cell) => text(cell, column.region) ?? "")])];

const linkFacts = new Map(data.links.map((facts) => [facts.id, facts]));

/** Square of each cell, row by row. */
const squares = data.cells.map(
  (_, cell) =>
    number(cell, column.account) * sources.length + (sourceColumns.get(text(cell, column.source) ?? "") ?? 0),
);

/** A cell as the report has it, and the facts of its link. @param {number} cell */
export function cellAt(cell) {
  const link = text(cell, column.link) ?? "";
  return {
    link,
    facts: linkFacts.get(link),
    source: text(cell, column.source) ?? "",
    account: data.accounts[number(cell, column.account)] ?? { id: "", name: "" },
    region: text(cell, column.region) ?? "",
    verdict: /** @type {Verdict} */ (verdicts[number(cell, column.verdict)] ?? "unknown"),
    evidence: text(cell, column.evidence) ?? "",
    resource: text(cell, column.resource),
    ageSeconds: number(cell, column.age),
    error: text(cell, error),
    since: text(cell, since),
    call: text(cell, call),
    expectedSilent: text(cell, expectedSilent),
  };
}

/** Whether a filter takes a cell. Each text is searched once, however many cells have it. @param {Filter} filter */
function taker({ verdicts: taken, region, text: wanted }) {
  const words = wanted.trim().toLowerCase();
  /** @param {string} each */
  const says = (each) => each.toLowerCase().includes(words);
  const texts = data.texts.map(says);
  const accounts = data.accounts.map(({ id, name }) => says(`${name} ${id}`));
  /** @param {number} cell */
  return (cell) =>
    taken.has(number(cell, column.verdict)) &&
    (region === "" || text(cell, column.region) === region) &&
    (words === "" ||
      accounts[number(cell, column.account)] === true ||
      searched.some((at) => texts[number(cell, at)] === true));
}

/** Cells that a filter takes, the worst first and else in the order of the report. @param {Filter} filter */
export function taken(filter) {
  const takes = taker(filter);
  const cells = data.cells.map((_, cell) => cell).filter(takes);
  return cells.sort((one, other) => number(one, column.verdict) - number(other, column.verdict));
}

/** What the squares show of cells, by place in the map. @param {readonly number[]} cells The worst first. */
export function squaresOf(cells) {
  /** @type {Map<number, Square>} */
  const found = new Map();
  for (const cell of cells) {
    const verdict = number(cell, column.verdict);
    const square = found.get(squares[cell] ?? -1);
    if (!square) {
      found.set(squares[cell] ?? -1, { worst: verdict, count: 1, of: 1 });
      continue;
    }
    square.of += 1;
    if (square.worst === verdict) square.count += 1;
  }
  return found;
}

/** Cells of one square. @param {readonly number[]} cells @param {number} square */
export const cellsOf = (cells, square) => cells.filter((cell) => squares[cell] === square);

/** Cells that say the same of different places: one cause usually breaks many. @param {readonly number[]} cells */
export function alike(cells) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const cell of cells) {
    const key = [column.verdict, column.link, column.source, column.evidence, error, since]
      .map((at) => number(cell, at))
      .join();
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  const verdictOf = (/** @type {number[]} */ [first = -1]) => number(first, column.verdict);
  return [...groups.values()].sort((one, other) => verdictOf(one) - verdictOf(other) || other.length - one.length);
}
