import { edit, Mistake } from "./mistakes";

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
];
