import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { judge } from "../../../accounts/organization/judge";
import { OrganizationFileError, parseOrganization } from "../../../accounts/organization/load";
import { Organization } from "../../../accounts/organization/organization";
import { written } from "../../../accounts/organization/written";
import { synthesize } from "../../../main";
import { Problem } from "../../../modules/checks/problem";
import { hostileTexts } from "../../support/hostile-texts";
import { exampleText } from "../../support/organizations";
import { putAt, valueAt } from "../../support/places";
import { wholeDocuments } from "../../support/whole-files";

/** The same files in every run. */
const seed = 20261128;

const documents = wholeDocuments().map(([, document]) => document);
const valuesOf = documents.map((document) => [...written(document)].filter(({ path }) => path.length > 0));

/** Something to put somewhere: a switch, what stands elsewhere in the file, what is hostile, or anything that JSON has. */
const value = (all: readonly unknown[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.boolean() },
    { weight: 4, arbitrary: fc.constantFrom(...all) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...hostileTexts, NaN, Infinity, -1, 0, 1.5, 2 ** 53, undefined) },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );

/** A right file in which one to three values are others. */
const changed = fc.nat(documents.length - 1).chain((index) => {
  const values = valuesOf[index] ?? [];
  const change = fc.tuple(fc.nat(values.length - 1), value(values.map((each) => each.value)));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const document = structuredClone(documents[index]);
    for (const [at, next] of changes) {
      const path = values[at]?.path ?? [];
      // An earlier change may have taken away what this one is in.
      const parent = path.slice(0, -1).reduce<unknown>((above, key) => {
        return typeof above === "object" && above !== null ? (above as Record<PropertyKey, unknown>)[key] : undefined;
      }, document);
      if (typeof parent === "object" && parent !== null) putAt(document, path, structuredClone(next));
    }
    return document;
  });
});

function expectProblems(problems: readonly Problem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  for (const { path, found, write } of problems) {
    expect([typeof path, typeof found, typeof write]).toEqual(["string", "string", "string"]);
    expect(found).not.toBe("");
    expect(write).not.toBe("");
  }
}

/** The problems of what is synthesized, none where it is. */
function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof OrganizationFileError) return error.problems;
    throw error;
  }
}

describe("every file", () => {
  test("in which something is another ends in an organization, or in problems", () => {
    const accepted: Organization[] = [];
    fc.assert(
      fc.property(changed, (document) => {
        const judgement = judge(document);
        if ("problems" in judgement) expectProblems(judgement.problems);
        else accepted.push(judgement.organization);
      }),
      { seed, numRuns: 2000 },
    );
    expect(accepted.length).toBeGreaterThan(20);

    const outdir = mkdtempSync(join(tmpdir(), "every-file-"));
    try {
      // A share of what is right, evenly: each takes as long as a hundred judgements.
      const share = accepted.filter((_, index) => index % Math.ceil(accepted.length / 6) === 0);
      for (const organization of share) {
        const problems = problemsOf(() => {
          synthesize(new App({ outdir }), organization, "organization.yaml");
        });
        if (problems.length > 0) expectProblems(problems);
      }
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });

  test("of which some characters are others ends in an organization, or in problems", () => {
    const piece = fc.oneof(
      fc.constantFrom(..."[]{}:,-&*!|>'\"%@`#?\n\t \\", "<<: ", "&a ", "*a ", "!!set ", "---\n", "\u0000"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    const cut = fc.tuple(fc.nat(exampleText.length), fc.nat(6), piece);
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const text = cuts.reduce(
          (so, [at, length, into]) => so.slice(0, at) + into + so.slice(at + length),
          exampleText,
        );
        const problems = problemsOf(() => parseOrganization(text, "organization.yaml"));
        if (problems.length > 0) expectProblems(problems);
      }),
      { seed, numRuns: 400 },
    );
  });

  test("that is right has every value that it is changed at", () => {
    for (const [index, document] of documents.entries()) {
      expect(valuesOf[index]?.every(({ path, value: own }) => valueAt(document, path) === own)).toBe(true);
    }
  });
});
