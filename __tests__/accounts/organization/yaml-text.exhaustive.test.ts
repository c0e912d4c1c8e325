import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bounds } from "../../../accounts/organization/bounds";
import { loadOrganization, OrganizationFileError, parseOrganization } from "../../../accounts/organization/load";
import { changedText, exampleText } from "../../support/organizations";
import { edit } from "./mistakes";

/** What a file is refused with; anything but problems of the file fails the test. */
function refusalOf(read: () => unknown): OrganizationFileError {
  try {
    read();
  } catch (error) {
    if (error instanceof OrganizationFileError) return error;
    throw error;
  }
  throw new Error("the file is accepted");
}

const refusal = (text: string) => refusalOf(() => parseOrganization(text, "organization.yaml"));

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const doubling = letters
  .slice(1)
  .map((each, index) => `${each}: &${each} { x: *${letters[index]}, y: *${letters[index]} }`);
const many = (count: number, line: string) => line.repeat(count);

describe("YAML in the organization file", () => {
  test.each([
    ["an alias without its anchor", "a: *b\n", "line 1, column 4", "an alias without an anchor before it, *b"],
    ["an alias before its anchor", "a: *b\nc: &b 1\n", "line 1, column 4", "an alias without an anchor before it, *b"],
    ["an alias of the list it is in", "a: &a [*a]\n", /^a(\[0\])+$/, "more than 32 levels within each other"],
    ["an alias of the object it is in", "a: &a { b: *a }\n", /^a(\.b)+$/, "more than 32 levels within each other"],
    [
      "aliases that double what they stand for",
      ["a: &a { x: 1 }", ...doubling].join("\n"),
      "(the whole file)",
      "more than 1000000 values",
    ],
    [
      "more aliases than are looked up in time",
      `- &a x\n${many(100_000, "- *a\n")}`,
      "line 10002, column 3",
      "more than 10000 aliases",
    ],
    ["lists within each other", "[".repeat(100_000), "line 1, column 34", "more than 32 levels within each other"],
    [
      "objects within each other",
      letters.join(": { ").repeat(2),
      "line 1, column 162",
      "more than 32 levels within each other",
    ],
    [
      "an object of too many keys",
      Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join(""),
      "line 1, column 1",
      "an object of too many keys",
    ],
    [
      "a list of more than fits on the stack",
      many(200_000, "- a\n"),
      "(the whole file)",
      /^\["a","a",.* \.\.\. .*"a"\]$/,
    ],
    ["a text that is too long", `namePrefix: ${"x".repeat(4097)}`, "namePrefix", "a text of more than 4096 characters"],
    [
      "a key that is too long",
      `? ${"x".repeat(4097)}\n: 1`,
      /^x{120} \.\.\. x{100}$/,
      "a text of more than 4096 characters",
    ],
    ["a merge key", "a: &a { b: 1 }\nc:\n  <<: *a\n", "line 3, column 3", "a merge key"],
    ["a merge key of YAML 1.1", "%YAML 1.1\n---\na: { <<: { b: 1 } }\n", "line 3, column 6", "a merge key"],
    ["a tag", "a: !!binary aGVsbG8=\n", "line 1, column 4", "a tag (!), which means nothing here"],
    ["a list as a key", "? [a, b]\n: c\n", "line 1, column 3", "a key that is no text"],
    ["a key twice", "a: 1\na: 2\n", "line 2, column 1", "a key that is there already"],
    ["two documents", "a: 1\n---\nb: 1\n", "line 2, column 1", "a second document after ---"],
    ["a tab as indentation", "a:\n\tb: 1\n", "line 2, column 1", "a tab as indentation"],
    [
      "text that begins with a character of YAML's own",
      "a: @b\n",
      "line 1, column 4",
      "text that begins with a character of YAML's own",
    ],
  ])("refuses %s", (_, text, path, found) => {
    const { problems } = refusal(text);
    const [problem] = problems;
    expect(problems).toHaveLength(1);
    expect(problem?.path).toEqual(typeof path === "string" ? path : expect.stringMatching(path));
    expect(problem?.found).toEqual(typeof found === "string" ? found : expect.stringMatching(found));
    expect(problem?.write).toMatch(/\w/);
  });

  test("an alias of what is before it is what it stands for, as often as one likes", () => {
    const text = exampleText.replace("tags: { team: payments }", "tags: &payments { team: payments }");
    const others = Array.from(
      { length: 300 },
      (_, index) => `    - { name: other-${index}, id: "${600000000000 + index}", tags: *payments }`,
    );
    const { accounts } = parseOrganization(
      text.replace("\n\n# The role", `\n${others.join("\n")}\n\n# The role`),
      "organization.yaml",
    );
    expect(accounts.workloads).toHaveLength(302);
    expect(accounts.workloads[301]?.tags).toEqual({ team: "payments" });
  });

  test("a file with a byte order mark, or with line ends of Windows, is read as any other", () => {
    const organization = parseOrganization(exampleText, "organization.yaml");
    expect(parseOrganization(`\ufeff${exampleText}`, "organization.yaml")).toEqual(organization);
    expect(parseOrganization(exampleText.replace(/\n/g, "\r\n"), "organization.yaml")).toEqual(organization);
  });
});

describe("a problem of the organization file", () => {
  test.each([
    [".nan", "NaN"],
    [".inf", "Infinity"],
    ["[.nan]", '["the number NaN"]'],
    ["~", "null"],
  ])("of %s, found is %s", (value, found) => {
    const [problem] = refusal(exampleText.replace("days: 913", `days: ${value}`)).problems;
    expect(problem).toMatchObject({ path: "objectLock.days", found, write: "a whole number of days" });
  });

  test("has line and column of its value beside the path, also where that is an alias", () => {
    const text = exampleText.replace('id: "444444444444"', "id: &id 12").replace('id: "555555555555"', "id: *id");
    const lines = text.split("\n");
    const at = (path: string, part: string) => {
      const line = lines.findIndex((each) => each.includes(part));
      return { path, place: `line ${line + 1}, column ${(lines[line]?.indexOf(part) ?? 0) + 1}` };
    };
    const { problems, message } = refusal(text);
    expect(problems).toEqual([
      expect.objectContaining(at("accounts.workloads[0].id", "12")),
      expect.objectContaining(at("accounts.workloads[1].id", "*id")),
    ]);
    expect(message).toMatch(/accounts\.workloads\[0\]\.id \(line \d+, column \d+\)/);
  });

  test("of something that is missing has the place of what it is missing from", () => {
    const line = exampleText.split("\n").findIndex((each) => each.startsWith("objectLock:")) + 1;
    const [problem] = refusal(exampleText.replace("  days: 913\n", "")).problems;
    expect(problem).toMatchObject({ path: "objectLock.days", found: "nothing", place: `line ${line + 1}, column 3` });
  });

  test("shows what is long by its beginning and its end, and what a terminal would obey as an escape", () => {
    const [long] = refusal(changedText(edit("namePrefix", "X".repeat(2000)))).problems;
    expect(long?.found).toMatch(/^"X{119} \.\.\. X{99}"$/);
    const [hidden] = refusal(changedText(edit("\u001b[2J\u202e", 1))).problems;
    expect(hidden?.path).toMatch(/^\["\\+u001b\[2J\\u202e"\]$/);
  });

  test("that is there a thousand times is counted, and shown a hundred times", () => {
    const emails = Array.from({ length: 1000 }, () => "nobody");
    const { problems, message } = refusal(changedText(edit("alerts.emails", emails)));
    expect(problems.length).toBeGreaterThanOrEqual(1000);
    expect(message.split("\n")).toHaveLength(1 + 3 * 100 + 1);
    expect(message).toMatch(new RegExp(`and ${problems.length - 100} more$`));
  });
});

describe("the organization file on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "organization-file-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const refusalOfBytes = (bytes: Buffer) => {
    const file = join(folder, "organization.yaml");
    writeFileSync(file, bytes);
    return refusalOf(() => loadOrganization(file)).problems;
  };

  test("is refused where its bytes are no UTF-8", () => {
    const latin = Buffer.from(exampleText.replace("team: payments", "team: paym\u00e9nts"), "latin1");
    expect(refusalOfBytes(latin)).toEqual([
      expect.objectContaining({ path: "(the whole file)", found: "bytes that are no UTF-8" }),
    ]);
    expect(refusalOfBytes(Buffer.from(`\ufeff${exampleText}`, "utf16le"))).toEqual([
      expect.objectContaining({ found: "bytes that are no UTF-8" }),
    ]);
  });

  test("is refused, unread, where it is larger than any organization", () => {
    expect(refusalOfBytes(Buffer.alloc(bounds.bytes + 1, "#"))).toEqual([
      expect.objectContaining({ path: "(the whole file)", found: "8388609 bytes", write: "at most 8388608" }),
    ]);
  });

  test("is refused where it is a folder", () => {
    expect(refusalOf(() => loadOrganization(folder)).problems).toEqual([
      expect.objectContaining({ path: "(the whole file)", write: expect.stringContaining("ORGANIZATION=") as string }),
    ]);
  });
});
