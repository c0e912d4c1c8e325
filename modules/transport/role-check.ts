import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface RoleCheckProps {
  readonly filterName: string;
  readonly region: string;
  /** A log group of ours, best a quiet one; none of its events match. */
  readonly logGroupName: string;
  /** What the role leads to. */
  readonly targetArn: string;
  /** Role that CloudWatch Logs has to be able to take. */
  readonly roleArn: string;
  /** What the role and the target need before they can be used. */
  readonly prepared: readonly ITerraformDependable[];
}

/** No event that AWS or we write has this field, and text has no fields. */
const nothing = '{ $.forwarded = "never" }';

/**
 * Waits until CloudWatch Logs can take a role that was made a moment ago: a subscription filter that nothing matches, and
 * that the provider tries for five minutes, as it does not try an account policy. It costs nothing, and nothing waits for it
 * again.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
 */
export class RoleCheck extends Construct {
  /** What must exist before anything else uses the role. */
  readonly passed: ITerraformDependable;

  constructor(scope: Construct, id: string, props: RoleCheckProps) {
    super(scope, id);
    this.passed = new CloudwatchLogSubscriptionFilter(this, "Default", {
      region: props.region,
      name: props.filterName,
      logGroupName: props.logGroupName,
      filterPattern: nothing,
      destinationArn: props.targetArn,
      roleArn: props.roleArn,
      dependsOn: [...props.prepared],
    });
  }
}
