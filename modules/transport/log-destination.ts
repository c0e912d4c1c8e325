import { CloudwatchLogDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-destination";
import { CloudwatchLogDestinationPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-destination-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";

export interface LogDestinationProps {
  readonly destinationName: string;
  readonly roleName: string;
  readonly partition: Partition;
  /** Regions whose log groups may subscribe: a destination serves only its own Region. */
  readonly regions: readonly string[];
  readonly organizationId: string;
  /** The account that owns the destinations. */
  readonly accountId: string;
  /** Stream or delivery stream behind the destinations; it may be in another Region. */
  readonly targetArn: string;
  /** What CloudWatch Logs may do with the target. */
  readonly targetPermissions: readonly Statement[];
}

/**
 * A CloudWatch Logs destination in every given Region, open to every account of the organization and to nobody else,
 * all leading to one target.
 *
 * Who may send, the access policy decides; it allows account policies beside single filters. The role's trust asks for the
 * organization as well, but only where CloudWatch Logs says it: no page promises that for roles, events would be refused
 * without a word, and the test message of a new destination, sent for the recipient, would not show it. Nobody gains by
 * that, because only destinations of the role's own account use it.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CreateDestination-Account.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Kinesis-Account.html
 */
export class LogDestination extends Construct {
  /** Region -> destination ARN. */
  readonly arns: Readonly<Record<string, string>>;
  /** What must exist before an account may subscribe. */
  readonly open: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: LogDestinationProps) {
    super(scope, id);
    const { partition, accountId } = props;
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      {
        sid: "AllowLogsOfOrganization",
        principals: { services: ["logs.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: {
          StringEqualsIfExists: { "aws:SourceOrgID": props.organizationId },
          ArnLike: { "aws:SourceArn": `arn:${partition}:logs:*:*:*` },
        },
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", props.targetPermissions);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "forward-log-events",
      role: role.name,
      policy: permissions.json,
    });

    const arns: Record<string, string> = {};
    const open: ITerraformDependable[] = [];
    for (const region of props.regions) {
      const destination = new CloudwatchLogDestination(this, region, {
        region,
        name: props.destinationName,
        roleArn: role.arn,
        targetArn: props.targetArn,
        dependsOn: [rolePolicy],
      });
      const access = new PolicyDocument(this, `access-${region}`, "destinationPolicy", [
        {
          sid: "AllowSubscriptionsOfOrganization",
          principals: "*",
          actions: ["logs:PutAccountPolicy", "logs:PutSubscriptionFilter"],
          resources: [`arn:${partition}:logs:${region}:${accountId}:destination:${props.destinationName}`],
          conditions: { StringEquals: { "aws:PrincipalOrgID": props.organizationId } },
        },
      ]);
      open.push(
        new CloudwatchLogDestinationPolicy(this, `policy-${region}`, {
          region,
          destinationName: destination.name,
          accessPolicy: access.json,
        }),
      );
      arns[region] = destination.arn;
    }
    this.arns = arns;
    this.open = open;
  }
}
