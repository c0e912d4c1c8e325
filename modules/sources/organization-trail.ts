import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { organizationTrailSettings, TrailFiles } from "./organization-trail-settings";

export interface OrganizationTrailProps extends TrailFiles {
  readonly partition: Partition;
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly logGroupName: string;
  readonly logGroupKmsKeyArn: string;
  /** Days events stay searchable in CloudWatch Logs. */
  readonly logGroupRetentionDays: number;
  readonly roleName: string;
  /** What must record elsewhere before this trail records nothing but management events. @default - nothing */
  readonly recordedElsewhere?: readonly ITerraformDependable[];
}

/**
 * The trail that records management events and Insights of every account and Region of the organization, validates its
 * files, and copies events to a log group in the management account, which alarms read.
 *
 * Data events have a trail of their own, so that the log group does not buy them a second time. The log group's role
 * names two patterns of stream: the management account's, and `ORGANIZATION_ID_*`, under which members arrive.
 *
 * Trail and log group are stateful.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 */
export class OrganizationTrail extends Construct {
  readonly arn: string;
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id);
    const { region, partition, managementAccountId } = props;

    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      region,
      name: props.logGroupName,
      kmsKeyId: props.logGroupKmsKeyArn,
      retentionInDays: props.logGroupRetentionDays,
      deletionProtectionEnabled: true,
      lifecycle: { preventDestroy: true },
    });
    // No condition: CloudTrail's documentation shows none for this role. A role can only be passed to a service within its
    // own account, so nobody else's trail can use it.
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      {
        sid: "AllowOrganizationTrail",
        principals: { services: ["cloudtrail.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const streams = `arn:${partition}:logs:${region}:${managementAccountId}:log-group:${props.logGroupName}:log-stream`;
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", [
      {
        sid: "WriteEventsOfManagementAndMembers",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${streams}:${managementAccountId}_CloudTrail_${region}*`, `${streams}:${props.organizationId}_*`],
      },
    ]);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "write-trail-events",
      role: role.name,
      policy: permissions.json,
    });

    const trail = new Cloudtrail(this, "Default", {
      ...organizationTrailSettings(props),
      cloudWatchLogsGroupArn: `${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelector: [
        {
          name: "Management events",
          fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
        },
      ],
      insightSelector: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
      lifecycle: { preventDestroy: true },
      dependsOn: [rolePolicy, props.trustedAccess, ...(props.recordedElsewhere ?? [])],
    });
    this.arn = trail.arn;
    this.logGroupName = logGroup.name;
  }
}
