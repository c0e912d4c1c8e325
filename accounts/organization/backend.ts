import { z } from "zod";
import { arn, bucketName, name, region } from "./fields";

const local = z
  .strictObject({ type: z.literal("local").describe("Files below terraform-state, beside the code.") })
  .describe("State in files beside the code; for trials.");

const s3 = z
  .strictObject({
    type: z.literal("s3").describe("A bucket, with a lock file beside each state."),
    bucket: bucketName.describe("Bucket of the state, which exists already."),
    region: region.describe("Region of the bucket."),
    kmsKeyArn: arn(
      /kms:[a-z0-9-]+:\d{12}:key\/[\w-]+/,
      "kms:eu-west-1:111111111111:key/0a1b2c3d-4e5f-4678-abcd-ef0123456789",
    ).describe("KMS key that encrypts the state."),
  })
  .describe("State in S3, locked by a lock file.");

const cloud = z
  .strictObject({
    type: z.literal("cloud").describe("HCP Terraform or Terraform Enterprise, which runs the workspaces."),
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
