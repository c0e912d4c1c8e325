import { z } from "zod";
import { duplicates, each, Rule, rule } from "./rule";

const rolePattern = z
  .string({ error: "the name of a role, e.g. AWSControlTowerExecution" })
  .regex(/^[\w+=,.@/-]{4,}\*?$/, {
    error: "the name of a role, with its path if it has one and * at its end if more than one is meant",
  });

const action = z
  .string({ error: "an action, e.g. bedrock:InvokeModel" })
  .regex(/^[a-z0-9-]+:[A-Za-z*]+$/, { error: "an action of one service, e.g. bedrock:InvokeModel or support:*" });

/** What the guard rails bind, and whom they let through. What they deny is not for choice. */
export const guardRailsSchema = z
  .strictObject(
    {
      targets: z
        .array(
          z
            .string({ error: "the id of a root, an organizational unit or an account" })
            .regex(/^(r-|ou-[a-z0-9]{4,32}-)[a-z0-9]{4,32}$|^\d{12}$/, {
              error: "the id of a root, an organizational unit or an account: r-exam, ou-exam-12345678 or 12 digits",
            }),
          { error: "a list of ids" },
        )
        .min(1, { error: "at least one; a unit of trial accounts to begin with" })
        .optional()
        .describe(
          "What the service control policies are attached to; the organization's root unless it says otherwise.",
        ),
      exemptRoles: z
        .array(rolePattern, { error: "a list of role names" })
        .default([])
        .describe(
          "Roles of other tools that make accounts, e.g. stacksets-exec-*: let through like the deployment role, and guarded like it.",
        ),
      denyOtherRegions: z
        .boolean({ error: "true or false" })
        .default(true)
        .describe("Whether accounts may work in the governed Regions alone; false where something else sees to that."),
      globalActions: z
        .array(action, { error: "a list of actions" })
        .default([])
        .describe("What is allowed in every Region beside the global services of AWS."),
    },
    { error: "{ targets, exemptRoles, denyOtherRegions, globalActions }" },
  )
  .prefault({})
  .describe("Policies of the organization that protect the logging from everybody else.");

const targetsOnce = rule<{ guardRails: z.infer<typeof guardRailsSchema> }>(({ guardRails }) =>
  duplicates(each("guardRails.targets", guardRails?.targets), "each target once"),
);

export const guardRailRules: readonly Rule[] = [targetsOnce];
