import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserProblem } from "../../tools/problem";
import { refuseUnwritable } from "../../tools/verify/html-file";

describe("the file of the page", () => {
  const folder = mkdtempSync(join(tmpdir(), "verify-html-file-"));
  mkdirSync(join(folder, "pages"));
  writeFileSync(join(folder, "old.html"), "");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(["new.html", "old.html", "pages/new.html"])("may be %s, in a folder that is there", (name) => {
    expect(() => refuseUnwritable(join(folder, name))).not.toThrow();
  });

  test.each([
    ["pages", "pages is a folder"],
    ["nowhere/page.html", "nowhere is no folder"],
    ["old.html/page.html", "old.html is no folder"],
  ])("is not %s: %s, which is said before anything is asked", (name, why) => {
    const refused = () => refuseUnwritable(join(folder, name));
    expect(refused).toThrow(UserProblem);
    expect(refused).toThrow(`${why}\n  write: --html FILE, a file in a folder that is there`);
  });

  // Whoever may do everything may write everywhere.
  const asNobody = process.getuid?.() === 0 ? test.skip : test;
  asNobody("is none that may not be written (as root every file may be)", () => {
    const file = join(folder, "kept.html");
    writeFileSync(file, "");
    chmodSync(file, 0o400);
    expect(() => refuseUnwritable(file)).toThrow("may not be written");
  });
});
