import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Fn, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AlertMessage, inputTransformer, MessageForm } from "./alert-message";

/** Who gets what a rule finds, and in which form. */
export interface AlertRouteTarget {
  readonly arn: string;
  readonly form: MessageForm;
  /** Role that EventBridge takes. @default - none, as topics have a policy of their own */
  readonly roleArn?: string;
  /** What lets EventBridge reach it, and is made first. */
  readonly reachedBy: ITerraformDependable;
}

export interface AlertRouteProps {
  readonly ruleName: string;
  readonly region: string;
  readonly busName: string;
  /** What the rule is for. */
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly message: AlertMessage;
  /** Name of a target within the rule -> target; at most five. */
  readonly targets: Readonly<Record<string, AlertRouteTarget>>;
  /** Queue that keeps what a target did not take. */
  readonly undeliveredQueueArn: string;
}

/**
 * Events of a kind on the bus of the alerts, and everybody who is told of them. What a target does not take within a day
 * goes to the queue.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export class AlertRoute extends Construct {
  constructor(scope: Construct, id: string, props: AlertRouteProps) {
    super(scope, id);
    const { region, busName: eventBusName } = props;
    const rule = new CloudwatchEventRule(this, "rule", {
      region,
      name: props.ruleName,
      eventBusName,
      description: props.description,
      eventPattern: Fn.jsonencode(props.pattern),
    });
    for (const [targetId, { arn, form, roleArn, reachedBy }] of Object.entries(props.targets)) {
      new CloudwatchEventTarget(this, targetId, {
        region,
        rule: rule.name,
        eventBusName,
        targetId,
        arn,
        roleArn,
        inputTransformer: inputTransformer(props.message, form),
        deadLetterConfig: { arn: props.undeliveredQueueArn },
        dependsOn: [reachedBy],
      });
    }
  }
}
