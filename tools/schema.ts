import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { organizationSchema } from "../accounts/organization/organization";

/** Where editors find the schema of the organization file. */
export const schemaFile = resolve(__dirname, "../accounts/organization.schema.json");

/** JSON Schema of the organization file, as text. */
export const schemaText = () => `${JSON.stringify(z.toJSONSchema(organizationSchema, { io: "input" }), null, 2)}\n`;

if (require.main === module) writeFileSync(schemaFile, schemaText());
