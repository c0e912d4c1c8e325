import { z } from "zod";

/** Settings that an account falls back to -> what the file says of them. */
const settings = {
  bucketPublicAccess:
    "Public access block of S3 for all buckets of an account; `elsewhere` where an S3 policy of the organization has it.",
  ebsEncryption: "Encryption of new EBS volumes.",
  passwordPolicy: "Password policy of IAM users.",
  instanceMetadata: "Session tokens for instance metadata; `elsewhere` where a declarative policy has them.",
  snapshotPublicAccess: "Public access block of EBS snapshots; `elsewhere` where a declarative policy has it.",
  imagePublicAccess: "Public access block of machine images; `elsewhere` where a declarative policy has it.",
} as const;

export type AccountDefault = keyof typeof settings;

const owner = (description: string) =>
  z
    .enum(["account", "elsewhere"], {
      error: "account, or elsewhere if a policy of the organization or another team sets it",
    })
    .default("account")
    .describe(description);

const owners = Object.fromEntries(
  Object.entries(settings).map(([name, description]) => [name, owner(description)]),
) as Record<AccountDefault, ReturnType<typeof owner>>;

/** Who sets what an account falls back to. */
export const accountDefaultsSchema = z
  .strictObject(owners, { error: "{ NAME: account } or { NAME: elsewhere }" })
  .prefault({})
  .describe(
    "Who sets what an account falls back to: account, its workspace does; elsewhere, it is left as it is, because AWS refuses an account's setting that the organization owns.",
  );

/** The settings that the file says are set elsewhere. */
export const setElsewhere = (defaults: z.infer<typeof accountDefaultsSchema>): AccountDefault[] =>
  (Object.keys(settings) as AccountDefault[]).filter((name) => defaults[name] === "elsewhere");
