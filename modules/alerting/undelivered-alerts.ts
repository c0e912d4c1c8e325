import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "../policy/policy-document";

export interface UndeliveredAlertsProps {
  readonly queueName: string;
  readonly region: string;
  readonly accountId: string;
  /** ARNs of the rules whose targets may fail; may end in `*`. */
  readonly ruleArn: string;
  /** ARNs of the topics whose endpoints may fail; may have `*`. */
  readonly topicArn: string;
  /** The role Terraform runs under: it may change the queue. */
  readonly deploymentRoleArn: string;
  /** The only other role that may. */
  readonly breakGlassRoleArn: string;
}

const changes = [
  "sqs:AddPermission",
  "sqs:DeleteQueue",
  "sqs:PurgeQueue",
  "sqs:RemovePermission",
  "sqs:SetQueueAttributes",
];

/**
 * The queue of alerts that reached nobody, kept 14 days, the longest there is. It is encrypted with SQS's own key: what
 * fails because of the alerts' key is kept too. Only the rules and topics of the alerts send to it.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export class UndeliveredAlerts extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: UndeliveredAlertsProps) {
    super(scope, id);
    const { region, accountId } = props;
    const queue = new SqsQueue(this, "Default", {
      region,
      name: props.queueName,
      messageRetentionSeconds: 14 * 24 * 60 * 60,
      sqsManagedSseEnabled: true,
    });
    const resources = [queue.arn];
    const sends = (sid: string, service: string, sourceArn: string) => ({
      sid,
      principals: { services: [`${service}.amazonaws.com`] },
      actions: ["sqs:SendMessage"],
      resources,
      conditions: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": sourceArn } },
    });
    const policy = new PolicyDocument(this, "policy", "queuePolicy", [
      sends("AllowRulesToSend", "events", props.ruleArn),
      sends("AllowTopicsToSend", "sns", props.topicArn),
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: "*",
        actions: ["sqs:*"],
        resources,
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        sid: "DenyChangesExceptByDeployment",
        effect: "Deny",
        principals: "*",
        actions: changes,
        resources,
        conditions: { ArnNotEquals: { "aws:PrincipalArn": [props.deploymentRoleArn, props.breakGlassRoleArn] } },
      },
    ]);
    new SqsQueuePolicy(this, "queue-policy", { region, queueUrl: queue.url, policy: policy.json });
    this.arn = queue.arn;
  }
}
