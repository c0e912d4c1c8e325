import { judge } from "../../../accounts/organization/judge";
import { pathText } from "../../../accounts/organization/path";
import { kindsIn, valueAt, whileAt } from "../../support/places";
import { wholeDocuments } from "../../support/whole-files";

/** What a problem gives as an example of what to write. */
const exampleIn = (words: string) => /(?:e\.g\.|such as) ([^\s,;]+)/.exec(words)?.[1];

const problemsAt = (document: unknown, path: string) => {
  const judgement = judge(document);
  return "problems" in judgement ? judgement.problems.filter((problem) => problem.path === path) : [];
};

/** Every text of the whole files, with the examples that the file's problems give for what may not be in its place. */
const places = wholeDocuments().flatMap(([name, document]) =>
  [...kindsIn(document)].flatMap(([kind, path]) => {
    if (typeof valueAt(document, path) !== "string") return [];
    const words = ["", "!"].flatMap((text) =>
      whileAt(document, path, text, () => problemsAt(document, pathText(path))).map(({ write }) => write),
    );
    const examples = [...new Set(words.flatMap((each) => exampleIn(each) ?? []))];
    return examples.map((example) => ({ name, document, kind, path, example }));
  }),
);

describe("what a problem gives as an example", () => {
  test.each(places)("is taken in its place: $example as $kind of $name", ({ document, path, example }) => {
    const spoken = (problems: readonly { found: string; write: string }[]) =>
      problems.filter(({ write }) => exampleIn(write) !== undefined);
    expect(spoken(whileAt(document, path, example, () => problemsAt(document, pathText(path))))).toEqual([]);
  });

  test("is there for the most part", () => {
    expect(places.length).toBeGreaterThan(25);
  });
});
