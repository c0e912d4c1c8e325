import { z } from "zod";
import { roleName } from "./fields";
import { Rule, rule } from "./rule";

export const deploymentSchema = z
  .strictObject({ roleName }, { error: "{ roleName }" })
  .describe("Role that Terraform assumes in each account.");

export const breakGlassSchema = z
  .strictObject({ roleName }, { error: "{ roleName }" })
  .describe("The one role that may delete from the archive; keep it locked away, and alert on its use.");

type NamedRole = z.infer<typeof deploymentSchema>;

const distinctRoles = rule<{ deployment: NamedRole; breakGlass: NamedRole }>(({ deployment, breakGlass }) => [
  deployment?.roleName && deployment.roleName === breakGlass?.roleName
    ? {
        path: "breakGlass.roleName",
        found: `${JSON.stringify(breakGlass.roleName)}, the deployment role`,
        write: "a role of its own, which nobody uses day to day",
      }
    : undefined,
]);

/** What the two roles that people hold can get wrong together. */
export const roleRules: readonly Rule[] = [distinctRoles];
