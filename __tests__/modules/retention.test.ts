import { logTypes, logTypesIn } from "../../modules/archive/log-types";
import { retentionFloors, retentionProfiles, shortestRetention } from "../../modules/archive/retention";
import { lifecycleRules } from "../../modules/archive/lifecycle";

const byId = (rules: ReturnType<typeof lifecycleRules>, id: string) => rules.find((rule) => rule.id === id);

describe("retention profiles", () => {
  test.each([
    ["m-21-31", 365, 913],
    ["pci-dss", 90, 365],
    ["hipaa", 365, 2192],
    ["sec-17a-4", 731, 2192],
  ] as const)("%s keeps every class within reach for %i days and in all for %i", (profile, hotDays, totalDays) => {
    const retention = { hotDays, totalDays };
    expect(retentionProfiles[profile]).toEqual({ audit: retention, network: retention, application: retention });
  });

  test("no profile is below a floor", () => {
    for (const profile of Object.values(retentionProfiles)) {
      for (const [name, floor] of Object.entries(retentionFloors)) {
        const { hotDays, totalDays } = profile[name as keyof typeof profile];
        expect(hotDays).toBeGreaterThanOrEqual(floor.hotDays);
        expect(totalDays).toBeGreaterThanOrEqual(floor.totalDays);
      }
    }
  });

  test("the shortest retention is that of the shortest class", () => {
    const retention = { hotDays: 30, totalDays: 400 };
    const schedule = { audit: retention, network: { hotDays: 30, totalDays: 100 }, application: retention };
    expect(shortestRetention(schedule)).toBe(100);
  });
});

describe("lifecycle rules", () => {
  const schedule = {
    audit: { hotDays: 365, totalDays: 913 },
    network: { hotDays: 90, totalDays: 365 },
    application: { hotDays: 120, totalDays: 200 },
  };
  const rules = lifecycleRules(logTypesIn("logs"), schedule, "query");

  test("every log type of the bucket has one, under its own prefix", () => {
    const prefixes = rules.map(({ filter }) => {
      const [{ prefix, and }] = filter as [{ prefix?: string; and?: { prefix: string }[] }];
      return prefix ?? and?.[0]?.prefix;
    });
    expect(prefixes).toEqual([...logTypesIn("logs").map(({ prefix }) => prefix), ""]);
  });

  test("empty objects that mark folders outlast the logs below them", () => {
    expect(byId(rules, "guardduty")?.filter).toEqual([{ and: [{ prefix: "guardduty/", objectSizeGreaterThan: 0 }] }]);
  });

  test("the query copy stays instantly readable while it is hot", () => {
    expect(byId(rules, "config")?.transition).toEqual([
      { days: 90, storageClass: "GLACIER_IR" },
      { days: 365, storageClass: "DEEP_ARCHIVE" },
    ]);
  });

  test("a class whose minimum billing outlasts the stay is left out", () => {
    expect(byId(rules, "vpcflow")?.transition).toEqual([{ days: 90, storageClass: "DEEP_ARCHIVE" }]);
    expect(byId(rules, "cloudwatch")?.transition).toEqual([]);
  });

  test("the evidence copy goes cold at once", () => {
    const evidence = lifecycleRules(logTypesIn("vault"), schedule, "evidence");
    for (const { id, transition } of evidence.filter((rule) => rule.id !== "housekeeping")) {
      expect([id, transition]).toEqual([id, [{ days: 0, storageClass: "DEEP_ARCHIVE" }]]);
    }
    expect(evidence).toHaveLength(Object.keys(logTypes).length + 1);
  });

  test("current versions go after the retention, superseded ones a month later", () => {
    expect(byId(rules, "config")).toMatchObject({
      expiration: [{ days: 913 }],
      noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
    });
  });

  test("aborted uploads and orphaned delete markers are cleared away", () => {
    expect(byId(rules, "housekeeping")).toMatchObject({
      expiration: [{ expiredObjectDeleteMarker: true }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    });
  });
});

describe("log types", () => {
  test("every prefix ends in a slash and begins no other", () => {
    const prefixes = Object.values(logTypes).map(({ prefix }) => prefix);
    for (const prefix of prefixes) {
      expect(prefix).toMatch(/^[a-z0-9-]+\/$/);
      expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
    }
  });
});
