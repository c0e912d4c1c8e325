import { z } from "zod";
import { roleName } from "./fields";

export const deploymentSchema = z
  .strictObject(
    { roleName: roleName.describe("Name of the role, with its path if it has one; the same in every account.") },
    { error: "{ roleName }" },
  )
  .describe("Role that Terraform assumes in each account.");

export const breakGlassSchema = z
  .strictObject(
    { roleName: roleName.describe("Name of the role, with its path if it has one; the same in every account.") },
    { error: "{ roleName }" },
  )
  .describe("The one role that may delete from the archive; keep it locked away, and alert on its use.");

export type NamedRole = z.infer<typeof deploymentSchema>;
