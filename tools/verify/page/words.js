/** What each verdict is called, and the letter that stands for it where colours are not seen. */
export const verdictWords = {
  broken: { letter: "B", word: "broken" },
  unknown: { letter: "U", word: "unknown" },
  silent: { letter: "S", word: "silent but healthy" },
  delivering: { letter: "D", word: "delivering" },
};

/** What the exit code of the run said. */
export const outcomes = ["All is well.", "Something is broken.", "Nobody can tell whether all is well."];

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 120) return counted(Math.round(seconds), "second");
  if (seconds < 7200) return counted(Math.round(seconds / 60), "minute");
  if (seconds < 172_800) return counted(Math.round(seconds / 3600), "hour");
  return counted(Math.round(seconds / 86_400), "day");
}

/** @param {string} iso A time in ISO 8601; another text stays as it is. */
export function moment(iso) {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** @param {string} name An account. @param {string} id */
export const accountText = (name, id) => (name === id ? id : `${name} (${id})`);

/**
 * An element with a class and what it holds. Texts become text nodes, so nothing that AWS says is taken for HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** Text of AWS or of people: it keeps its own direction of writing, and turns no other text around. @param {string} text */
export const foreign = (text) => element("bdi", "", text);

/** @param {keyof typeof verdictWords} verdict */
export const badge = (verdict) => element("span", `badge ${verdict}`, verdictWords[verdict].word);

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

/** Where a runbook is: a link if it says where in the web, else its place in this project. @param {string} runbook */
export function runbookText(runbook) {
  if (!/^https:\/\//.test(runbook)) {
    const [page = "", part] = runbook.split("#");
    return element("code", "", `docs/${page}.md${part ? `#${part}` : ""}`);
  }
  const link = element("a", "", runbook);
  link.href = runbook;
  link.rel = "noreferrer";
  return link;
}
