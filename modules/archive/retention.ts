import { RetentionClass } from "./log-types";

/** How long logs of one class are kept. */
export interface Retention {
  /** Days within reach of a query at once; afterwards a restore takes hours. */
  readonly hotDays: number;
  /** Days until deletion. */
  readonly totalDays: number;
}

export type RetentionSchedule = Readonly<Record<RetentionClass, Retention>>;

const everyClass = (retention: Retention): RetentionSchedule => ({
  audit: retention,
  network: retention,
  application: retention,
});

/**
 * What the regimes ask for. Longer is always allowed: write a `custom` schedule.
 *
 * - `m-21-31`: OMB M-21-31, 12 months active and 18 months cold.
 * - `pci-dss`: PCI DSS 4.0 requirement 10.5.1, 12 months, 3 of them at once.
 * - `hipaa`: 45 CFR 164.316(b)(2)(i), 6 years.
 * - `sec-17a-4`: 17 CFR 240.17a-4, 6 years, the first 2 in an easily accessible place.
 */
export const retentionProfiles = {
  "m-21-31": everyClass({ hotDays: 365, totalDays: 913 }),
  "pci-dss": everyClass({ hotDays: 90, totalDays: 365 }),
  hipaa: everyClass({ hotDays: 365, totalDays: 2192 }),
  "sec-17a-4": everyClass({ hotDays: 731, totalDays: 2192 }),
} as const satisfies Record<string, RetentionSchedule>;

/** The least a `custom` schedule may say: Security Hub CloudWatch.16 and PCI DSS expect a year for the audit trail. */
export const retentionFloors: RetentionSchedule = {
  audit: { hotDays: 90, totalDays: 365 },
  network: { hotDays: 30, totalDays: 90 },
  application: { hotDays: 30, totalDays: 90 },
};

/** Days after which the first logs of the schedule may be deleted; no lock may outlast it. */
export const shortestRetention = (schedule: RetentionSchedule): number =>
  Math.min(...Object.values(schedule).map(({ totalDays }) => totalDays));
