import { z } from "zod";
import { retentionFloors, retentionProfiles, RetentionSchedule } from "../../modules/archive/retention";
import { wholeNumber } from "./fields";
import { Rule, rule } from "./rule";

/** A hundred years, as long as a lock may be. */
const longest = 36_500;

const logClass = (name: keyof RetentionSchedule, description: string) =>
  z
    .strictObject(
      {
        hotDays: wholeNumber("days", retentionFloors[name].hotDays, longest).describe(
          "Days within reach of a query at once; afterwards a restore takes hours.",
        ),
        totalDays: wholeNumber("days", retentionFloors[name].totalDays, longest).describe("Days until deletion."),
      },
      { error: "{ hotDays, totalDays }" },
    )
    .describe(description);

const profileNames = Object.keys(retentionProfiles) as (keyof typeof retentionProfiles)[];

/** How long the archive keeps what. */
export const retentionSchema = z
  .discriminatedUnion(
    "profile",
    [
      z.strictObject({
        profile: z
          .enum(profileNames as [(typeof profileNames)[number]])
          .describe("Regime whose periods are kept: OMB M-21-31, PCI DSS, HIPAA or SEC rule 17a-4."),
      }),
      z.strictObject({
        profile: z.literal("custom").describe("Periods of one's own, by class of logs; none below its floor."),
        audit: logClass("audit", "Trails, AWS Config, findings, sessions, S3 access logs: who did what."),
        network: logClass("network", "Flow, DNS, load balancer, CloudFront, WAF and firewall logs."),
        application: logClass("application", "CloudWatch Logs, inventory, cost and usage."),
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
