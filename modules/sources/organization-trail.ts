import {
  Cloudtrail,
  CloudtrailAdvancedEventSelector,
  CloudtrailAdvancedEventSelectorFieldSelector,
} from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/statement";

/** Which resources a trail records data events of: ARNs, or all there are. */
export type DataEventScope = "all" | "none" | readonly string[];

/** A bucket's ARN without the slash would also select every bucket whose name begins with it. */
const objectsOf = (arn: string) => (arn.includes("/") ? arn : `${arn}/`);

function dataEventSelectors(props: OrganizationTrailProps): CloudtrailAdvancedEventSelector[] {
  const { s3DataEvents, lambdaDataEvents, unrecordedBucketArns } = props;
  const selector = (
    name: string,
    type: string,
    resources?: Omit<CloudtrailAdvancedEventSelectorFieldSelector, "field">,
  ) => ({
    name,
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: [type] },
      ...(resources ? [{ field: "resources.ARN", ...resources }] : []),
    ],
  });
  return [
    ...(s3DataEvents === "none"
      ? []
      : [
          selector(
            "S3 object events outside the archive",
            "AWS::S3::Object",
            s3DataEvents === "all"
              ? { notStartsWith: unrecordedBucketArns.map(objectsOf) }
              : { startsWith: s3DataEvents.map(objectsOf) },
          ),
        ]),
    ...(lambdaDataEvents === "none"
      ? []
      : [
          selector(
            "Lambda invocations",
            "AWS::Lambda::Function",
            lambdaDataEvents === "all" ? undefined : { equalTo: [...lambdaDataEvents] },
          ),
        ]),
  ];
}

export interface OrganizationTrailProps {
  readonly trailName: string;
  readonly trailArn: string;
  readonly region: string;
  readonly partition: Partition;
  readonly organizationId: string;
  readonly managementAccountId: string;
  /** Archive bucket; its policy must already admit this trail. */
  readonly bucketName: string;
  /** Key of the bucket. Without it events are written with SSE-S3, whatever the bucket's default says. */
  readonly bucketKmsKeyArn: string;
  readonly logGroupName: string;
  readonly logGroupKmsKeyArn: string;
  /** Days events stay searchable in CloudWatch Logs. */
  readonly logGroupRetentionDays: number;
  readonly roleName: string;
  /** Objects whose events are recorded: buckets, or prefixes `arn:aws:s3:::bucket/folder/`. */
  readonly s3DataEvents: DataEventScope;
  /** Functions whose invocations are recorded. */
  readonly lambdaDataEvents: DataEventScope;
  /** Buckets whose object events must not be recorded: the archive itself, which would feed itself. */
  readonly unrecordedBucketArns: readonly string[];
  /** Trusted access for CloudTrail, without which the trail is refused. */
  readonly trustedAccess: ITerraformDependable;
}

/**
 * One trail that records management events, Insights and the chosen data events of every account and Region of the
 * organization, validates its files, and copies events to a log group in the management account.
 *
 * Advanced selectors replace the basic ones, so management events need a selector of their own. The log group's role
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
    const trust = new PolicyDocument(this, "trust", [
      {
        sid: "AllowOrganizationTrail",
        principals: { services: ["cloudtrail.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const streams = `arn:${partition}:logs:${region}:${managementAccountId}:log-group:${props.logGroupName}:log-stream`;
    const permissions = new PolicyDocument(this, "permissions", [
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
      region,
      name: props.trailName,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      s3BucketName: props.bucketName,
      s3KeyPrefix: logTypes.cloudtrail.prefix.replace("/", ""),
      kmsKeyId: props.bucketKmsKeyArn,
      cloudWatchLogsGroupArn: `${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelector: [
        {
          name: "Management events",
          fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
        },
        ...dataEventSelectors(props),
      ],
      insightSelector: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
      lifecycle: { preventDestroy: true },
      dependsOn: [rolePolicy, props.trustedAccess],
    });
    this.arn = trail.arn;
    this.logGroupName = logGroup.name;
  }
}
