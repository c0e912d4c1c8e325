import { NamedPattern } from "../../modules/alerting/event-pattern";
import { TamperPatternsProps, tamperPatterns } from "../../modules/alerting/tamper-patterns";
import type { Organization } from "../organization/organization";
import { names } from "./names";

/** A role is named with its path in ARNs, and without it in requests to IAM. */
export const bareRoleName = (role: string) => role.slice(role.lastIndexOf("/") + 1);

/** Documents and parameters of Systems Manager that log, and do not begin with the prefix; a `*` stands for any text. */
export const ssmNames = (namePrefix: string) => ["SSM-SessionManagerRunShell", `AmazonCloudWatch-${namePrefix}-*`];

function kindOf({ accounts }: Organization, accountId: string): TamperPatternsProps["account"] {
  const own = (["management", "logArchive", "securityTooling"] as const).find(
    (kind) => accounts[kind].id === accountId,
  );
  return own ?? "workload";
}

/** What is tampering in an account, in each of its Regions. The same organization file always gives the same. */
export function accountTamperPatterns(organization: Organization, accountId: string): NamedPattern[] {
  const { namePrefix, deployment, breakGlass, guardRails } = organization;
  const all = names(organization);
  return tamperPatterns({
    account: kindOf(organization, accountId),
    namePrefix,
    deploymentRoleArn: all.deploymentRoleArn(accountId),
    retentionRoleArn: all.roleArn(accountId, "log-group-retention"),
    roleNames: [deployment.roleName, breakGlass.roleName, ...guardRails.exemptRoles].map(bareRoleName),
    logGroupNames: all.ownLogGroups,
    ssmNames: ssmNames(namePrefix),
  });
}
