import { z } from "zod";
import { name, region } from "./fields";

/** Whether a source is collected. */
export const enabled = z
  .boolean({ error: "true or false" })
  .default(true)
  .describe("Whether it is collected; what it has written stays when it is not.");

export const regions = z
  .array(region, { error: "a list of Regions" })
  .min(1, { error: "at least one Region, or enabled: false" })
  .optional()
  .describe("Regions it is collected from, all of them governed; every governed Region by default.");

export const source = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z
    .strictObject({ enabled, ...shape }, { error: "{ enabled: true } or { enabled: false }" })
    .prefault({} as never)
    .describe(description);

export const listOf = <Item extends z.ZodType>(item: Item, what: string) =>
  z.array(item, { error: `a list of ${what}` });

export const selection = (resource: z.ZodString, what: string) => ({
  resources: z
    .union([z.literal("discovered"), listOf(resource, what)], { error: `discovered, or a list of ARNs of ${what}` })
    .default("discovered")
    .describe(`ARNs of ${what}, or whatever there is when Terraform plans.`),
  except: listOf(resource, `ARNs of ${what}`).default([]).describe(`ARNs of ${what} that are left alone.`),
});

/** What an ARN has between its service and its resource. */
export const regionAndAccount = "[a-z0-9-]+:\\d{12}";

export const shortName = name("a short name in lower case", /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/, "data-centre");

export const scope = <Item extends z.ZodType>(item: Item, what: string) =>
  z
    .union([z.enum(["all", "none"]), listOf(item, what).min(1)], { error: `all, none, or a list of ARNs of ${what}` })
    .default("all")
    .describe(`all, none, or ARNs of ${what}.`);
