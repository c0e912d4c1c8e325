import { z } from "zod";
import { retentionFloors, retentionProfiles, RetentionSchedule } from "../../modules/archive/retention";
import { logGroupRetentionDays } from "../../modules/sources/log-group-retention-days";
import { alertsSchema } from "./alerts";
import { detectionSchema } from "./detection";
import { account, accountId, region, roleName, tags } from "./fields";
import { guardRailsSchema } from "./guard-rails";
import { readersSchema } from "../workspace/readers";
import { sourcesSchema } from "./sources";

const retention = (name: keyof RetentionSchedule) => {
  const floor = retentionFloors[name];
  return z.strictObject(
    {
      hotDays: z
        .int({ error: "a whole number of days" })
        .min(floor.hotDays, { error: `at least ${floor.hotDays} days` }),
      totalDays: z
        .int({ error: "a whole number of days" })
        .min(floor.totalDays, { error: `at least ${floor.totalDays} days` }),
    },
    { error: "{ hotDays, totalDays }" },
  );
};

/** Security Hub's CloudWatch.16 expects a year. */
const leastLogGroupDays = 365;

const profileNames = Object.keys(retentionProfiles) as (keyof typeof retentionProfiles)[];

/** The organization file. Every property says what to write; the JSON Schema for editors is generated from it. */
export const organizationSchema = z
  .strictObject(
    {
      organization: z
        .strictObject(
          {
            id: z
              .string({ error: "the organization id, e.g. o-exampleorg1" })
              .regex(/^o-[a-z0-9]{10,32}$/, { error: "the organization id, e.g. o-exampleorg1" })
              .describe("Organization id, from `aws organizations describe-organization`."),
            rootId: z
              .string({ error: "the id of the organization's root, e.g. r-exam" })
              .regex(/^r-[a-z0-9]{4,32}$/, { error: "the id of the organization's root, e.g. r-exam" })
              .describe("Root id, from `aws organizations list-roots`."),
          },
          { error: "{ id, rootId }" },
        )
        .describe("The AWS organization that is logged."),
      namePrefix: z
        .string({ error: "a short name in lower case, e.g. acme-logs" })
        .regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, { error: "lower-case letters, digits and hyphens, e.g. acme-logs" })
        .describe("Begins the name of everything that is made; never change it after the first deployment."),
      regions: z
        .strictObject(
          {
            home: region.describe("Region of the archive, the organization trail and the log pipeline."),
            vault: region.describe("Second Region, which holds the locked evidence copy."),
            governed: z
              .array(region, { error: "a list of Regions" })
              .min(1, { error: "at least the home Region" })
              .describe("Regions whose logs are collected, and where the organization is watched."),
            retired: z
              .array(region, { error: "a list of Regions" })
              .default([])
              .describe("Regions that were governed once: nothing happens there any more, and what they hold is kept."),
          },
          { error: "{ home, vault, governed }" },
        )
        .describe("Where the organization works and where its logs are kept."),
      accounts: z
        .strictObject(
          {
            management: account.describe("Management account of the organization."),
            logArchive: account.describe("Account that holds the archive and nothing else."),
            securityTooling: account.describe("Account the security team works from."),
            workloads: z
              .array(
                z.strictObject(
                  {
                    name: z.string({ error: "a short name in lower case" }).regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, {
                      error: "2 to 40 lower-case letters, digits and hyphens; it names the workspace",
                    }),
                    id: accountId,
                    tags: tags.optional(),
                  },
                  { error: "{ name, id }" },
                ),
                { error: "a list of accounts; [] if there are none yet" },
              )
              .describe("Every other account of the organization."),
          },
          { error: "{ management, logArchive, securityTooling, workloads }" },
        )
        .describe("The accounts and their roles."),
      deployment: z
        .strictObject({ roleName }, { error: "{ roleName }" })
        .describe("Role that Terraform assumes in each account."),
      breakGlass: z
        .strictObject({ roleName }, { error: "{ roleName }" })
        .describe("The one role that may delete from the archive; keep it locked away, and alert on its use."),
      backend: z
        .discriminatedUnion(
          "type",
          [
            z.strictObject({ type: z.literal("local") }).describe("State in files beside the code; for trials."),
            z
              .strictObject({
                type: z.literal("s3"),
                bucket: z
                  .string({ error: "the name of the state bucket" })
                  .min(3, { error: "the name of the state bucket" }),
                region: region,
                kmsKeyArn: z
                  .string({ error: "the ARN of the state bucket's KMS key" })
                  .regex(/^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
                    error: "the ARN of the state bucket's KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID",
                  }),
              })
              .describe("State in S3, locked by a lock file."),
            z
              .strictObject({
                type: z.literal("cloud"),
                organization: z
                  .string({ error: "the HCP Terraform organization" })
                  .min(1, { error: "the HCP Terraform organization" }),
                project: z
                  .string({ error: "the HCP Terraform project" })
                  .min(1, { error: "the HCP Terraform project" }),
                hostname: z.string().optional().describe("Host of Terraform Enterprise."),
              })
              .describe("State and runs in HCP Terraform, one workspace per account."),
          ],
          { error: "type: local, s3 or cloud" },
        )
        .describe("Where the state of the workspaces is stored."),
      transport: z
        .discriminatedUnion(
          "mode",
          [
            z
              .strictObject({
                mode: z.literal("kinesis"),
                retentionHours: z
                  .int({ error: "a whole number of hours" })
                  .min(24, { error: "at least 24 hours" })
                  .max(8760, { error: "at most 8760 hours" })
                  .default(168)
                  .describe("Hours the stream keeps log events for replay."),
              })
              .describe("Destination -> Kinesis -> Firehose: a replay buffer, and room for more consumers."),
            z.strictObject({ mode: z.literal("firehose") }).describe("Destination -> Firehose: the cheapest."),
            z
              .strictObject({ mode: z.literal("centralization") })
              .describe("CloudWatch's organization rule -> Firehose: nothing is deployed into the members."),
          ],
          { error: "mode: kinesis, firehose or centralization" },
        )
        .describe("How CloudWatch Logs reach the archive."),
      retention: z
        .discriminatedUnion(
          "profile",
          [
            z.strictObject({ profile: z.enum(profileNames as [(typeof profileNames)[number]]) }),
            z.strictObject({
              profile: z.literal("custom"),
              audit: retention("audit"),
              network: retention("network"),
              application: retention("application"),
            }),
          ],
          { error: `profile: ${[...profileNames, "custom"].join(", ")}` },
        )
        .default({ profile: "m-21-31" })
        .describe("How long logs are kept, by regime or by class."),
      logGroups: z
        .strictObject(
          {
            retentionDays: z
              .union(
                logGroupRetentionDays.filter((days) => days >= leastLogGroupDays).map((days) => z.literal(days)),
                { error: `one of ${logGroupRetentionDays.filter((days) => days >= leastLogGroupDays).join(", ")}` },
              )
              .default(731)
              .describe("Days CloudWatch Logs keeps every log group at least."),
          },
          { error: "{ retentionDays }" },
        )
        .prefault({})
        .describe("Log groups of every account."),
      sources: sourcesSchema,
      detection: detectionSchema,
      alerts: alertsSchema,
      readers: readersSchema,
      guardRails: guardRailsSchema,
      objectLock: z
        .strictObject(
          {
            mode: z
              .enum(["GOVERNANCE", "COMPLIANCE"], { error: "GOVERNANCE or COMPLIANCE" })
              .describe("COMPLIANCE can be undone by nobody; write it once a trial has gone well."),
            days: z
              .int({ error: "a whole number of days" })
              .min(1, { error: "at least 1 day" })
              .describe("Days during which no object of the trail and vault buckets can be deleted."),
          },
          { error: "{ mode, days }" },
        )
        .describe("Write-once protection of the evidence."),
    },
    { error: "an organization: see accounts/organization.yaml" },
  )
  .describe("Organization-wide security logging");
