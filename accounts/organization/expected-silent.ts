import { z } from "zod";
import { LogTypeName, logTypes } from "../../modules/archive/log-types";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { Accounts, knownAccounts } from "./accounts";
import { accountId, region } from "./fields";
import { Regions } from "./regions";
import { Rule, rule } from "./rule";
import { listOf } from "./source-fields";

const names = Object.keys(logTypes) as [LogTypeName, ...LogTypeName[]];

/** What may be silent, so that `npm run verify` does not take silence for a fault. */
export const expectedSilentSchema = listOf(
  z.strictObject(
    {
      account: accountId.describe("Account of the file, 12 digits in quotes."),
      logType: z
        .enum(names, { error: `one of ${names.join(", ")}` })
        .optional()
        .describe("Log type of the archive that may be silent; every one by default."),
      region: region.optional().describe("Region that may be silent; every one by default."),
      reason: z
        .string({ error: "why nothing is to be expected" })
        .trim()
        .min(1, { error: "why nothing is to be expected, e.g. no VPC yet" })
        .max(200, { error: "at most 200 characters" })
        .describe("Why nothing is to be expected; verification prints it."),
    },
    { error: '{ account: "444444444444", logType: vpcflow, reason: no VPC yet }' },
  ),
  "{ account, logType, region, reason }",
)
  .default([])
  .describe("What may be silent, and why: npm run verify takes silence for a fault everywhere else.");

export type ExpectedSilent = z.infer<typeof expectedSilentSchema>;

interface Sections {
  readonly expectedSilent: ExpectedSilent;
  readonly accounts: Accounts;
  readonly regions: Regions;
}

const accountsAreKnown = rule<Sections>((draft) => {
  const known = knownAccounts(draft);
  return (draft.expectedSilent ?? []).map((each, index) =>
    each?.account === undefined || known.has(each.account)
      ? undefined
      : {
          path: `expectedSilent[${index}].account`,
          found: JSON.stringify(each.account),
          write: "an account of accounts",
        },
  );
});

const regionsAreLogged = rule<Sections>(({ expectedSilent, regions }) => {
  const { home, governed } = regions ?? {};
  if (!home || !governed || !knownRegions.has(home)) return [];
  // The edge's logs are in this Region whether it is governed or not.
  const logged = [...governed, ...(partitionOf(home) === "aws" ? ["us-east-1"] : [])];
  return (expectedSilent ?? []).map((each, index) =>
    each?.region === undefined || logged.includes(each.region)
      ? undefined
      : {
          path: `expectedSilent[${index}].region`,
          found: JSON.stringify(each.region),
          write: `one of regions.governed (${governed.join(", ")}), or leave it out`,
        },
  );
});

export const expectedSilentRules: readonly Rule[] = [accountsAreKnown, regionsAreLogged];
