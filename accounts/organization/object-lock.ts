import { z } from "zod";
import { retentionProfiles, RetentionSchedule, shortestRetention } from "../../modules/archive/retention";
import { Problem } from "../../modules/checks/problem";
import { wholeNumber } from "./fields";
import { RetentionSection } from "./retention";
import { Draft, Rule, rule } from "./rule";

/** S3 locks objects for a hundred years at most. */
const longestLock = 36_500;

/** Ten years: what no lock exceeds unless the file says that it is meant. */
const usualBound = 3650;

/**
 * Write-once protection of the evidence.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export const objectLockSchema = z
  .strictObject(
    {
      mode: z
        .enum(["GOVERNANCE", "COMPLIANCE"], { error: "GOVERNANCE or COMPLIANCE" })
        .describe(
          "COMPLIANCE can be undone by nobody; write it once a trial has gone well. It holds for objects to come.",
        ),
      days: z
        .int({ error: "a whole number of days" })
        .min(1, { error: "at least 1 day" })
        .max(longestLock, { error: `at most ${longestLock} days, a hundred years: S3 takes no more` })
        .describe("Days during which no object of the trail and vault buckets can be deleted."),
      atMostDays: wholeNumber("days", 1, longestLock)
        .default(usualBound)
        .describe(
          "Bound of days, ten years unless raised on purpose: what COMPLIANCE has locked stays for all of them, and is paid for.",
        ),
    },
    { error: "{ mode, days }" },
  )
  .describe("Write-once protection of the evidence.");

interface Sections {
  objectLock: z.infer<typeof objectLockSchema>;
  retention: RetentionSection;
}

/** The schedule of a file that may be wrong; none while it cannot be told. */
function scheduleOf(retention: Draft<Sections>["retention"]): RetentionSchedule | undefined {
  if (retention?.profile !== "custom") return retentionProfiles[retention?.profile ?? "m-21-31"];
  const { audit, network, application } = retention;
  return [audit, network, application].every((item) => Number.isInteger(item?.totalDays))
    ? ({ audit, network, application } as RetentionSchedule)
    : undefined;
}

const withinRetention = ({ objectLock, retention }: Draft<Sections>): Problem | undefined => {
  const schedule = scheduleOf(retention);
  if (!schedule || !objectLock?.days) return undefined;
  const shortest = shortestRetention(schedule);
  return objectLock.days > shortest
    ? {
        path: "objectLock.days",
        found: `${objectLock.days}`,
        write: `at most ${shortest}, the shortest retention: a lock that outlasts it keeps objects that should be gone`,
      }
    : undefined;
};

/** A zero too many cannot be undone. */
const withinItsBound = ({ objectLock }: Draft<Sections>): Problem | undefined => {
  const { days, atMostDays = usualBound } = objectLock ?? {};
  return days !== undefined && days > atMostDays
    ? {
        path: "objectLock.days",
        found: `${days}, about ${Math.round(days / 365)} years, which in COMPLIANCE nobody can shorten, AWS included`,
        write: `at most ${atMostDays}; or, if it is meant, objectLock.atMostDays: ${days} as well`,
      }
    : undefined;
};

const lockIsBounded = rule<Sections>((draft) => [withinRetention(draft) ?? withinItsBound(draft)]);

export const objectLockRules: readonly Rule[] = [lockIsBounded];
