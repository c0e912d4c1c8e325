import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourcesSchema } from "../../accounts/organization/sources";
import { existingSources } from "../terraform/existing-sources";

const page = readFileSync(join(__dirname, "../../docs/runbooks/existing-settings.md"), "utf8");
const [, section = ""] = /\n## Source by source\n([^]*?)\n## /.exec(page) ?? [];
const rows = [...section.matchAll(/^\| `(\w+)`( \*)? +\| .+? \| +(.+?) +\| .+ \|$/gm)].map(
  ([, source = "", star, happens = ""]) => ({ source, tried: star !== undefined, happens: happens.trim() }),
);

describe("what happens to what exists", () => {
  test("is said of every source of the organization file", () => {
    const sources = Object.keys(sourcesSchema.parse({})).concat("costAndUsage");
    expect([...new Set(rows.map(({ source }) => source))].sort()).toEqual([...new Set(sources)].sort());
  });

  test("is that it is left alone, taken over or refused", () => {
    expect(rows.filter(({ happens }) => !/^(left alone|taken over|refused)\b/.test(happens))).toEqual([]);
  });

  test("is what the apply lane finds, where it tries", () => {
    const tried = rows
      .filter((row) => row.tried)
      .map(({ source, happens }) => [source, /^\w+( \w+)?/.exec(happens)?.[0]]);
    const found = Object.entries(existingSources).map(([source, { outcome }]) => [source, outcome]);
    expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(found));
  });
});
