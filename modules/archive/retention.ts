import { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { LogType, RetentionClass } from "./log-types";

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

/** Days a superseded version outlives its successor, so that an overwrite never destroys evidence at once. */
const noncurrentDays = 30;

/** Storage classes bill at least this long, so a shorter stay costs more than it saves. */
const minimumStayDays = { GLACIER_IR: 90, DEEP_ARCHIVE: 180 };

/** Query copy: Standard for a quarter, instantly readable until `hotDays`, then the cheapest class. */
function tiers({ hotDays, totalDays }: Retention) {
  const instantFrom = 90;
  const tiering: { days: number; storageClass: keyof typeof minimumStayDays }[] = [];
  if (hotDays - instantFrom >= minimumStayDays.GLACIER_IR)
    tiering.push({ days: instantFrom, storageClass: "GLACIER_IR" });
  if (totalDays - hotDays >= minimumStayDays.DEEP_ARCHIVE)
    tiering.push({ days: hotDays, storageClass: "DEEP_ARCHIVE" });
  return tiering;
}

/** Evidence copy: cold at once. */
const cold = () => [{ days: 0, storageClass: "DEEP_ARCHIVE" as const }];

/**
 * One lifecycle rule per log type, and one for the bucket that clears away aborted uploads and orphaned delete markers.
 *
 * S3 never transitions objects below 128 KB with the bucket's default minimum size, which is what one wants: moving
 * them costs more than storing them. Expiration makes a version noncurrent; it is gone `noncurrentDays` later, or when
 * its lock ends if that is later still.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
export function lifecycleRules(
  types: readonly LogType[],
  schedule: RetentionSchedule,
  copy: "query" | "evidence",
): S3BucketLifecycleConfigurationRule[] {
  const perType = types.map(({ prefix, retention, folders }) => ({
    id: prefix.replace("/", ""),
    status: "Enabled",
    filter: folders ? [{ and: [{ prefix, objectSizeGreaterThan: 0 }] }] : [{ prefix }],
    transition: copy === "evidence" ? cold() : tiers(schedule[retention]),
    expiration: [{ days: schedule[retention].totalDays }],
    noncurrentVersionExpiration: [{ noncurrentDays }],
  }));
  return [
    ...perType,
    {
      id: "housekeeping",
      status: "Enabled",
      filter: [{ prefix: "" }],
      expiration: [{ expiredObjectDeleteMarker: true }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    },
  ];
}

/** Days after which the first logs of the schedule may be deleted; no lock may outlast it. */
export const shortestRetention = (schedule: RetentionSchedule): number =>
  Math.min(...Object.values(schedule).map(({ totalDays }) => totalDays));
