import { Organization } from "../../../accounts/organization/organization";

type Draft = Record<string, unknown> & Organization;
type Edit = (draft: Draft) => void;

/** Sets a property, or removes it. */
export const edit =
  (path: string, value: unknown): Edit =>
  (draft) => {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, draft);
    if (value === undefined) Reflect.deleteProperty(parent, last);
    else parent[last] = value;
  };

/** A mistake, and how it must be reported. */
export interface Mistake {
  readonly mistake: string;
  readonly change: Edit;
  readonly path: string;
  readonly found: RegExp;
  readonly write: RegExp;
}

export const mistakes: readonly Mistake[] = [
  {
    mistake: "an unknown key",
    change: edit("retentoin", 1),
    path: "retentoin",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "an unknown key in depth",
    change: edit("accounts.workloads.0.ID", "1"),
    path: "accounts.workloads[0].ID",
    found: /unknown key/,
    write: /remove it/,
  },
  {
    mistake: "a missing account",
    change: edit("accounts.logArchive", undefined),
    path: "accounts.logArchive",
    found: /nothing/,
    write: /an account: \{ id/,
  },
  {
    mistake: "a retired Region that is governed",
    change: edit("regions.retired", ["us-east-1"]),
    path: "regions.retired[0]",
    found: /"us-east-1", which regions\.governed names too/,
    write: /a Region that is governed no more/,
  },
  {
    mistake: "a Region retired twice",
    change: edit("regions.retired", ["us-west-2", "us-west-2"]),
    path: "regions.retired[1]",
    found: /as in regions\.retired\[0\]/,
    write: /each of them once/,
  },
  {
    mistake: "a retired Region of another partition",
    change: edit("regions.retired", ["us-gov-west-1"]),
    path: "regions.retired[0]",
    found: /"us-gov-west-1"/,
    write: /a Region of the partition aws/,
  },
  {
    mistake: "a duplicate account id",
    change: edit("accounts.workloads.1.id", "111111111111"),
    path: "accounts.workloads[1].id",
    found: /"111111111111", as in accounts\.management\.id/,
    write: /an account of its own/,
  },
  {
    mistake: "a duplicate workload name",
    change: edit("accounts.workloads.1.name", "payments"),
    path: "accounts.workloads[1].name",
    found: /"payments", as in accounts\.workloads\[0\]\.name/,
    write: /a name of its own/,
  },
  {
    mistake: "an account id that is not 12 digits",
    change: edit("accounts.management.id", "12345"),
    path: "accounts.management.id",
    found: /"12345"/,
    write: /12 digits/,
  },
  {
    mistake: "an account id without quotes",
    change: edit("accounts.management.id", 111111111111),
    path: "accounts.management.id",
    found: /111111111111/,
    write: /in quotes/,
  },
  {
    mistake: "a workload name that cannot name a workspace",
    change: edit("accounts.workloads.0.name", "Pay ments"),
    path: "accounts.workloads[0].name",
    found: /"Pay ments"/,
    write: /lower-case/,
  },
  {
    mistake: "a Region that does not exist",
    change: edit("regions.governed", ["eu-west-1", "eu-west-9"]),
    path: "regions.governed[1]",
    found: /"eu-west-9"/,
    write: /AWS Region/,
  },
  {
    mistake: "a Region listed twice",
    change: edit("regions.governed", ["eu-west-1", "us-east-1", "us-east-1"]),
    path: "regions.governed[2]",
    found: /"us-east-1", as in regions\.governed\[1\]/,
    write: /each of them once/,
  },
  {
    mistake: "a home Region that is not governed",
    change: edit("regions.governed", ["us-east-1"]),
    path: "regions.home",
    found: /"eu-west-1"/,
    write: /one of regions\.governed \(us-east-1\)/,
  },
  {
    mistake: "a vault in the home Region",
    change: edit("regions.vault", "eu-west-1"),
    path: "regions.vault",
    found: /the home Region/,
    write: /another Region/,
  },
  {
    mistake: "Regions of two partitions",
    change: edit("regions.vault", "us-gov-west-1"),
    path: "regions.vault",
    found: /"us-gov-west-1"/,
    write: /partition aws/,
  },
  {
    mistake: "an organization id of another form",
    change: edit("organization.id", "example"),
    path: "organization.id",
    found: /"example"/,
    write: /o-exampleorg1/,
  },
  {
    mistake: "a root id of another form",
    change: edit("organization.rootId", "root"),
    path: "organization.rootId",
    found: /"root"/,
    write: /r-exam/,
  },
  {
    mistake: "an unknown transport mode",
    change: edit("transport", { mode: "carrier-pigeon" }),
    path: "transport.mode",
    found: /"carrier-pigeon"/,
    write: /kinesis, firehose or centralization/,
  },
  {
    mistake: "a stream retention under a day",
    change: edit("transport.retentionHours", 12),
    path: "transport.retentionHours",
    found: /12/,
    write: /at least 24 hours/,
  },
  {
    mistake: "a stream retention over a year",
    change: edit("transport.retentionHours", 9000),
    path: "transport.retentionHours",
    found: /9000/,
    write: /at most 8760 hours/,
  },
  ...[
    ["cn-north-1", "China"],
    ["eusc-de-east-1", "the European Sovereign Cloud"],
    ["us-iso-east-1", "the isolated partitions"],
  ].map(([region, partition]) => ({
    mistake: `a Region of ${partition}`,
    change: edit("regions.home", region),
    path: "regions.home",
    found: new RegExp(`"${region}"`),
    write: new RegExp(`${partition} is not supported`),
  })),
];
