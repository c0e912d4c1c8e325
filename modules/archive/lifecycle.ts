import { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { LogType } from "./log-types";
import { Retention, RetentionSchedule } from "./retention";

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
