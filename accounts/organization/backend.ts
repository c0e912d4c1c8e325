import { z } from "zod";
import { bucketName, name, region } from "./fields";

const local = z.strictObject({ type: z.literal("local") }).describe("State in files beside the code; for trials.");

const s3 = z
  .strictObject({
    type: z.literal("s3"),
    bucket: bucketName.describe("Bucket of the state, which exists already."),
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
    organization: name("the HCP Terraform organization, its letters, digits, - and _", /^[\w-]+$/, "acme").describe(
      "Organization in HCP Terraform.",
    ),
    project: name(
      "the HCP Terraform project, its 3 to 40 letters, digits, spaces, - and _",
      /^[\w-][\w -]{1,38}[\w-]$/,
      "security-logging",
    ).describe("Project of HCP Terraform that the workspaces are made in."),
    hostname: name("the name of a host", /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "terraform.example.com")
      .optional()
      .describe("Host of Terraform Enterprise."),
  })
  .describe("State and runs in HCP Terraform, one workspace per account.");

/** Where the state of the workspaces is stored. */
export const backendSchema = z
  .discriminatedUnion("type", [local, s3, cloud], { error: "type: local, s3 or cloud" })
  .describe("Where the state of the workspaces is stored.");
