import { z } from "zod";

/** Which organization it is. */
export const identitySchema = z
  .strictObject(
    {
      id: z
        .string({ error: "the organization id, e.g. o-exampleorg1" })
        .regex(/^o-[a-z0-9]{10,32}$/, { error: "the organization id, e.g. o-exampleorg1" })
        .describe("Organization id, from `aws organizations describe-organization`."),
      rootId: z
        .string({ error: "the id of the organization's root, e.g. r-exam" })
        .regex(/^r-[a-z0-9]{4,32}$/, { error: "the id of the organization's root, e.g. r-exam" })
        .describe("Root id, from `aws organizations list-roots`."),
    },
    { error: "{ id, rootId }" },
  )
  .describe("The AWS organization that is logged.");
