import { edit, Mistake } from "./mistakes";

const long = (totalDays: number) => {
  const custom = { hotDays: 400, totalDays };
  return { profile: "custom", audit: custom, network: custom, application: custom };
};

/** What may not be written of how long logs are kept and locked. */
export const lockMistakes: readonly Mistake[] = [
  {
    mistake: "a retention below its floor",
    change: edit("retention", {
      profile: "custom",
      audit: { hotDays: 90, totalDays: 364 },
      network: { hotDays: 90, totalDays: 1000 },
      application: { hotDays: 90, totalDays: 1000 },
    }),
    path: "retention.audit.totalDays",
    found: /364/,
    write: /at least 365 days/,
  },
  {
    mistake: "a hot tier longer than the retention",
    change: edit("retention", {
      profile: "custom",
      audit: { hotDays: 1001, totalDays: 1000 },
      network: { hotDays: 90, totalDays: 1000 },
      application: { hotDays: 90, totalDays: 1000 },
    }),
    path: "retention.audit.hotDays",
    found: /1001/,
    write: /at most totalDays, 1000/,
  },
  {
    mistake: "an unknown retention profile",
    change: edit("retention", { profile: "forever" }),
    path: "retention.profile",
    found: /"forever"/,
    write: /m-21-31, pci-dss, hipaa, sec-17a-4, custom/,
  },
  {
    mistake: "a lock longer than the retention",
    change: edit("objectLock.days", 914),
    path: "objectLock.days",
    found: /914/,
    write: /at most 913/,
  },
  {
    mistake: "a lock longer than a custom retention",
    change: (draft) => {
      edit("objectLock.days", 101)(draft);
      edit("retention", {
        profile: "custom",
        audit: { hotDays: 90, totalDays: 1000 },
        network: { hotDays: 90, totalDays: 100 },
        application: { hotDays: 90, totalDays: 1000 },
      })(draft);
    },
    path: "objectLock.days",
    found: /101/,
    write: /at most 100/,
  },
  {
    mistake: "an unknown lock mode",
    change: edit("objectLock.mode", "NONE"),
    path: "objectLock.mode",
    found: /"NONE"/,
    write: /GOVERNANCE or COMPLIANCE/,
  },
  {
    mistake: "a lock of no days",
    change: edit("objectLock.days", 0),
    path: "objectLock.days",
    found: /0/,
    write: /at least 1 day/,
  },
  {
    mistake: "a lock with a zero too many",
    change: (draft) => {
      edit("retention", long(36_500))(draft);
      edit("objectLock", { mode: "COMPLIANCE", days: 21_900 })(draft);
    },
    path: "objectLock.days",
    found: /21900, about 60 years, which in COMPLIANCE nobody can shorten/,
    write: /at most 3650; or, if it is meant, objectLock\.atMostDays: 21900 as well/,
  },
  {
    mistake: "a lock of a thousand years",
    change: edit("objectLock", { mode: "COMPLIANCE", days: 365_000, atMostDays: 365_000 }),
    path: "objectLock.days",
    found: /365000/,
    write: /at most 36500 days, a hundred years/,
  },
  {
    mistake: "a bound of locks that S3 does not have",
    change: edit("objectLock", { mode: "COMPLIANCE", days: 365, atMostDays: 8_000_000 }),
    path: "objectLock.atMostDays",
    found: /8000000/,
    write: /at most 36500 days/,
  },
  {
    mistake: "a retention that outlives everybody",
    change: edit("retention", long(8_000_000)),
    path: "retention.network.totalDays",
    found: /8000000/,
    write: /at most 36500 days/,
  },
];
