import { DirectoryServiceLogSubscription } from "@cdktf/provider-aws/lib/directory-service-log-subscription";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { LogGroup } from "./log-groups";
import { allowToWrite, LogResourcePolicy } from "./log-resource-policy";

export interface DirectoryLogsProps {
  readonly policyName: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** Region -> ARNs of AWS Managed Microsoft AD directories. */
  readonly directoryArns: Readonly<Record<string, readonly string[]>>;
  /** Region -> log group. */
  readonly logGroups: Readonly<Record<string, LogGroup>>;
}

/**
 * The domain controllers of the listed directories write their security events to a local log group, which the pipeline
 * forwards.
 * @see https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_enable_log_forwarding.html
 */
export class DirectoryLogs extends Construct {
  constructor(scope: Construct, id: string, props: DirectoryLogsProps) {
    super(scope, id);
    for (const [region, directoryArns] of Object.entries(props.directoryArns)) {
      const logGroup = props.logGroups[region];
      if (!logGroup) throw new Error(`${this.node.path} has no log group in ${region}`);
      const admission = new LogResourcePolicy(this, `policy-${region}`, {
        policyName: props.policyName,
        region,
        statements: [
          allowToWrite("AllowDirectoriesToWriteEvents", logGroup, {
            accountId: props.accountId,
            service: "ds.amazonaws.com",
            sourceArn: `arn:${props.partition}:ds:${region}:${props.accountId}:directory/*`,
          }),
        ],
      });
      const each = TerraformIterator.fromList(directoryArns.map((arn) => arn.replace(/^.*\//, "")));
      new DirectoryServiceLogSubscription(this, `subscription-${region}`, {
        forEach: each,
        region,
        directoryId: each.value,
        logGroupName: logGroup.name,
        dependsOn: [admission],
      });
    }
  }
}
