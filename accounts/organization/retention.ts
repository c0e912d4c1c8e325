import { z } from "zod";
import { retentionFloors, retentionProfiles, RetentionSchedule } from "../../modules/archive/retention";
import { Rule, rule } from "./rule";

const days = (minimum: number) =>
  z.int({ error: "a whole number of days" }).min(minimum, { error: `at least ${minimum} days` });

const logClass = (name: keyof RetentionSchedule) =>
  z.strictObject(
    { hotDays: days(retentionFloors[name].hotDays), totalDays: days(retentionFloors[name].totalDays) },
    { error: "{ hotDays, totalDays }" },
  );

const profileNames = Object.keys(retentionProfiles) as (keyof typeof retentionProfiles)[];

/** How long the archive keeps what. */
export const retentionSchema = z
  .discriminatedUnion(
    "profile",
    [
      z.strictObject({ profile: z.enum(profileNames as [(typeof profileNames)[number]]) }),
      z.strictObject({
        profile: z.literal("custom"),
        audit: logClass("audit"),
        network: logClass("network"),
        application: logClass("application"),
      }),
    ],
    { error: `profile: ${[...profileNames, "custom"].join(", ")}` },
  )
  .default({ profile: "m-21-31" })
  .describe("How long logs are kept, by regime or by class.");

export type RetentionSection = z.infer<typeof retentionSchema>;

/** The schedule of the chosen profile. */
export function retentionSchedule({ retention }: { readonly retention: RetentionSection }): RetentionSchedule {
  return retention.profile === "custom" ? retention : retentionProfiles[retention.profile];
}

const hotWithinTotal = rule<{ retention: RetentionSection }>(({ retention }) => {
  if (retention?.profile !== "custom") return [];
  return (["audit", "network", "application"] as const).map((name) => {
    const { hotDays, totalDays } = retention[name] ?? {};
    return hotDays !== undefined && totalDays !== undefined && hotDays > totalDays
      ? { path: `retention.${name}.hotDays`, found: `${hotDays}`, write: `at most totalDays, ${totalDays}` }
      : undefined;
  });
});

export const retentionRules: readonly Rule[] = [hotWithinTotal];
