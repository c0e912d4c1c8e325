import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pageData } from "./page-data";
import { Report, verdicts } from "./report";

const folder = join(__dirname, "page");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

/** Modules of the page, each after those it imports. */
export const pageModules = ["words.js", "model.js", "details.js", "grid.js", "findings.js", "main.js"] as const;

/** One module as a function of its own, which takes what it imports from `modules` and leaves there what it exports. */
function wrapped(file: string): string {
  const source = read(file);
  const exported = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const body = source
    .replace(/^import (\{[^}]*\}) from "\.\/([^"]+)";$/gm, 'const $1 = modules["$2"];')
    .replace(/^export /gm, "");
  return `modules["${file}"] = (() => {\n${body}\nreturn { ${exported.join(", ")} };\n})();`;
}

/** The modules as one script: a page that may load nothing can import nothing. */
const script = () => `"use strict";\n{\nconst modules = {};\n${pageModules.map(wrapped).join("\n")}\n}`;

/** Text between tags or quotes. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

/** JSON within a `script` element, which only `<` could end. Both separators of lines are text of JSON and were none of JavaScript. */
const embedded = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** What a page may do: run the one script whose hash it names, and style itself. It loads, sends and embeds nothing. */
const contentSecurityPolicy = (code: string) =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(code).digest("base64")}'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/**
 * What verification found as one page that needs nothing else: no network, no fonts, no other file. Texts of AWS reach it as
 * data and are shown as text only. Some megabytes for 500 accounts.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/script-src
 */
export function htmlPage(report: Report): string {
  const code = script();
  const parts: Readonly<Record<string, string>> = {
    policy: escaped(contentSecurityPolicy(code)),
    title: escaped(`Logging of ${report.organization.namePrefix}, ${report.organization.id}`),
    style: read("page.css"),
    data: embedded(pageData(report, verdicts)),
    script: code,
  };
  return read("page.html").replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? "");
}
