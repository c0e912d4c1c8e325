import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaFile, schemaFileBeside, schemaText } from "../../tools/schema";
import { exampleText } from "../support/organizations";

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
}

interface Placed {
  readonly path: string;
  readonly schema: Schema;
}

/** Every schema within a schema, with the properties that lead to it. */
function schemasIn(schema: unknown, path: string): Placed[] {
  if (typeof schema !== "object" || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((each) => schemasIn(each, path));
  const { properties = {}, ...others } = schema as Schema;
  return [
    { path, schema: schema as Schema },
    ...Object.entries(properties).flatMap(([name, each]) => schemasIn(each, path ? `${path}.${name}` : name)),
    ...Object.entries(others).flatMap(([name, each]) => (name === "default" ? [] : schemasIn(each, path))),
  ];
}

const schemas = schemasIn(JSON.parse(schemaText()), "");

/**
 * Formats that a validator has to know.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 */
const formats = [
  ...["date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6"],
  ...["uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer"],
  "regex",
];

/** Validators read patterns with Unicode's flag, which refuses some that would do without. */
function isReadable(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

describe("the JSON Schema of the organization file", () => {
  test("describes every property", () => {
    const properties = schemas.flatMap(({ path, schema }) =>
      Object.entries(schema.properties ?? {}).map(([name, property]) => ({ path: `${path}.${name}`, property })),
    );
    expect(properties.length).toBeGreaterThan(150);
    expect(properties.filter(({ property }) => !property.description).map(({ path }) => path)).toEqual([]);
  });

  test("has formats of the specification alone", () => {
    const unknown = schemas.filter(({ schema }) => schema.format !== undefined && !formats.includes(schema.format));
    expect(unknown.map(({ path, schema }) => `${path}: ${schema.format}`)).toEqual([]);
  });

  test("has patterns that validators read", () => {
    const patterns = schemas.flatMap(({ schema }) => (typeof schema.pattern === "string" ? schema.pattern : []));
    expect(patterns.length).toBeGreaterThan(20);
    expect(patterns.filter((pattern) => !isReadable(pattern))).toEqual([]);
  });
});

describe("the schema's file", () => {
  const project = join(__dirname, "../..");
  const folder = mkdtempSync(join(tmpdir(), "schema-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const writeSchema = (file: string) =>
    spawnSync(
      process.execPath,
      ["-r", require.resolve("ts-node/register/transpile-only"), join(project, "tools/schema.ts")],
      {
        cwd: project,
        env: { ...process.env, ORGANIZATION: file },
        encoding: "utf8",
      },
    );

  test("is beside the example, which names it", () => {
    expect(schemaFileBeside(join(__dirname, "../../accounts/organization.yaml"))).toBe(schemaFile);
    expect(readFileSync(join(__dirname, "../../accounts/organization.yaml"), "utf8")).toMatch(
      /^# yaml-language-server: \$schema=\.\/organization\.schema\.json\n/,
    );
  });

  test("is written beside a copy of the example, wherever that is", () => {
    const file = join(folder, "acme.yaml");
    writeFileSync(file, exampleText);
    expect(writeSchema(file)).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(folder, "organization.schema.json"), "utf8")).toBe(schemaText());
  });

  test("is written beside nothing that is not there", () => {
    const { status, stderr } = writeSchema(join(folder, "nowhere", "acme.yaml"));
    expect(stderr).toMatch(/acme\.yaml is not there: ORGANIZATION=path\/to\/organization\.yaml/);
    expect(status).toBe(1);
  });
});
