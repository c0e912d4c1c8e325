import { PermissionsBoundary } from "../../modules/guardrails/permissions-boundary";
import { bucketArn } from "../../modules/policy/arn";
import { deliverExecutionLog } from "../../modules/sources/log-group-retention";
import { remediationPermissions } from "../../modules/sources/logging-remediation";
import { remediationDocuments } from "../../modules/sources/logging-remediation-rules";
import { Workspace } from "../workspace/workspace";

/**
 * What the roles of the management account can do at most: write to and look after log groups, report, forward alerts, replicate
 * costs into the archive, switch logging on, and ask who is in the organization.
 */
export function managementBoundary(workspace: Workspace): void {
  const { organization, account, names } = workspace;
  const { partition } = names;
  const own = (service: string, resource: string) => `arn:${partition}:${service}:*:${account.id}:${resource}`;
  const buckets = [names.costBucket, names.bucketName("logs")].map((name) => bucketArn(partition, name));
  new PermissionsBoundary(workspace, "permissions-boundary", {
    policyName: `${organization.namePrefix}-boundary`,
    statements: [
      {
        sid: "KeepLogGroups",
        actions: [
          "logs:CreateLogStream",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
          "logs:PutRetentionPolicy",
        ],
        resources: [own("logs", "log-group:*")],
      },
      {
        sid: "RunRetention",
        actions: ["events:PutEvents", "states:StartExecution"],
        resources: [own("events", "event-bus/default"), own("states", `stateMachine:${organization.namePrefix}-*`)],
      },
      {
        sid: "ForwardAlerts",
        actions: ["events:PutEvents"],
        resources: [names.alertBusArn, ...organization.alerts.eventBuses],
        conditions: { ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "alert-forwarding") } },
      },
      {
        ...deliverExecutionLog(organization.regions.governed),
        conditions: {
          StringEquals: { "aws:RequestedRegion": organization.regions.governed },
          ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "log-group-retention") },
        },
      },
      {
        sid: "ReplicateCosts",
        actions: [
          "s3:GetBucketVersioning",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
          "s3:GetReplicationConfiguration",
          "s3:ListBucket",
          "s3:ObjectOwnerOverrideToBucketOwner",
          "s3:ReplicateObject",
          "s3:ReplicateTags",
        ],
        resources: buckets.flatMap((arn) => [arn, `${arn}/*`]),
      },
      {
        sid: "EncryptReplicas",
        actions: ["kms:Encrypt", "kms:GenerateDataKey"],
        resources: [`arn:${partition}:kms:*:${organization.accounts.logArchive.id}:key/*`],
      },
      {
        sid: "ListOrganization",
        actions: [
          "organizations:DescribeOrganization",
          "organizations:ListAWSServiceAccessForOrganization",
          "organizations:ListAccounts",
          "organizations:ListDelegatedAdministrators",
        ],
        resources: ["*"],
        conditions: { ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "config-aggregator") } },
      },
      ...remediationPermissions(
        partition,
        account.id,
        organization.regions.governed,
        Object.values(remediationDocuments),
      ),
    ],
  });
}
