import { z } from "zod";
import { LogType, logTypes } from "../../modules/archive/log-types";
import { arn } from "./fields";

/** What the archive's users see of a log type: its top-level prefix. */
export const logTypeName = ({ prefix }: LogType) => prefix.slice(0, -1);

/** Every log type by the name that readers are given it under. */
export const logTypeNames = Object.values<LogType>(logTypes).map(logTypeName) as [string, ...string[]];

const listed = `a list of ${logTypeNames.join(", ")}`;
const words = "2 to 30 characters: words of two or more lower-case letters and digits, joined by hyphens";
const someExternalId = "2 to 1224 letters, digits and any of _+=,.@:/-, as the vendor gave it";

/** Stands for the digits at the end of the name of a permission set's role, and for nothing longer. */
export const anyDigits = "?".repeat(16);

const name = "[\\w+=,.@-]{1,64}";

/**
 * IAM Identity Center gives the role of a permission set a new suffix of sixteen digits with each first assignment. A `*`
 * in their place is admitted here so that a rule can name what to write.
 */
const principal = arn(
  new RegExp(
    `iam::\\d{12}:role/((${name}/)*${name}|` +
      "aws-reserved/sso\\.amazonaws\\.com/(([a-z0-9-]+|\\*)/)?AWSReservedSSO_[\\w+=,.@-]{1,32}_(\\*|\\?{16}))",
  ),
  `iam::333333333333:role/Analyst, a role; or AWSReservedSSO_NAME_${anyDigits} below ` +
    "role/aws-reserved/sso.amazonaws.com/REGION/, the role of a permission set",
);

/** Roles that read the archive. */
export const readersSchema = z
  .array(
    z.strictObject(
      {
        name: z
          .string({ error: words })
          .max(30, { error: words })
          .regex(/^[a-z][a-z0-9]+(-[a-z][a-z0-9]+)*$/, { error: words })
          .describe("Ends the name of the role: NAMEPREFIX-reader-NAME, in Security Tooling."),
        logTypes: z
          .union(
            [
              z.literal("all"),
              z
                .array(z.enum(logTypeNames, { error: `one of ${logTypeNames.join(", ")}` }), { error: listed })
                .min(1, { error: listed }),
            ],
            { error: `all, or ${listed}` },
          )
          .describe("Log types it reads, by their top-level prefixes in the archive; or all, those to come too."),
        principals: z
          .array(principal, { error: "a list of ARNs of roles" })
          .min(1, { error: "at least one ARN of a role" })
          .describe("Roles that may take it."),
        externalId: z
          .string({ error: someExternalId })
          .regex(/^[\w+=,.@:/-]{2,1224}$/, { error: someExternalId })
          .optional()
          .describe("What they must present as well; a vendor always must."),
      },
      { error: "{ name, logTypes, principals }" },
    ),
    { error: "a list of readers; [] if nobody reads" },
  )
  .default([])
  .describe("Roles in the Security Tooling account that read logs of the archive, and nothing else.");

export type Readers = z.infer<typeof readersSchema>;
