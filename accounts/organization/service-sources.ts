import { z } from "zod";
import { arn, wholeNumber } from "./fields";
import { enabled, regionAndAccount, regions, scope, source } from "./source-fields";

const functionArn = arn(
  new RegExp(`lambda:${regionAndAccount}:function:[\\w-]+`),
  "lambda:eu-west-1:444444444444:function:checkout",
);
const objectsArn = arn(
  /s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^*?"\\]*)?/,
  "s3:::customer-data or arn:aws:s3:::customer-data/cards/",
);

export const config = source("AWS Config: configuration of every resource, and its history.", {
  regions,
  recorder: z
    .enum(["own", "existing", "control-tower"], { error: "own, existing or control-tower" })
    .default("own")
    .describe(
      "own: made in every account. existing: every account has one that another looks after. control-tower: the same, but in the management account, where Control Tower makes none. What rests on AWS Config uses whichever there is.",
    ),
  recordingFrequency: z
    .enum(["CONTINUOUS", "DAILY"], { error: "CONTINUOUS or DAILY" })
    .default("CONTINUOUS")
    .describe("DAILY is cheaper and misses what comes and goes within a day."),
});

export const loggingGaps = source(
  "AWS Config rules over the logging that AWS can switch on by itself: Beanstalk, Neptune, Classic Load Balancers.",
  {
    regions,
    remediate: z
      .boolean({ error: "true or false" })
      .default(false)
      .describe("Whether AWS's own automations switch the logging on."),
  },
);

export const logGroupRetention = source(
  "Retention of every log group, raised to logGroups.retentionDays, never shortened.",
  {
    regions,
    neverExpire: z
      .enum(["leave", "limit"], { error: "leave or limit" })
      .default("leave")
      .describe("What becomes of groups that never expire."),
  },
);

export const dataEvents = source("CloudTrail data events; the archive's own buckets are never among them.", {
  s3: scope(objectsArn, "buckets or prefixes"),
  lambda: scope(functionArn, "functions"),
});

export const costAndUsage = z
  .strictObject(
    {
      enabled,
      retentionDays: wholeNumber("days", 30, 3650).default(400).describe("Days the export's own bucket keeps it."),
    },
    { error: "{ enabled: true }" },
  )
  .optional()
  .describe("Cost and Usage Report 2.0 of the whole organization. Once deployed, switch it off with enabled: false.");
