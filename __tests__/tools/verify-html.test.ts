import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { htmlPage, pageModules } from "../../tools/verify/html";
import { PageData, pageData } from "../../tools/verify/page-data";
import { Cell, verdicts } from "../../tools/verify/report";
import { hostileTexts } from "../support/hostile-texts";
import { reportOf, verifyReport } from "../support/verify-report";

const inside = (page: string, tag: RegExp) => tag.exec(page)?.[1] ?? "";
const dataOf = (page: string) =>
  JSON.parse(inside(page, /<script type="application\/json" id="data">(.*?)<\/script>/s)) as PageData;

const cell: Cell = {
  link: "trail",
  source: "cloudtrail",
  accountId: "111111111111",
  region: "eu-west-1",
  verdict: "broken",
  evidence: "The trail does not log.",
};

describe("the page of a report", () => {
  const page = htmlPage(verifyReport(5));

  test("may run its own script, by its hash, and load nothing", () => {
    const policy = inside(page, /http-equiv="Content-Security-Policy" content="([^"]+)"/).replaceAll("&#39;", "'");
    const hash = createHash("sha256")
      .update(inside(page, /<script>(.*?)<\/script>/s))
      .digest("base64");
    expect(policy.split("; ").sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      `script-src 'sha256-${hash}'`,
      "style-src 'unsafe-inline'",
    ]);
  });

  test("names no address that a browser would load", () => {
    expect(page.match(/\b(src|href|srcset|data|action|poster)\s*=\s*"(?!#)[^"]*"|@import|url\(/g)).toBeNull();
  });

  test("is made of every module of its folder, each after those it imports", () => {
    const files = readdirSync(join(resolve(__dirname, "../.."), "tools/verify/page"));
    expect([...pageModules].sort()).toEqual(files.filter((file) => file.endsWith(".js")).sort());
    for (const [, module = "", before = ""] of page.matchAll(/^modules\["([^"]+)"\] = (.*?)^return/gms)) {
      const imported = [...before.matchAll(/ = modules\["([^"]+)"\]/g)].map(([, name]) => name);
      const earlier: readonly string[] = pageModules.slice(
        0,
        pageModules.findIndex((name) => name === module),
      );
      expect(imported.filter((name) => !earlier.includes(name ?? ""))).toEqual([]);
    }
    expect(page).not.toMatch(/^\s*(import|export) /m);
  });

  test.each([
    [5, 0.2],
    [500, 4],
  ])("of %d accounts is below %d megabytes", (accounts, megabytes) => {
    expect(Buffer.byteLength(htmlPage(verifyReport(accounts)))).toBeLessThan(megabytes * 1024 * 1024);
  });

  test.each([...hostileTexts, "</script><script>alert(1)</script>", "<!--<script>", "{{script}}", "$&"])(
    "carries %j as text, wherever AWS says it",
    (text) => {
      const hostile: Cell = { ...cell, evidence: text, resource: text, error: text, call: text, source: text };
      const said = htmlPage(reportOf([hostile], [{ id: "111111111111", name: text }]));
      expect(said.match(/<\/?script/g)).toHaveLength(4);
      const { accounts, texts } = dataOf(said);
      expect(accounts).toEqual([{ id: "111111111111", name: text }]);
      expect(texts).toEqual(["trail", text, "eu-west-1"]);
    },
  );

  test("escapes the names of the organization in its title", () => {
    const organization = { id: "o-<b>", namePrefix: `"&'` };
    expect(htmlPage(reportOf([], [], { organization }))).toContain(
      "<title>Logging of &#34;&#38;&#39;, o-&#60;b&#62;</title>",
    );
  });
});

describe("the data of a page", () => {
  test("says each text once, and leaves out what a cell does not have", () => {
    const cells = [cell, { ...cell, region: "global", ageSeconds: 0, since: "2026-11-28T20:15:00.000Z" }];
    const { texts, cells: packed } = pageData(reportOf(cells, [{ id: cell.accountId, name: "one" }]), verdicts);
    expect(texts).toEqual([
      ...["trail", "cloudtrail", "eu-west-1", "The trail does not log."],
      ...["global", "2026-11-28T20:15:00.000Z"],
    ]);
    expect(packed).toEqual([
      [0, 1, 0, 2, 0, 3],
      [0, 1, 0, 4, 0, 3, -1, 0, -1, 5],
    ]);
  });

  test("is the same, in whichever order AWS answered", () => {
    const report = verifyReport(5);
    const turned = { ...report, cells: [...report.cells].reverse() };
    const { accounts, texts, cells } = pageData(turned, verdicts);
    const place = ([link = -1, , account = -1, region = -1]: readonly number[]) =>
      [accounts[account]?.id, report.links.findIndex(({ id }) => id === texts[link]), texts[region]].join();
    expect(cells.map(place)).toEqual(cells.map(place).sort());
  });

  test("has a row for an account that only a cell names", () => {
    const { accounts, cells } = pageData(reportOf([cell], []), verdicts);
    expect(accounts).toEqual([{ id: cell.accountId, name: cell.accountId }]);
    expect(cells[0]?.[2]).toBe(0);
  });
});
