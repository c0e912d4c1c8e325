import { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import * as fc from "fast-check";
import { LogTypeName } from "../../../modules/archive/log-types";
import { ArchiveReads, archiveCells, newestOf, replicaOf, verdictOf } from "../../../tools/verify/archive";
import { archiveKeys, isLookedFor, LookedFor } from "../../../tools/verify/archive-keys";

const facts = {
  organizationId: "o-a1b2c3d4e5",
  logArchiveAccountId: "222222222222",
  securityToolingAccountId: "333333333333",
  accountIds: ["111111111111"],
  regions: ["eu-central-1"],
  homeRegion: "eu-central-1",
  vaultRegion: "eu-west-1",
  edgeRegion: "us-east-1",
};
const now = new Date("2026-03-04T09:30:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const rowOf = (type: LogTypeName): LookedFor => {
  const row = archiveKeys[type];
  if (!isLookedFor(row)) throw new Error(`${type} is not looked for`);
  return row;
};

interface Stored {
  readonly key: string;
  readonly at: Date;
  readonly size?: number;
}

/** A bucket that answers as S3 does: in order of keys, in pages, below a prefix, from a key on, by folders. */
function bucketOf(objects: readonly Stored[], pageSize = 1000): ArchiveReads & { asked: ListObjectsV2CommandInput[] } {
  const sorted = [...objects].sort((one, other) => (one.key < other.key ? -1 : 1));
  const asked: ListObjectsV2CommandInput[] = [];
  const list = (input: ListObjectsV2CommandInput): Promise<ListObjectsV2CommandOutput> => {
    asked.push(input);
    const { Prefix = "", StartAfter, ContinuationToken, Delimiter } = input;
    const after = ContinuationToken ?? StartAfter ?? "";
    const found = sorted.filter(({ key }) => key.startsWith(Prefix) && key > after);
    if (Delimiter) {
      const folders = new Set(found.map(({ key }) => key.slice(0, key.indexOf("/", Prefix.length) + 1)));
      return Promise.resolve({ $metadata: {}, CommonPrefixes: [...folders].map((folder) => ({ Prefix: folder })) });
    }
    const page = found.slice(0, pageSize);
    const next = found.length > pageSize ? page.at(-1)?.key : undefined;
    return Promise.resolve({
      $metadata: {},
      Contents: page.map(({ key, at, size = 1 }) => ({ Key: key, LastModified: at, Size: size })),
      ...(next && { NextContinuationToken: next }),
    });
  };
  return { asked, list, head: () => Promise.resolve({ ReplicationStatus: "COMPLETED" }) };
}

const cell = (type: LogTypeName) => {
  const [first] = archiveCells(facts, [type]);
  if (!first) throw new Error(`${type} has no place`);
  return first;
};
const newest = (type: LogTypeName, reads: ArchiveReads) => newestOf(reads, "bucket", cell(type), facts, now);
const flow = "vpcflow/AWSLogs/111111111111/vpcflowlogs/eu-central-1/2026/03/";
const trail = "cloudtrail/AWSLogs/o-a1b2c3d4e5/111111111111/";

describe("the newest object of a cell", () => {
  test("is found in one call where the source is healthy", async () => {
    const reads = bucketOf([
      { key: `${flow}04/01/old`, at: ago(500) },
      { key: `${flow}04/09/a`, at: ago(12) },
      { key: `${flow}04/09/b`, at: ago(7) },
    ]);
    expect(await newest("vpcflow", reads)).toEqual({
      type: "vpcflow",
      accountId: "111111111111",
      region: "eu-central-1",
      newest: { key: `${flow}04/09/b`, at: ago(7) },
      more: false,
      calls: 1,
    });
  });

  test("is the newest of what is older where nothing is fresh", async () => {
    const reads = bucketOf([
      { key: `${flow}03/01/older`, at: ago(1800) },
      { key: `${flow}04/02/newer`, at: ago(400) },
    ]);
    expect(await newest("vpcflow", reads)).toMatchObject({ newest: { key: `${flow}04/02/newer` }, more: false });
  });

  test("is none where nothing came today or yesterday", async () => {
    expect(await newest("vpcflow", bucketOf([{ key: `${flow}01/01/x`, at: ago(5000) }]))).toMatchObject({
      more: false,
    });
    expect(await newest("vpcflow", bucketOf([]))).not.toHaveProperty("newest");
  });

  test("is no empty object that marks a folder", async () => {
    const marker = { key: "guardduty/AWSLogs/333333333333/GuardDuty/eu-central-1/2026/03/04/", at: ago(1), size: 0 };
    expect(await newest("guardduty", bucketOf([marker]))).not.toHaveProperty("newest");
  });

  test("is looked for in folders whose names nobody knows", async () => {
    const key = "dns/AWSLogs/111111111111/vpcdnsquerylogs/vpc-2/2026/03/04/x.log.gz";
    const old = "dns/AWSLogs/111111111111/vpcdnsquerylogs/vpc-1/2026/01/01/x.log.gz";
    const reads = bucketOf([
      { key: old, at: ago(90_000) },
      { key, at: ago(3) },
    ]);
    expect(await newest("dns", reads)).toMatchObject({ newest: { key }, calls: 3 });
  });

  test("of a quiet account is its digest", async () => {
    const digest = `${trail}CloudTrail-Digest/eu-central-1/2026/03/04/111111111111_CloudTrail-Digest_eu-central-1_t_eu-central-1_20260304T0900.json.gz`;
    const event = `${trail}CloudTrail/eu-central-1/2026/03/03/111111111111_CloudTrail_eu-central-1_20260303T0900Z_a.json.gz`;
    const reads = bucketOf([
      { key: event, at: ago(1470) },
      { key: digest, at: ago(25) },
    ]);
    expect(await newest("cloudtrail", reads)).toMatchObject({ newest: { key: digest }, calls: 2 });
  });

  test("costs a bounded number of calls, and says that there was more", async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      key: `sessions/111111111111/eu-central-1/${index}.log`,
      at: ago(10_000),
    }));
    const found = await newest("sessions", bucketOf(many, 2));
    expect(found).toMatchObject({ more: true, calls: 5 });
    expect(verdictOf(rowOf("sessions"), found, now).verdict).toBe("unknown");
  });

  test("is looked for in some of very many folders, and it says that there was more", async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      key: `dns/AWSLogs/111111111111/vpcdnsquerylogs/vpc-${index}/2026/01/01/x`,
      at: ago(90_000),
    }));
    expect(await newest("dns", bucketOf(many))).toMatchObject({ more: true, calls: 41 });
  });

  test("is not asked for of what is not looked for", async () => {
    const inspector = { type: "inspector", accountId: "1", region: "r" } as const;
    await expect(newestOf(bucketOf([]), "bucket", inspector, facts, now)).rejects.toThrow("when a person asks");
  });

  test("is found whatever else is there, if a fresh one is in its hour", async () => {
    const minutes = fc.integer({ min: 0, max: 2 * 24 * 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(minutes, { maxLength: 30 }), fc.integer({ min: 0, max: 29 }), async (others, fresh) => {
        const objects = [...others, fresh].map((age, index) => {
          const [date = "", time = ""] = ago(age).toISOString().split("T");
          const folder = date.replace("2026-03-", "");
          return {
            key: date.startsWith("2026-03-") ? `${flow}${folder}/${time.slice(0, 2)}/${index}` : "x",
            at: ago(age),
          };
        });
        const found = await newest("vpcflow", bucketOf(objects, 3));
        expect(verdictOf(rowOf("vpcflow"), found, now)).toEqual({
          verdict: "delivering",
          ageSeconds: Math.min(...others, fresh) * 60,
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe("the verdict on the newest object", () => {
  const at = (minutes: number) => ({ newest: { key: "k", at: ago(minutes) }, more: false });
  test.each<[LogTypeName, number, string]>([
    ["vpcflow", 30, "delivering"],
    ["vpcflow", 31, "silent"],
    ["cloudtrail", 120, "delivering"],
    ["cloudtrail", 121, "broken"],
    ["config", 1800, "delivering"],
    ["config", 1801, "broken"],
    ["cloudwatch", 45, "delivering"],
    ["cloudwatch", 46, "broken"],
    ["cloudwatchErrors", 1440, "broken"],
    ["cloudwatchErrors", 1441, "silent"],
  ])("of %s after %d minutes is %s", (type, minutes, verdict) => {
    expect(verdictOf(rowOf(type), at(minutes), now)).toMatchObject({ verdict, ageSeconds: minutes * 60 });
  });

  test.each<[LogTypeName, string]>([
    ["cloudtrail", "broken"],
    ["vpcflow", "silent"],
    ["cloudwatchErrors", "silent"],
  ])("of %s where there is none is %s", (type, verdict) => {
    expect(verdictOf(rowOf(type), { more: false }, now)).toEqual({
      verdict,
      evidence: "no object came in the last 2 days",
    });
  });

  test("is delivering where the clock of S3 is ahead", () => {
    expect(verdictOf(rowOf("vpcflow"), at(-2), now)).toEqual({ verdict: "delivering", ageSeconds: 0 });
  });

  test("is delivering where a fresh one is among more than was looked at", () => {
    expect(verdictOf(rowOf("vpcflow"), { ...at(1), more: true }, now).verdict).toBe("delivering");
  });
});

describe("the replica of a fresh object", () => {
  test.each([
    ["COMPLETED", 5, "delivering"],
    ["COMPLETE", 5, "delivering"],
    ["PENDING", 60, "silent"],
    ["PENDING", 61, "broken"],
    ["FAILED", 1, "broken"],
    [undefined, 1, "broken"],
  ] as const)("of status %s after %d minutes is %s", async (status, minutes, verdict) => {
    const reads = {
      ...bucketOf([]),
      head: () => Promise.resolve(status ? { ReplicationStatus: status } : {}),
    } as ArchiveReads;
    expect(await replicaOf(reads, "bucket", { key: "k", at: ago(minutes) }, now)).toMatchObject({ verdict });
  });
});
