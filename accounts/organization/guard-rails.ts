import { z } from "zod";
import { region } from "./fields";
import { Regions } from "./regions";
import { each, Rule, rule } from "./rule";

const rolePattern = z
  .string({ error: "the name of a role, e.g. AWSControlTowerExecution" })
  .regex(/^(?=[^*]{4})(?=.{4,512}$)([\w+=,.@-]+\/)*([\w+=,.@-]{1,64}\*?|\*)$/, {
    error: "the name of a role, with its path if it has one and * at its end if more than one is meant",
  });

const action = z
  .string({ error: "an action, e.g. bedrock:InvokeModel" })
  .regex(/^[a-z0-9-]+:[A-Za-z0-9*-]+$/, { error: "an action of one service, e.g. bedrock:InvokeModel or support:*" });

const globalAction = z.union(
  [
    action,
    z.strictObject({
      actions: z
        .array(action, { error: "a list of actions" })
        .min(1, { error: "at least one action" })
        .describe("Actions that are allowed in the Regions beside them."),
      regions: z
        .array(region, { error: "a list of Regions" })
        .min(1, { error: "at least one Region, or the actions as they are: then they are allowed in every one" })
        .describe("Regions that are not governed, and in which these actions are allowed."),
    }),
  ],
  {
    error:
      "an action of one service, e.g. bedrock:InvokeModel or support:*; or { actions, regions }: a list of actions, and the " +
      "codes of the AWS Regions that they are for",
  },
);

/** What the guard rails bind, and whom they let through. What they deny is not for choice. */
export const guardRailsSchema = z
  .strictObject(
    {
      targets: z
        .array(
          z
            .string({ error: "the id of a root, an organizational unit or an account" })
            .regex(/^(r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|\d{12})$/, {
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
        .array(globalAction, { error: "a list of actions" })
        .default([])
        .describe(
          "What is allowed beside the global services of AWS: an action in every Region, { actions, regions } in some.",
        ),
      centralRootAccess: z
        .boolean({ error: "true or false" })
        .default(false)
        .describe("Whether IAM manages the root users of members, and break-glass alone may open their sessions."),
      aiOptOut: z
        .boolean({ error: "true or false" })
        .default(false)
        .describe("Whether AI services of AWS are told to neither keep nor use what accounts give them."),
    },
    { error: "{ targets, exemptRoles, denyOtherRegions, globalActions, centralRootAccess, aiOptOut }" },
  )
  .prefault({})
  .describe("Policies of the organization that protect the logging from everybody else.");

/** What these rules look at. */
interface Sections {
  guardRails: z.infer<typeof guardRailsSchema>;
  regions: Regions;
}

const guardRailRule = rule<Sections>;

const actionsAreForOtherRegions = guardRailRule(({ guardRails, regions }) =>
  (guardRails?.globalActions ?? []).flatMap((entry, index) => {
    const named = typeof entry === "object" ? each(`guardRails.globalActions[${index}].regions`, entry.regions) : [];
    return named
      .filter(({ value }) => regions?.governed?.includes(value))
      .map(({ path, value }) => ({
        path,
        found: `${JSON.stringify(value)}, which regions.governed names`,
        write: "a Region that is not governed: in those that are, everything is allowed",
      }));
  }),
);

export const guardRailRules: readonly Rule[] = [actionsAreForOtherRegions];
