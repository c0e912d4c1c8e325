import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linkTable } from "../../../tools/verify/link-table";
import { links } from "../../../tools/verify/links";

test("docs/verify.md has the table of links as they are, without an empty cell", () => {
  const table = linkTable(links);
  expect(readFileSync(join(__dirname, "../../../docs/verify.md"), "utf8")).toContain(table);
  for (const row of table.trim().split("\n")) expect(row).not.toMatch(/\|\s*\|/);
});
