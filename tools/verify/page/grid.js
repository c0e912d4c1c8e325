import { showDetails } from "./details.js";
import { cellsOf, data, sources, squaresOf, verdicts } from "./model.js";
import { accountText, byId, counted, element, foreign, verdictWords } from "./words.js";

/** @typedef {import("./model.js").Square} Square */

/** Rows that a Page key moves by. */
const page = 10;

/** @type {HTMLTableRowElement[]} */
const rows = [];
/** Cells of the table, row by row. @type {HTMLTableCellElement[]} */
const squares = [];
/** What the filters take, the worst first. @type {readonly number[]} */
let shown = [];
let current = 0;

/** @param {number} square */
function titleOf(square) {
  const account = data.accounts[Math.floor(square / sources.length)] ?? { id: "", name: "" };
  return `${accountText(account.name, account.id)}, ${sources[square % sources.length] ?? ""}`;
}

/** Makes the one square that the Tab key reaches, and shows its evidence. @param {number} square */
function choose(square) {
  squares[current]?.setAttribute("tabindex", "-1");
  squares[current]?.removeAttribute("aria-selected");
  current = square;
  squares[current]?.setAttribute("tabindex", "0");
  squares[current]?.setAttribute("aria-selected", "true");
  showDetails(titleOf(square), cellsOf(shown, square));
}

const visibleRows = () => rows.flatMap((row, at) => (row.hidden ? [] : [at]));

/** Where a key leads from the current square; undefined for keys that mean nothing here. @param {KeyboardEvent} event */
function destination(event) {
  const visible = visibleRows();
  const [row, column] = [visible.indexOf(Math.floor(current / sources.length)), current % sources.length];
  const last = sources.length - 1;
  /** @param {number} toRow @param {number} toColumn */
  const square = (toRow, toColumn) => {
    const within = visible[Math.min(Math.max(toRow, 0), visible.length - 1)] ?? 0;
    return within * sources.length + Math.min(Math.max(toColumn, 0), last);
  };
  switch (event.key) {
    case "ArrowUp":
      return square(row - 1, column);
    case "ArrowDown":
      return square(row + 1, column);
    case "ArrowLeft":
      return square(row, column - 1);
    case "ArrowRight":
      return square(row, column + 1);
    case "PageUp":
      return square(row - page, column);
    case "PageDown":
      return square(row + page, column);
    case "Home":
      return square(event.ctrlKey ? 0 : row, 0);
    case "End":
      return square(event.ctrlKey ? visible.length - 1 : row, last);
    case "b":
      return event.ctrlKey || event.metaKey || event.altKey ? undefined : nextBroken();
    default:
      return undefined;
  }
}

/** The next broken square after the current one, from the first again after the last. */
function nextBroken() {
  const broken = squares.flatMap((square, at) => (square.classList.contains("broken") ? [at] : []));
  return broken.find((at) => at > current) ?? broken[0];
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Enter") {
    event.preventDefault();
    byId("details").focus();
    return;
  }
  const to = destination(event);
  if (to === undefined) return;
  event.preventDefault();
  squares[to]?.focus();
}

function makeRows() {
  const head = element("tr", "", element("th", "corner", "Account"));
  for (const source of sources) head.append(element("th", "", element("span", "", foreign(source))));
  for (const header of head.cells) header.scope = "col";
  const body = element("tbody", "");
  for (const { id, name } of data.accounts) {
    const header = element("th", "", foreign(name), ...(name === id ? [] : [element("small", "", id)]));
    header.scope = "row";
    header.title = accountText(name, id);
    const made = sources.map(() => element("td", ""));
    for (const square of made) {
      square.setAttribute("role", "gridcell");
      square.tabIndex = -1;
    }
    squares.push(...made);
    const row = element("tr", "", header, ...made);
    rows.push(row);
    body.append(row);
  }
  return [element("thead", "", head), body];
}

/** Makes the map, once. Evidence follows the focus. */
export function makeGrid() {
  const grid = byId("grid");
  grid.style.setProperty("--columns", String(sources.length));
  grid.append(...makeRows());
  const places = new Map(squares.map((square, at) => [square, at]));
  grid.addEventListener("focusin", ({ target }) => {
    const square = places.get(/** @type {HTMLTableCellElement} */ (target));
    if (square !== undefined) choose(square);
  });
  grid.addEventListener("keydown", onKey);
  byId("details").addEventListener("keydown", ({ key }) => {
    if (key === "Escape") squares[current]?.focus();
  });
}

/** Shows in a square what was found of it; one that says so already is left alone. @param {HTMLTableCellElement} square @param {number} at @param {Square | undefined} found */
function show(square, at, found) {
  const { worst = -1, count = 0, of = 0 } = found ?? {};
  const verdict = verdicts[worst];
  const said = verdict ? `${verdictWords[verdict].word} in ${count} of ${counted(of, "place")}` : "nothing";
  const label = `${titleOf(at)}: ${said}`;
  if (square.getAttribute("aria-label") === label) return;
  square.setAttribute("aria-label", label);
  square.className = verdict ?? "none";
  square.replaceChildren(...(verdict ? [verdictWords[verdict].letter] : []));
  if (count < of) square.append(element("small", "", String(count)));
}

/** Shows the cells that the filters take, and says how many accounts have any. @param {readonly number[]} cells @param {boolean} all */
export function updateGrid(cells, all) {
  shown = cells;
  const found = squaresOf(cells);
  const filled = new Set([...found.keys()].map((square) => Math.floor(square / sources.length)));
  rows.forEach((row, at) => (row.hidden = !all && !filled.has(at)));
  squares.forEach((square, at) => show(square, at, found.get(at)));
  const first = visibleRows()[0];
  if (rows[Math.floor(current / sources.length)]?.hidden && first !== undefined) choose(first * sources.length);
  else choose(current);
  return rows.filter(({ hidden }) => !hidden).length;
}
