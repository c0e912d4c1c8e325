import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { refuseLarger } from "../checks/refusal";
import { ServiceRole } from "../policy/service-role";

/** Events of a Region that are forwarded. */
export interface ForwardedEvents {
  /** Ends the name of the rule. */
  readonly name: string;
  readonly pattern: Readonly<Record<string, unknown>>;
}

export interface AlertForwardingProps {
  /** Begins the names of the rules. */
  readonly rulePrefix: string;
  readonly roleName: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** Name of a target within each rule -> ARN of the event bus that gets the events, in any account and Region; at most five. */
  readonly eventBusArns: Readonly<Record<string, string>>;
  /** Region -> what is forwarded from it. */
  readonly events: Readonly<Record<string, readonly ForwardedEvents[]>>;
}

/**
 * Rules on the default event buses of an account that send what matters to buses elsewhere, under one role that may do
 * nothing else and is EventBridge's alone.
 *
 * Each bus gets the events from here: EventBridge does not send on to a third bus what came from another one.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 */
export class AlertForwarding extends Construct {
  constructor(scope: Construct, id: string, props: AlertForwardingProps) {
    super(scope, id);
    const { rulePrefix, partition, accountId, eventBusArns } = props;
    const role = new ServiceRole(this, "role", {
      roleName: props.roleName,
      trust: [
        {
          sid: "AllowForwardingRules",
          principals: { services: ["events.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:${partition}:events:*:${accountId}:rule/${rulePrefix}-*` },
          },
        },
      ],
      policyName: "forward-alerts",
      permissions: [{ sid: "ForwardAlerts", actions: ["events:PutEvents"], resources: Object.values(eventBusArns) }],
    });
    for (const [region, events] of Object.entries(props.events)) {
      for (const { name, pattern } of events) {
        refuseLarger(this, "eventPattern", JSON.stringify(pattern).length, {
          path: "guardRails.exemptRoles",
          write: "fewer roles, or shorter names",
        });
        const rule = new CloudwatchEventRule(this, `${name}-${region}`, {
          region,
          name: `${rulePrefix}-${name}`,
          description: "Forwards alerts to where the organization is watched from.",
          eventPattern: Fn.jsonencode(pattern),
        });
        for (const [targetId, arn] of Object.entries(eventBusArns)) {
          new CloudwatchEventTarget(this, `${name}-${targetId}-${region}`, {
            region,
            rule: rule.name,
            targetId,
            arn,
            roleArn: role.arn,
            dependsOn: [role.policy],
          });
        }
      }
    }
  }
}
