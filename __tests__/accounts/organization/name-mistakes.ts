import { edit, Mistake } from "./mistakes";

/** What may not be written as a name: of everything that is made, of a role, of where the state is. */
export const nameMistakes: readonly Mistake[] = [
  {
    mistake: "a name prefix that makes a bucket name too long",
    change: edit("namePrefix", "organization-security-logs"),
    path: "namePrefix",
    found: /2 characters longer than 63/,
    write: /at most 24 characters/,
  },
  {
    mistake: "a name prefix of AWS's own",
    change: edit("namePrefix", "aws-logs"),
    path: "namePrefix",
    found: /"aws-logs", which begins as documents of Systems Manager do/,
    write: /does not begin with aws, amazon or amzn/,
  },
  {
    mistake: "a name prefix of S3's own",
    change: edit("namePrefix", "sthree-logs"),
    path: "namePrefix",
    found: /"sthree-logs", which begins as buckets of S3's own do/,
    write: /does not begin with sthree-/,
  },
  {
    mistake: "a name prefix that no trail may have",
    change: edit("namePrefix", "acme--logs"),
    path: "namePrefix",
    found: /two hyphens together, which CloudTrail does not take/,
    write: /one hyphen/,
  },
  {
    mistake: "a name prefix no bucket may have",
    change: edit("namePrefix", "Example_Logs"),
    path: "namePrefix",
    found: /"Example_Logs"/,
    write: /lower-case letters, digits and hyphens/,
  },
  {
    mistake: "an unknown backend",
    change: edit("backend", { type: "gcs" }),
    path: "backend.type",
    found: /"gcs"/,
    write: /local, s3 or cloud/,
  },
  {
    mistake: "an S3 backend without a key",
    change: edit("backend", { type: "s3", bucket: "state", region: "eu-west-1" }),
    path: "backend.kmsKeyArn",
    found: /nothing/,
    write: /ARN/,
  },
  {
    mistake: "a cloud backend without a project",
    change: edit("backend", { type: "cloud", organization: "acme" }),
    path: "backend.project",
    found: /nothing/,
    write: /HCP Terraform project/,
  },
  {
    mistake: "a role that cannot be one",
    change: edit("deployment.roleName", "arn:aws:iam::1:role/x"),
    path: "deployment.roleName",
    found: /arn:aws:iam/,
    write: /name of an IAM role/,
  },
  {
    mistake: "a break-glass role that is the deployment role",
    change: edit("breakGlass.roleName", "OrganizationLoggingDeployment"),
    path: "breakGlass.roleName",
    found: /the deployment role/,
    write: /a role of its own/,
  },
];
