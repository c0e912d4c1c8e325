import { LogTypeName, logTypes } from "../../../modules/archive/log-types";
import { archiveCells, datedPrefixes } from "../../../tools/verify/archive";
import { archiveKeys, isLookedFor } from "../../../tools/verify/archive-keys";
import { ArchiveFacts } from "../../../tools/verify/archive-place";

const facts: ArchiveFacts = {
  organizationId: "o-a1b2c3d4e5",
  logArchiveAccountId: "222222222222",
  securityToolingAccountId: "333333333333",
  accountIds: ["111111111111", "222222222222", "333333333333"],
  regions: ["eu-central-1", "us-east-1"],
  homeRegion: "eu-central-1",
  vaultRegion: "eu-west-1",
  edgeRegion: "us-east-1",
};
const now = new Date("2026-03-04T09:30:00Z");

/** Log type -> keys as AWS writes them on 4 March 2026 for account 111111111111, where it has one. */
const samples: Partial<Record<LogTypeName, readonly string[]>> = {
  cloudtrail: [
    "cloudtrail/AWSLogs/o-a1b2c3d4e5/111111111111/CloudTrail/us-east-1/2026/03/04/111111111111_CloudTrail_us-east-1_20260304T0925Z_a1B2.json.gz",
    "cloudtrail/AWSLogs/o-a1b2c3d4e5/111111111111/CloudTrail-Digest/us-east-1/2026/03/04/111111111111_CloudTrail-Digest_us-east-1_acme_eu-central-1_20260304T084500Z.json.gz",
  ],
  config: [
    "config/AWSLogs/111111111111/Config/us-east-1/2026/3/4/ConfigSnapshot/111111111111_Config_us-east-1_ConfigSnapshot_20260304T012345Z_uuid.json.gz",
  ],
  guardduty: ["guardduty/AWSLogs/333333333333/GuardDuty/us-east-1/2026/03/04/uuid.jsonl.gz"],
  macie: ["macie/AWSLogs/333333333333/Macie/us-east-1/job/uuid.jsonl.gz"],
  sessions: ["sessions/111111111111/us-east-1/jane-0123456789abcdef0.log"],
  inventory: [
    "inventory/AWS:InstanceInformation/accountid=111111111111/region=us-east-1/resourcetype=ManagedInstanceInventory/i-1.json",
  ],
  cloudwatch: ["cloudwatch/2026/03/04/09/acme-1-2026-03-04-09-12-00-uuid.json.gz"],
  cloudwatchErrors: ["cloudwatch-errors/processing-failed/2026/03/04/09/acme-1-2026-03-04-09-12-00-uuid"],
  cost: ["cost/acme-costs/data/BILLING_PERIOD=2026-03/acme-costs-00001.snappy.parquet"],
  vpcflow: [
    "vpcflow/AWSLogs/111111111111/vpcflowlogs/us-east-1/2026/03/04/09/111111111111_vpcflowlogs_us-east-1_fl-1_20260304T0910Z_hash.log.parquet",
  ],
  tgwflow: [
    "tgwflow/AWSLogs/111111111111/vpcflowlogs/us-east-1/2026/03/04/09/111111111111_vpcflowlogs_us-east-1_fl-1_20260304T0910Z_hash.log.parquet",
  ],
  dns: [
    "dns/AWSLogs/111111111111/vpcdnsquerylogs/vpc-1/2026/03/04/vpc-1_vpcdnsquerylogs_111111111111_20260304T0910Z_hash.log.gz",
  ],
  networkFirewall: ["alert", "flow", "tls"].map(
    (kind) =>
      `network-firewall/AWSLogs/111111111111/network-firewall/${kind}/us-east-1/inspection/2026/03/04/09/file.log.gz`,
  ),
  loadBalancing: ["load-balancing/AWSLogs/111111111111/service/us-east-1/2026/03/04/file.log.gz"],
  cloudfront: ["cloudfront/111111111111/E1EXAMPLE/2026/03/04/09/file.gz"],
  waf: ["us-east-1", "cloudfront"].map(
    (scope) => `waf/AWSLogs/111111111111/WAFLogs/${scope}/shop/2026/03/04/09/10/file.log.gz`,
  ),
  ...Object.fromEntries(
    (["alb", "albConnections", "albHealthChecks", "clb", "nlb"] as const).map((type) => [
      type,
      [
        `${logTypes[type].prefix}AWSLogs/111111111111/elasticloadbalancing/us-east-1/2026/03/04/111111111111_elasticloadbalancing_us-east-1_name_20260304T0910Z_ip_rand.log.gz`,
      ],
    ]),
  ),
  s3access: ["s3-access/222222222222/us-east-1/acme-elb/2026/03/04/2026-03-04-09-00-00-RAND"],
  vaultAccess: ["vault-access/222222222222/eu-west-1/acme-vault/2026/03/04/2026-03-04-09-00-00-RAND"],
};

/** Prefixes to look at for a log type in all its places, where `*` is a folder of any name. */
const prefixes = (type: LogTypeName) => {
  const row = archiveKeys[type];
  if (!isLookedFor(row)) return [];
  return [...archiveCells(facts, [type])].flatMap((cell) =>
    row.folders(cell, facts).flatMap((folder) => {
      const { fresh, older } = datedPrefixes(
        row,
        `${logTypes[type].prefix}${folder}${row.unknownFolder ? "*/" : ""}`,
        cell,
        now,
      );
      return [...fresh, ...older.map((prefix) => ({ prefix, startAfter: undefined }))];
    }),
  );
};
const matches = (prefix: string, key: string) =>
  new RegExp(`^${prefix.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace("*", "[^/]+")}`).test(key);

const types = Object.keys(logTypes) as LogTypeName[];
const lookedFor = types.filter((type) => isLookedFor(archiveKeys[type]));

describe("keys of the archive", () => {
  test("are known of every log type, and why the others are not looked for", () => {
    expect(Object.keys(archiveKeys).sort()).toEqual([...types].sort());
    expect(types.filter((type) => !lookedFor.includes(type)).sort()).toEqual(["cloudwatchExports", "inspector"]);
  });

  test("have a sample of every type that is looked for", () => {
    expect(Object.keys(samples).sort()).toEqual([...lookedFor].sort());
  });

  test.each(lookedFor.flatMap((type) => (samples[type] ?? []).map((key) => [type, key] as const)))(
    "of %s are found where AWS writes %s",
    (type, key) => {
      const found = prefixes(type).filter(({ prefix }) => matches(prefix, key));
      expect(found).not.toEqual([]);
      const row = archiveKeys[type];
      expect(isLookedFor(row) && row.see).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    },
  );

  test.each(lookedFor)("of %s are looked for below its own prefix only", (type) => {
    for (const { prefix } of prefixes(type)) expect(prefix.startsWith(logTypes[type].prefix)).toBe(true);
  });

  test("of CloudTrail are read from the hours that matter on, and its few digests whole", () => {
    const trail = archiveKeys.cloudtrail;
    if (!isLookedFor(trail)) throw new Error("CloudTrail is looked for");
    const place = { accountId: "111111111111", region: "us-east-1" };
    expect(datedPrefixes(trail, "t/CloudTrail/us-east-1/", place, now).fresh).toEqual([
      {
        prefix: "t/CloudTrail/us-east-1/2026/03/04/",
        startAfter: "t/CloudTrail/us-east-1/2026/03/04/111111111111_CloudTrail_us-east-1_20260304T0630",
      },
    ]);
    expect(datedPrefixes(trail, "t/CloudTrail-Digest/us-east-1/", place, now).fresh).toEqual([
      {
        prefix: "t/CloudTrail-Digest/us-east-1/2026/03/04/",
        startAfter: "t/CloudTrail-Digest/us-east-1/2026/03/04/",
      },
    ]);
  });

  test("just after midnight are looked for on both days", () => {
    const flow = archiveKeys.vpcflow;
    if (!isLookedFor(flow)) throw new Error("flow logs are looked for");
    const midnight = new Date("2026-03-01T00:10:00Z");
    expect(datedPrefixes(flow, "f/", { accountId: "1", region: "r" }, midnight)).toEqual({
      fresh: [{ prefix: "f/2026/03/01/" }, { prefix: "f/2026/02/28/", startAfter: "f/2026/02/28/22" }],
      older: ["f/2026/02/28/"],
    });
  });

  test("are of the places that each type has", () => {
    const places = (type: LogTypeName) => [...archiveCells(facts, [type])].map((at) => `${at.accountId} ${at.region}`);
    expect(places("vpcflow")).toHaveLength(6);
    expect(places("dns")).toEqual(facts.accountIds.map((id) => `${id} global`));
    expect(places("guardduty")).toEqual(facts.regions.map((region) => `333333333333 ${region}`));
    expect(places("vaultAccess")).toEqual(["222222222222 eu-central-1", "222222222222 eu-west-1"]);
    expect(places("cloudwatch")).toEqual(["organization global"]);
    expect(places("inspector")).toEqual([]);
  });
});
