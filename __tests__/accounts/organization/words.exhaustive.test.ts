import { z } from "zod";
import { judge } from "../../../accounts/organization/judge";
import { Path, pathText } from "../../../accounts/organization/path";
import { Problem } from "../../../modules/checks/problem";
import { kindsIn, valueAt, whileAt } from "../../support/places";
import { schemaKinds } from "../../support/schema-kinds";
import { wholeDocuments } from "../../support/whole-files";

const libraryWords = "words of the library";

/** Something of every type, and beyond every bound. */
const wrong: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  2 ** 53,
  1e21,
  "",
  " ",
  "x",
  "!",
  "x".repeat(2000),
  "1".repeat(20),
  [],
  [null],
  ["!"],
  [[]],
  [{}],
  Array.from({ length: 200 }, (_, index) => `x${index}`),
  {},
  { x: 1 },
  { enabled: 1 },
  { type: "x" },
  { type: "s3" },
  { type: "cloud" },
  { mode: "x" },
  { profile: "custom" },
  { "": "" },
  Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, 1])),
];

const problemsOf = (document: unknown): readonly Problem[] => {
  const judgement = judge(document);
  return "problems" in judgement ? judgement.problems : [];
};

interface Place {
  readonly document: unknown;
  readonly path: Path;
}

const saidTwice = (problems: readonly Problem[]) => {
  const words = problems.map(({ path, write }) => `${path}: ${write}`);
  return words.filter((each, index) => words.indexOf(each) !== index);
};

/** Kind of place -> a document, and where in it such a place is. */
const places = new Map<string, Place>(
  wholeDocuments()
    .reverse()
    .flatMap(([, document]) => [...kindsIn(document)].map(([kind, path]) => [kind, { document, path }] as const)),
);

/** What is said of a place once something wrong is there, or beside it. */
function refusalsAt({ document, path }: Place): (readonly Problem[])[] {
  if (path.length === 0) return wrong.map(problemsOf);
  const value = valueAt(document, path);
  const beside = typeof value === "object" && value !== null && !Array.isArray(value) ? [{ ...value, x: 1 }] : [];
  return [...wrong, ...beside].map((each) => whileAt(document, path, each, () => problemsOf(document)));
}

describe("what the organization file is told", () => {
  const before = z.config();
  beforeAll(() => z.config({ localeError: () => libraryWords }));
  afterAll(() => z.config({ localeError: before.localeError }));

  test("every place of the schema is tried", () => {
    expect(schemaKinds.filter((kind) => !places.has(kind))).toEqual([]);
  });

  test("the library's own words would be found", () => {
    expect(z.string().safeParse(1).error?.issues[0]?.message).toBe(libraryWords);
  });

  test.each([...places].map(([kind, place]) => ({ kind: kind || "the whole file", place })))(
    "at $kind it is said in words of our own, once, with what was found",
    ({ place }) => {
      const told = refusalsAt(place);
      const refusals = told.flat();
      expect(refusals.length).toBeGreaterThan(0);
      expect(refusals.filter(({ write }) => write === "" || write.includes(libraryWords))).toEqual([]);
      expect(refusals.filter(({ found }) => found === "" || /undefined|\[object/.test(found))).toEqual([]);
      expect(told.flatMap(saidTwice)).toEqual([]);
    },
  );

  test("is told of every value that is wrong, at its place or below it", () => {
    const silent = [...places.values()].filter(({ document, path }) => {
      if (path.length === 0) return false;
      const place = pathText(path);
      const problems = whileAt(document, path, { "": [] }, () => problemsOf(document));
      return !problems.some((problem) => problem.path.startsWith(place));
    });
    expect(silent.map(({ path }) => pathText(path))).toEqual([]);
  });
});
