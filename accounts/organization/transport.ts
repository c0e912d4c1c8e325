import { z } from "zod";
import { Regions } from "./regions";
import { rule, Rule } from "./rule";
import { Sources } from "./sources";

const kinesis = z
  .strictObject({
    mode: z.literal("kinesis").describe("By way of a stream, which can be read again and by others."),
    retentionHours: z
      .int({ error: "a whole number of hours" })
      .min(24, { error: "at least 24 hours" })
      .max(8760, { error: "at most 8760 hours" })
      .default(168)
      .describe("Hours the stream keeps log events for replay."),
  })
  .describe("Destination -> Kinesis -> Firehose: a replay buffer, and room for more consumers.");

/** How CloudWatch Logs reach the archive. */
export const transportSchema = z
  .discriminatedUnion(
    "mode",
    [
      kinesis,
      z
        .strictObject({ mode: z.literal("firehose").describe("Straight to Firehose.") })
        .describe("Destination -> Firehose: the cheapest."),
      z
        .strictObject({
          mode: z.literal("centralization").describe("Copied by CloudWatch itself, by a rule of the organization."),
        })
        .describe("CloudWatch's organization rule -> Firehose: nothing is deployed into the members."),
    ],
    { error: "mode: kinesis, firehose or centralization" },
  )
  .describe("How CloudWatch Logs reach the archive.");

/** What this rule looks at. */
interface Sections {
  transport: z.infer<typeof transportSchema>;
  regions: Regions;
  sources: Sources;
}

/** CloudWatch makes central log groups in the home Region, without a retention, and nobody else ends them. */
const centralLogGroupsEnd = rule<Sections>(({ sources, transport, regions }) => {
  const { enabled, regions: chosen } = sources?.logGroupRetention ?? {};
  const home = regions?.home;
  return [
    transport?.mode === "centralization" && enabled !== false && home && chosen && !chosen.includes(home)
      ? {
          path: "sources.logGroupRetention.regions",
          found: `${chosen.join(", ")}, without ${home}, where centralized log groups would never end`,
          write: `${home} as well`,
        }
      : undefined,
  ];
});

/** What only the transport and other sections together can get wrong. */
export const transportRules: readonly Rule[] = [centralLogGroupsEnd];
