import { edit, Mistake } from "./mistakes";

const accountDefaults = (value: unknown) => edit("accountDefaults", value);

/** What may not be written under `accountDefaults`. */
export const accountDefaultMistakes: readonly Mistake[] = [
  ...["ebsEncryption", "passwordPolicy"].map((name) => ({
    mistake: `${name} by a policy of the organization, of which AWS has none`,
    change: accountDefaults({ [name]: "organization" }),
    path: `accountDefaults.${name}`,
    found: /^"organization"$/,
    write: /^account, or elsewhere/,
  })),
  ...["bucketPublicAccess", "instanceMetadata", "snapshotPublicAccess", "imagePublicAccess"].flatMap((name) => [
    {
      mistake: `${name} set by accounts and the organization, of which AWS refuses the accounts`,
      change: accountDefaults({ [name]: ["account", "organization"] }),
      path: `accountDefaults.${name}`,
      found: /\["account","organization"\]/,
      write: /^account, organization for one policy that is made here instead, or elsewhere/,
    },
    {
      mistake: `to switch ${name} off`,
      change: accountDefaults({ [name]: false }),
      path: `accountDefaults.${name}`,
      found: /^false$/,
      write: /^account, organization .* or elsewhere/,
    },
  ]),
  {
    mistake: "a default that is none",
    change: accountDefaults({ serialConsole: "organization" }),
    path: "accountDefaults.serialConsole",
    found: /unknown key/,
    write: /remove it/,
  },
];
