import { judge } from "../../../accounts/organization/judge";
import { Path, pathText } from "../../../accounts/organization/path";
import { kindsIn, valueAt, whileAt } from "../../support/places";
import { schemaKinds, schemaLists } from "../../support/schema-kinds";
import { wholeDocuments } from "../../support/whole-files";

const documents = wholeDocuments().map(([, document]) => document);

/** The first place of a kind in the whole files. */
function placeOf(kind: string): { document: unknown; path: Path } | undefined {
  for (const document of documents) {
    const path = kindsIn(document).get(kind);
    if (path && (!schemaLists.includes(kind) || Array.isArray(valueAt(document, path)))) return { document, path };
  }
  return undefined;
}

const problemsOf = (document: unknown) => {
  const judgement = judge(document);
  return "problems" in judgement ? judgement.problems : [];
};

/** What a file that is right by itself says once a list of it has another text too. */
function problemsWith(kind: string, added: (item: string) => string) {
  const { document, path } = placeOf(kind) ?? { document: {}, path: [] };
  const list = valueAt(document, path) as readonly string[];
  const problems = whileAt(document, path, [...list, added(list[0] ?? "")], () => problemsOf(document));
  return problems.filter((problem) => problem.path === pathText([...path, list.length]));
}

describe("lists in the organization file", () => {
  test("the files that have every property of the schema do have them", () => {
    expect(schemaKinds.filter((kind) => placeOf(kind) === undefined)).toEqual([]);
    expect(documents.flatMap(problemsOf)).toEqual([]);
  });

  test.each(schemaLists)("%s has nothing twice", (kind) => {
    expect(problemsWith(kind, (item) => item)).toEqual([
      {
        path: expect.any(String) as string,
        found: expect.stringMatching(/, as in .*\[0\]$/) as string,
        write: "each of them once",
      },
    ]);
  });

  test("a bucket whose events are recorded is not named once with the slash behind it, and once without", () => {
    expect(problemsWith("sources.dataEvents.s3", (arn) => `${arn}/`)).toEqual([
      expect.objectContaining({
        found: expect.stringMatching(/^"arn:\S+\/", as in sources\.dataEvents\.s3\[0\]$/) as string,
      }),
    ]);
  });
});
