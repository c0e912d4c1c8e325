import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { LogGroup } from "../sources/log-groups";
import { LogResourcePolicy } from "../sources/log-resource-policy";

export interface CanaryProps {
  /** Names the rules and the resource policies. */
  readonly name: string;
  /** Region -> log group that it writes to. */
  readonly logGroups: Readonly<Record<string, LogGroup>>;
}

/**
 * A log event every five minutes in every given Region, which takes the way of every other one into the archive: where
 * nothing else is logged, it is what shows that logging works, and its absence that it does not.
 *
 * It is EventBridge's own scheduled event as it is, which says in which account, Region and minute it was made. The
 * statement has no condition, as AWS's own has none: one on a key that EventBridge does not send would silence it.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { name, logGroups }: CanaryProps) {
    super(scope, id);
    for (const [region, { arn }] of Object.entries(logGroups)) {
      const policy = new LogResourcePolicy(this, `policy-${region}`, {
        policyName: name,
        region,
        statements: [
          {
            sid: "AllowEventRulesToWriteCanaries",
            principals: { services: ["delivery.logs.amazonaws.com", "events.amazonaws.com"] },
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [`${arn}:*`],
          },
        ],
      });
      const rule = new CloudwatchEventRule(this, region, {
        region,
        name,
        description: "A log event that shows that log events reach the archive.",
        scheduleExpression: "rate(5 minutes)",
      });
      new CloudwatchEventTarget(this, `log-group-${region}`, {
        region,
        rule: rule.name,
        targetId: "log-group",
        arn,
        dependsOn: [policy],
      });
    }
  }
}
