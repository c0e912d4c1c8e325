import { finding } from "./details.js";
import { alike } from "./model.js";
import { byId, counted, element } from "./words.js";

/** Entries that are made at a time; on paper all are. */
const portion = 100;

/** What is left to show. @type {number[][]} */
let rest = [];

/** @param {number} count */
function showMore(count) {
  byId("found").append(...rest.splice(0, count).map(finding));
  const more = byId("more");
  more.hidden = rest.length === 0;
  more.textContent = `Show more: ${counted(rest.length, "finding")} left`;
}

/** Lists what is broken or unknown, what says the same in many places once. @param {readonly number[]} cells */
export function updateFindings(cells) {
  rest = alike(cells);
  const nothing = element("li", "note", "Nothing that is shown is broken or unknown.");
  byId("found").replaceChildren(...(rest.length === 0 ? [nothing] : []));
  showMore(portion);
}

/** Lets the button show more, and paper everything. */
export function makeFindings() {
  byId("more").addEventListener("click", () => showMore(portion));
  const everything = () => showMore(rest.length);
  window.addEventListener("beforeprint", everything);
  window.matchMedia("print").addEventListener("change", ({ matches }) => matches && everything());
}
