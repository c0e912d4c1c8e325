import { z } from "zod";
import { retentionProfiles, RetentionSchedule, shortestRetention } from "../../modules/archive/retention";
import { RetentionSection } from "./retention";
import { Draft, Rule, rule } from "./rule";

/** Write-once protection of the evidence. */
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
        .describe("Days during which no object of the trail and vault buckets can be deleted."),
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

const lockWithinRetention = rule<Sections>(({ objectLock, retention }) => {
  const schedule = scheduleOf(retention);
  if (!schedule || !objectLock?.days) return [];
  const shortest = shortestRetention(schedule);
  return [
    objectLock.days > shortest
      ? {
          path: "objectLock.days",
          found: `${objectLock.days}`,
          write: `at most ${shortest}, the shortest retention: a lock that outlasts it keeps objects that should be gone`,
        }
      : undefined,
  ];
});

export const objectLockRules: readonly Rule[] = [lockWithinRetention];
