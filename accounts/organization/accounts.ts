import { z } from "zod";
import { accountId } from "./fields";
import { Draft, duplicates, Rule, rule } from "./rule";
import { tagProblems, tags } from "./tags";

const id = accountId.describe("Account id, 12 digits in quotes.");
const ofAll = tags.optional().describe("Tags of everything in the account that takes any, beside our own.");

const account = z.strictObject({ id, tags: ofAll }, { error: 'an account: { id: "111111111111" }' });

const workload = z.strictObject(
  {
    name: z
      .string({ error: "a short name in lower case" })
      .regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, {
        error: "2 to 40 lower-case letters, digits and hyphens; it names the workspace",
      })
      .describe("Ends the name of the workspace, workloads-NAME; a new name makes a new workspace."),
    id,
    tags: ofAll,
  },
  { error: "{ name, id }" },
);

/** Every account of the organization, and what each is for. */
export const accountsSchema = z
  .strictObject(
    {
      management: account.describe("Management account of the organization."),
      logArchive: account.describe("Account that holds the archive and nothing else."),
      securityTooling: account.describe("Account the security team works from."),
      workloads: z
        .array(workload, { error: "a list of accounts; [] if there are none yet" })
        .describe("Every other account of the organization."),
    },
    { error: "{ management, logArchive, securityTooling, workloads }" },
  )
  .describe("The accounts and their roles.");

export type Accounts = z.infer<typeof accountsSchema>;

/** An account a workspace is for. */
export interface Account {
  readonly id: string;
  readonly tags?: Record<string, string>;
}

/** Ids of every account in the file, with their places. */
const accountIds = ({ accounts }: Draft<{ accounts: Accounts }>) => [
  { path: "accounts.management.id", value: accounts?.management?.id },
  { path: "accounts.logArchive.id", value: accounts?.logArchive?.id },
  { path: "accounts.securityTooling.id", value: accounts?.securityTooling?.id },
  ...(accounts?.workloads ?? []).map((each, index) => ({
    path: `accounts.workloads[${index}].id`,
    value: each?.id,
  })),
];

/** Ids of every account in the file. */
export const knownAccounts = (draft: Draft<{ accounts: Accounts }>): ReadonlySet<string> =>
  new Set(accountIds(draft).flatMap(({ value }) => value ?? []));

const uniqueAccountIds = rule<{ accounts: Accounts }>((draft) =>
  duplicates(accountIds(draft), "an account of its own"),
);

const uniqueWorkloadNames = rule<{ accounts: Accounts }>(({ accounts }) =>
  duplicates(
    (accounts?.workloads ?? []).map((each, index) => ({
      path: `accounts.workloads[${index}].name`,
      value: each?.name,
    })),
    "a name of its own",
  ),
);

const tagsAreTaken = rule<{ accounts: Accounts }>(({ accounts }) =>
  [
    ...(["management", "logArchive", "securityTooling"] as const).map((name) => ({
      path: `accounts.${name}`,
      account: accounts?.[name],
    })),
    ...(accounts?.workloads ?? []).map((account, index) => ({ path: `accounts.workloads[${index}]`, account })),
  ].flatMap(({ path, account }) => tagProblems(`${path}.tags`, account?.tags ?? {})),
);

export const accountRules: readonly Rule[] = [uniqueAccountIds, uniqueWorkloadNames, tagsAreTaken];
