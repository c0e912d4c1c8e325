import { CloudwatchLogAccountPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-account-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { roleArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { RoleCheck } from "./role-check";

export interface LogSubscriptionProps {
  /** Begins the name of each Region's policy, which ends in the Region. */
  readonly policyName: string;
  readonly roleName: string;
  readonly partition: Partition;
  /** The account whose log groups are subscribed. */
  readonly accountId: string;
  /** Region -> where its log groups go: a destination of the same Region, or a delivery stream of this account. */
  readonly targetArns: Readonly<Record<string, string>>;
  /** Region -> a log group of ours, on which the role is tried before a policy uses it. */
  readonly checkedOn: Readonly<Record<string, string>>;
  /** What CloudWatch Logs may do on behalf of this account. */
  readonly permissions: readonly Statement[];
  /** Exact names of log groups that must not be forwarded, because the pipeline writes them. */
  readonly excludedLogGroups: readonly string[];
  /** What must exist before the targets accept a subscription. @default - nothing that this workspace makes */
  readonly targetsOpen?: readonly ITerraformDependable[];
}

/** `PutAccountPolicy` accepts no longer selection criteria. */
const maximumCriteriaBytes = 25_600;

/** What a sender may do when the destination is open to the whole organization: write events of its own log groups. */
export const forwardOwnLogEvents = (partition: Partition, accountId: string): Statement => ({
  sid: "ForwardOwnLogEvents",
  actions: ["logs:PutLogEvents"],
  resources: [`arn:${partition}:logs:*:${accountId}:log-group:*`],
});

/**
 * Every STANDARD log group of an account, existing and new, is forwarded from every given Region, but for the
 * pipeline's own groups, which would feed themselves.
 *
 * The account policy covers one account in one Region, and adds to a group's own filters. Its name is in every record
 * that it forwards, the only place that says of which Region an event is. An account has one policy in a Region, so another
 * name replaces it: what is logged between the two is not forwarded.
 *
 * The role is needed because the destination is granted to an organization instead of to single accounts. It is tried
 * first, because CloudWatch Logs takes it when the policy is made, and the provider does not repeat that call.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/ValidateLogEventFlow-Account.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters-AccountLevel.html
 */
export class LogSubscription extends Construct {
  constructor(scope: Construct, id: string, props: LogSubscriptionProps) {
    super(scope, id);
    const { partition, accountId } = props;
    const selectionCriteria = `LogGroupName NOT IN ${JSON.stringify(props.excludedLogGroups)}`;
    if (Buffer.byteLength(selectionCriteria) > maximumCriteriaBytes) {
      throw new Error(
        `the excluded log groups of ${this.node.path} exceed ${maximumCriteriaBytes} bytes: exclude fewer`,
      );
    }

    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      {
        sid: "AllowLogsOfThisAccount",
        principals: { services: ["logs.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:${partition}:logs:*:${accountId}:*` },
        },
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", props.permissions);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "forward-log-events",
      role: role.name,
      policy: permissions.json,
    });

    const prepared = [rolePolicy, ...(props.targetsOpen ?? [])];
    for (const [region, targetArn] of Object.entries(props.targetArns)) {
      const logGroupName = props.checkedOn[region];
      if (!logGroupName) throw new Error(`${this.node.path} has no log group in ${region} to try its role on`);
      const policyName = `${props.policyName}-${region}`;
      const check = new RoleCheck(this, `role-check-${region}`, {
        filterName: policyName,
        region,
        logGroupName,
        targetArn,
        roleArn: role.arn,
        prepared,
      });
      new CloudwatchLogAccountPolicy(this, region, {
        region,
        policyName,
        policyType: "SUBSCRIPTION_FILTER_POLICY",
        scope: "ALL",
        selectionCriteria,
        policyDocument: Fn.jsonencode({
          DestinationArn: targetArn,
          RoleArn: roleArn(partition, accountId, props.roleName),
          FilterPattern: "",
          Distribution: "Random",
        }),
        dependsOn: [...prepared, check.passed],
      });
    }
  }
}
