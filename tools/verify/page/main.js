import { makeFindings, updateFindings } from "./findings.js";
import { makeGrid, updateGrid } from "./grid.js";
import { cellAt, data, regions, taken, verdicts } from "./model.js";
import { byId, counted, element, foreign, moment, outcomes, verdictWords } from "./words.js";

/** Milliseconds after the last key before the text is searched for. */
const patience = 120;

const choice = /** @type {HTMLSelectElement} */ (byId("region"));
const text = /** @type {HTMLInputElement} */ (byId("text"));
/** @type {HTMLInputElement[]} */
const boxes = [];

function filter() {
  const chosen = verdicts.map((_, at) => at).filter((at) => boxes[at]?.checked);
  return { verdicts: new Set(chosen), region: choice.value, text: text.value };
}

/** What the filters leave out, for paper too. @param {ReturnType<typeof filter>} wanted */
function limits(wanted) {
  const missing = verdicts.filter((_, at) => !wanted.verdicts.has(at)).map((verdict) => `, nothing ${verdict}`);
  const region = wanted.region && `, Region ${wanted.region}`;
  return `${missing.join("")}${region}${wanted.text.trim() && `, only what says “${wanted.text.trim()}”`}`;
}

function update() {
  const wanted = filter();
  const all = wanted.verdicts.size === verdicts.length && wanted.region === "" && wanted.text.trim() === "";
  const cells = taken(wanted);
  const accounts = updateGrid(cells, all);
  updateFindings(cells.filter((cell) => ["broken", "unknown"].includes(cellAt(cell).verdict)));
  const of = counted(data.accounts.length, "account");
  byId("shown").textContent =
    `Shown: ${counted(cells.length, "place")} in ${accounts === data.accounts.length ? of : `${accounts} of ${of}`}${limits(wanted)}`;
}

function makeSummary() {
  const { startedAt, endedAt, exitCode, regions: asked } = data;
  byId("summary").replaceChildren(
    element("strong", "", outcomes[exitCode] ?? ""),
    ` Asked from ${moment(startedAt)} to ${moment(endedAt)}, in ${counted(data.accounts.length, "account")} and ${counted(asked.length, "Region")}.`,
  );
}

function makeFilters() {
  const counts = verdicts.map(() => 0);
  data.cells.forEach(([, , , , verdict = 0]) => (counts[verdict] = (counts[verdict] ?? 0) + 1));
  verdicts.forEach((verdict, at) => {
    const box = element("input", "");
    box.type = "checkbox";
    box.checked = true;
    boxes.push(box);
    const { letter, word } = verdictWords[verdict];
    const key = element("span", `key ${verdict}`, letter);
    key.setAttribute("aria-hidden", "true");
    byId("verdicts").append(element("label", "", box, key, ` ${word}: ${(counts[at] ?? 0).toLocaleString("en-US")}`));
  });
  choice.append(new Option("all", ""), ...regions.map((region) => new Option(region, region)));
  let waiting = 0;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(update, patience);
  });
  for (const each of [choice, ...boxes]) each.addEventListener("change", update);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
}

function makeCalls() {
  const price = data.calls.reduce((sum, { priceUsd }) => sum + priceUsd, 0);
  const calls = data.calls.reduce((sum, { count }) => sum + count, 0);
  byId("price").textContent = `${counted(calls, "call")}, ${price.toFixed(2)} US dollars.`;
  const head = element("tr", "", ...["Operation", "Calls", "US dollars"].map((each) => element("th", "", each)));
  const body = data.calls.map(({ call, count, priceUsd }) => {
    const amounts = [count.toLocaleString("en-US"), priceUsd.toFixed(4)].map((each) => element("td", "amount", each));
    return element("tr", "", element("td", "", foreign(call)), ...amounts);
  });
  byId("calls").append(element("thead", "", head), element("tbody", "", ...body));
}

makeSummary();
makeFilters();
makeGrid();
makeFindings();
makeCalls();
update();
