import { z } from "zod";

const elsewhere = "elsewhere if a policy that is not made here or another team sets it";

/** Set by each account or by somebody else: AWS has no policy of the organization for it. */
const byAccount = (description: string) =>
  z
    .enum(["account", "elsewhere"], { error: `account, or ${elsewhere}` })
    .default("account")
    .describe(description);

/** Set by each account, by a policy of the organization, or by somebody else. */
const byAccountOrOrganization = (description: string) =>
  z
    .enum(["account", "organization", "elsewhere"], {
      error: `account, organization for one policy that is made here instead, or ${elsewhere}`,
    })
    .default("account")
    .describe(description);

/** Settings that an account falls back to. */
const owners = {
  bucketPublicAccess: byAccountOrOrganization(
    "Public access block of S3 for all buckets of an account; `organization` sets it by an S3 policy.",
  ),
  ebsEncryption: byAccount("Encryption of new EBS volumes."),
  passwordPolicy: byAccount("Password policy of IAM users."),
  instanceMetadata: byAccountOrOrganization(
    "Session tokens for instance metadata; `organization` sets them by a declarative policy of EC2.",
  ),
  snapshotPublicAccess: byAccountOrOrganization(
    "Public access block of EBS snapshots; `organization` sets it by a declarative policy of EC2.",
  ),
  imagePublicAccess: byAccountOrOrganization(
    "Public access block of machine images; `organization` sets it by a declarative policy of EC2.",
  ),
};

export type AccountDefault = keyof typeof owners;

/** Who sets what an account falls back to. */
export const accountDefaultsSchema = z
  .strictObject(owners, { error: "{ NAME: account }, { NAME: organization } or { NAME: elsewhere }" })
  .prefault({})
  .describe(
    "Who sets what an account falls back to: account, its workspace does; organization, a policy of the organization does, for every account; elsewhere, it is left as it is, because AWS refuses an account's setting that the organization owns.",
  );

export type AccountDefaults = z.infer<typeof accountDefaultsSchema>;

/** Whoever may set a default. */
type Owner = AccountDefaults[AccountDefault];

/** The defaults that may have this owner. */
type OwnedBy<Whom extends Owner> = {
  [Name in AccountDefault]: Whom extends AccountDefaults[Name] ? Name : never;
}[AccountDefault];

/** The settings of which the file says that this owner sets them. */
export const setBy = <Whom extends Owner>(defaults: AccountDefaults, owner: Whom): OwnedBy<Whom>[] =>
  (Object.keys(owners) as OwnedBy<Whom>[]).filter((name) => defaults[name] === owner);
