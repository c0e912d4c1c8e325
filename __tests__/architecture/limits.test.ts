import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");
const page = readFileSync(join(project, "docs/limits.md"), "utf8");

const entries = page.split("\n").filter((line) => line.startsWith("- "));
const name = /\bL-[A-Z0-9]+-\d+\b/g;
const names = entries.map((entry) => /^- \*\*(L-[A-Z0-9]+-\d+)\*\* \S/.exec(entry)?.[1]);

const documents = readdirSync(join(project, "docs"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => [file, readFileSync(join(project, "docs", file), "utf8")] as const);

describe("limits", () => {
  test("each has a name, so that a trial can refer to it", () => {
    expect(entries.length).toBeGreaterThan(40);
    expect(entries.filter((_, index) => names[index] === undefined)).toEqual([]);
  });

  test("no name is used twice", () => {
    expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
  });

  test("whoever refers to one names one that there is", () => {
    const mentioned = documents.flatMap(([file, text]) => [...text.matchAll(name)].map(([each]) => ({ file, each })));
    expect(mentioned.length).toBeGreaterThan(entries.length);
    expect(mentioned.filter(({ each }) => !names.includes(each))).toEqual([]);
  });
});
