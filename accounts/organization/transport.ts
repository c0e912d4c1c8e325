import { z } from "zod";

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
