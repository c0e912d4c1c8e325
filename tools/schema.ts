import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { organizationFile } from "../accounts/organization/load";
import { organizationSchema } from "../accounts/organization/organization";

/** Where editors look for the schema of an organization file, which names it in its first line. */
export const schemaFileBeside = (organizationFile: string) =>
  join(dirname(organizationFile), "organization.schema.json");

/** The schema of the example. */
export const schemaFile = schemaFileBeside(resolve(__dirname, "../accounts/organization.yaml"));

/** JSON Schema of the organization file, as text. */
export const schemaText = () => `${JSON.stringify(z.toJSONSchema(organizationSchema, { io: "input" }), null, 2)}\n`;

/** Writes the schema beside the file in use: a copy of the example elsewhere finds it there, as the example does. */
function main() {
  const file = organizationFile();
  if (existsSync(file)) {
    writeFileSync(schemaFileBeside(file), schemaText());
    return;
  }
  process.stderr.write(
    `${file} is not there: ORGANIZATION=path/to/organization.yaml, the file to write a schema for\n`,
  );
  process.exitCode = 1;
}

if (require.main === module) main();
