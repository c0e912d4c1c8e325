import { z } from "zod";
import { logGroupRetentionDays } from "../../modules/sources/log-group-retention-days";

/** Security Hub's CloudWatch.16 expects a year. */
const leastDays = 365;

const choices = logGroupRetentionDays.filter((days) => days >= leastDays);

/** Log groups of every account. */
export const logGroupsSchema = z
  .strictObject(
    {
      retentionDays: z
        .union(
          choices.map((days) => z.literal(days)),
          { error: `one of ${choices.join(", ")}` },
        )
        .default(731)
        .describe("Days CloudWatch Logs keeps every log group at least."),
    },
    { error: "{ retentionDays }" },
  )
  .prefault({})
  .describe("Log groups of every account.");
