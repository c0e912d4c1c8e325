import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "../policy/policy-document";
import { Partition } from "../policy/region";

export interface AlertBusProps {
  readonly busName: string;
  readonly region: string;
  readonly partition: Partition;
  readonly organizationId: string;
  /** Name of the role that events come by, the same in every account. */
  readonly forwardingRoleName: string;
}

/**
 * The event bus that every account and Region of the organization sends its alerts to. It takes events by the forwarding
 * roles of the organization's accounts alone, which EventBridge takes for its rules; nobody's own call puts one.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
 */
export class AlertBus extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: AlertBusProps) {
    super(scope, id);
    const { region, partition, forwardingRoleName } = props;
    const bus = new CloudwatchEventBus(this, "Default", {
      region,
      name: props.busName,
      description: "Alerts of every account and Region of the organization.",
    });
    const policy = new PolicyDocument(this, "policy", "eventBusPolicy", [
      {
        sid: "AllowForwardingByOrganization",
        principals: "*",
        actions: ["events:PutEvents"],
        resources: [bus.arn],
        conditions: {
          StringEquals: { "aws:PrincipalOrgID": props.organizationId },
          ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:role/${forwardingRoleName}` },
        },
      },
    ]);
    new CloudwatchEventBusPolicy(this, "bus-policy", { region, eventBusName: bus.name, policy: policy.json });
    this.name = bus.name;
  }
}
