import { z } from "zod";
import { region } from "./fields";

const local = z.strictObject({ type: z.literal("local") }).describe("State in files beside the code; for trials.");

const s3 = z
  .strictObject({
    type: z.literal("s3"),
    bucket: z.string({ error: "the name of the state bucket" }).min(3, { error: "the name of the state bucket" }),
    region: region,
    kmsKeyArn: z
      .string({ error: "the ARN of the state bucket's KMS key" })
      .regex(/^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
        error: "the ARN of the state bucket's KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID",
      }),
  })
  .describe("State in S3, locked by a lock file.");

const cloud = z
  .strictObject({
    type: z.literal("cloud"),
    organization: z
      .string({ error: "the HCP Terraform organization" })
      .min(1, { error: "the HCP Terraform organization" }),
    project: z.string({ error: "the HCP Terraform project" }).min(1, { error: "the HCP Terraform project" }),
    hostname: z.string().optional().describe("Host of Terraform Enterprise."),
  })
  .describe("State and runs in HCP Terraform, one workspace per account.");

/** Where the state of the workspaces is stored. */
export const backendSchema = z
  .discriminatedUnion("type", [local, s3, cloud], { error: "type: local, s3 or cloud" })
  .describe("Where the state of the workspaces is stored.");
