import { edit, Mistake } from "./mistakes";

const reader = {
  name: "hunters",
  logTypes: ["cloudtrail"],
  principals: ["arn:aws:iam::333333333333:role/Hunter"],
};
const vendor = "arn:aws:iam::888888888888:role/Collector";

const readers = (...changes: object[]) =>
  edit(
    "readers",
    changes.map((change) => ({ ...reader, ...change })),
  );

const principal = (arn: string) => readers({ principals: [arn], externalId: "7c1f" });

/** What may not be written under `readers`. */
export const readerMistakes: readonly Mistake[] = [
  {
    mistake: "readers that are no list",
    change: edit("readers", "analysts"),
    path: "readers",
    found: /"analysts"/,
    write: /a list of readers; \[\] if nobody reads/,
  },
  {
    mistake: "an unknown property of a reader",
    change: readers({ buckets: "all" }),
    path: "readers[0].buckets",
    found: /unknown key/,
    write: /remove it/,
  },
  ...["Hunters", "h", "hunters-", "threat--hunters", "team-a", "a-name-of-more-than-thirty-letters"].map((name) => ({
    mistake: `a reader called ${name}`,
    change: readers({ name }),
    path: "readers[0].name",
    found: new RegExp(`"${name}"`),
    write: /2 to 30 characters: words of two or more/,
  })),
  {
    mistake: "a reader twice",
    change: readers({}, {}),
    path: "readers[1].name",
    found: /"hunters", as in readers\[0\]\.name/,
    write: /a name of its own/,
  },
  {
    mistake: "a name of a reader that IAM has no room for",
    change: (draft) => {
      edit("namePrefix", "a-prefix-of-twenty-seven-aa")(draft);
      readers({ name: "thirty-letters-are-the-maximum" })(draft);
    },
    path: "readers[0].name",
    found: /makes the name of a role 1 characters longer than 64/,
    write: /at most 29 characters/,
  },
  {
    mistake: "an unknown log type",
    change: readers({ logTypes: ["cloudtrail", "cloudtrial"] }),
    path: "readers[0].logTypes[1]",
    found: /^"cloudtrial"$/,
    write: /one of cloudtrail, config, guardduty, .*cloudwatch-errors, .*s3-access/,
  },
  {
    mistake: "the vault as a log type",
    change: readers({ logTypes: ["vault"] }),
    path: "readers[0].logTypes[0]",
    found: /^"vault"$/,
    write: /one of cloudtrail/,
  },
  {
    mistake: "a reader of nothing",
    change: readers({ logTypes: [] }),
    path: "readers[0].logTypes",
    found: /\[\]/,
    write: /a list of cloudtrail/,
  },
  {
    mistake: "a log type twice",
    change: readers({ logTypes: ["waf", "waf"] }),
    path: "readers[0].logTypes[1]",
    found: /"waf", as in readers\[0\]\.logTypes\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a reader whom nobody may be",
    change: readers({ principals: [] }),
    path: "readers[0].principals",
    found: /\[\]/,
    write: /at least one ARN of a role/,
  },
  ...[
    "*",
    "arn:aws:iam::*:role/Hunter",
    "arn:aws:iam::333333333333:role/*",
    "arn:aws:iam::333333333333:role/Hunter*",
    "arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_*",
    "arn:aws:iam::333333333333:role/aws-reserved/*/AWSReservedSSO_Analyst_*",
    "arn:aws:iam::333333333333:role/AWSReservedSSO_Analyst_*",
    "arn:aws:iam::333333333333:root",
    "arn:aws:iam::333333333333:user/hunter",
    "arn:aws:sts::333333333333:assumed-role/Hunter/session",
  ].map((arn) => ({
    mistake: `the principal ${arn}`,
    change: principal(arn),
    path: "readers[0].principals[0]",
    found: new RegExp(arn.replace(/[*.?]/g, "\\$&")),
    write: /an ARN such as arn:aws:iam::333333333333:role\/Analyst, a role; or AWSReservedSSO_NAME_\?{16} below/,
  })),
  {
    mistake: "a permission set whose name is the beginning of others",
    change: principal("arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Analyst_*"),
    path: "readers[0].principals[0]",
    found:
      /AWSReservedSSO_Analyst_\*", which is the role of every permission set whose name begins with Analyst_ as well/,
    write:
      /^arn:aws:iam::333333333333:role\/aws-reserved\/sso\.amazonaws\.com\/\*\/AWSReservedSSO_Analyst_\?{16}, a \? for each digit/,
  },
  {
    mistake: "a principal twice",
    change: readers({ principals: [...reader.principals, ...reader.principals] }),
    path: "readers[0].principals[1]",
    found: /as in readers\[0\]\.principals\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a principal of another partition",
    change: readers({ principals: ["arn:aws-us-gov:iam::333333333333:role/Hunter"] }),
    path: "readers[0].principals[0]",
    found: /arn:aws-us-gov:/,
    write: /an ARN of the partition aws, to which eu-west-1 belongs/,
  },
  {
    mistake: "a principal of an unknown account without an external id",
    change: readers({}, { name: "vendor", principals: [...reader.principals, vendor] }),
    path: "readers[1].externalId",
    found: /nothing, with readers\[1\]\.principals\[1\] of an account that is not in this file/,
    write: /the external id that its owner gave you/,
  },
  ...["x", "with space", 7].map((externalId) => ({
    mistake: `the external id ${externalId}`,
    change: readers({ externalId }),
    path: "readers[0].externalId",
    found: new RegExp(String(externalId)),
    write: /2 to 1224 letters, digits/,
  })),
  {
    mistake: "the deployment role as a reader",
    change: principal("arn:aws:iam::333333333333:role/OrganizationLoggingDeployment"),
    path: "readers[0].principals[0]",
    found: /a role that is not for reading/,
    write: /a role of whoever reads/,
  },
  {
    mistake: "the break-glass role by another path as a reader",
    change: principal("arn:aws:iam::333333333333:role/ops/LogArchiveBreakGlass"),
    path: "readers[0].principals[0]",
    found: /a role that is not for reading/,
    write: /a role of whoever reads/,
  },
  {
    mistake: "a role that is made here as a reader",
    change: principal("arn:aws:iam::333333333333:role/example-logs-reader-siem"),
    path: "readers[0].principals[0]",
    found: /a role that is not for reading/,
    write: /a role of whoever reads/,
  },
];
