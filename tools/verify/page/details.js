import { cellAt } from "./model.js";
import { accountText, badge, byId, counted, duration, element, foreign, moment, runbookText } from "./words.js";

/** @typedef {ReturnType<typeof cellAt>} Cell */

/** What is known beside the evidence, as terms and texts; nothing for what the report leaves out. @param {Cell} cell */
function facts(cell) {
  const list = element("dl", "");
  /** @param {string} term @param {...(Node | string)} content */
  const add = (term, ...content) => list.append(element("dt", "", term), element("dd", "", ...content));
  if (cell.error) add("AWS says", element("q", "", foreign(cell.error)));
  if (cell.since) add("Since", moment(cell.since));
  if (cell.ageSeconds >= 0) add("Newest", `${duration(cell.ageSeconds)} before it was asked`);
  if (cell.expectedSilent) add("May be silent", foreign(cell.expectedSilent));
  if (cell.resource) add("Resource", foreign(cell.resource));
  if (cell.call) add("Told by", element("code", "", cell.call));
  if (cell.facts && cell.verdict !== "delivering") {
    if (cell.facts.alarms.length > 0) add("Alarms", cell.facts.alarms.join(", "));
    add("Runbook", runbookText(cell.facts.runbook));
  }
  return list;
}

/** @param {Cell} cell */
const place = (cell) =>
  element(
    "li",
    "place",
    element("h3", "", badge(cell.verdict), ` ${cell.region}: `, foreign(cell.link)),
    ...(cell.facts ? [element("p", "note", cell.facts.what)] : []),
    element("p", "evidence", foreign(cell.evidence)),
    facts(cell),
  );

/** Shows the evidence of a square. @param {string} title @param {readonly number[]} cells The worst first. */
export function showDetails(title, cells) {
  const list = element("ol", "places", ...cells.map((cell) => place(cellAt(cell))));
  const nothing = element("p", "note", "Nothing is expected here, or the filters leave it out.");
  byId("details-title").replaceChildren(foreign(title));
  byId("evidence").replaceChildren(cells.length > 0 ? list : nothing);
  byId("details").scrollTop = 0;
}

/** Accounts and Regions of cells that say the same. @param {readonly Cell[]} cells */
function whereabouts(cells) {
  /** @type {Map<string, string[]>} */
  const regions = new Map();
  for (const { account, region, resource } of cells) {
    const name = accountText(account.name, account.id);
    const places = regions.get(name) ?? [];
    places.push(resource ? `${region} (${resource})` : region);
    regions.set(name, places);
  }
  return [...regions].map(([account, places]) => `${account} in ${places.join(", ")}`).join("; ");
}

/** What is wrong in the same way in some places, as an entry of the list. @param {readonly number[]} group */
export function finding(group) {
  const cells = group.map(cellAt);
  const [first] = cells;
  if (!first) return element("li", "");
  const shared = { ...first, resource: undefined };
  return element(
    "li",
    "finding",
    element("h3", "", badge(first.verdict), " ", foreign(first.source), ": ", foreign(first.link)),
    element("p", "evidence", foreign(first.evidence)),
    facts(shared),
    element("p", "whereabouts", `${counted(cells.length, "place")}: `, foreign(whereabouts(cells))),
  );
}
