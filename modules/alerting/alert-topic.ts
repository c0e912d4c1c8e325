import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Conditions, Statement } from "../policy/statement";

/** Alarms of some accounts in one Region, by a pattern of names. */
export interface AlarmScope {
  readonly partition: Partition;
  readonly region: string;
  readonly accountIds: readonly string[];
  /** Names of the alarms, e.g. `acme-*`. */
  readonly alarmNames: string;
}

/** Rules of one event bus. */
export interface RuleScope {
  /** Account of the bus and of its rules. */
  readonly accountId: string;
  /** ARNs of the rules; may end in `*`. */
  readonly ruleArn: string;
}

export interface AlertTopicProps {
  readonly topicName: string;
  readonly region: string;
  /** Key of the messages; its policy has `allowAlarmsToEncrypt` and `allowRulesToEncrypt`. */
  readonly kmsKeyArn: string;
  /** Alarms that may publish. @default - none */
  readonly alarms?: AlarmScope;
  /** Rules that may publish. */
  readonly rules: RuleScope;
  /** The role Terraform runs under: it may change the topic and its subscriptions. */
  readonly deploymentRoleArn: string;
  /** The only other role that may. */
  readonly breakGlassRoleArn: string;
  /** A role of AWS's own that may subscribe. @default - none */
  readonly subscriberRoleArn?: string;
  /** Who is told by mail; everybody has to confirm the mail that SNS sends first. @default - nobody */
  readonly emails?: readonly string[];
  /** HTTPS endpoints, which confirm what SNS posts first. @default - none */
  readonly webhooks?: readonly string[];
  /** Queue that keeps what an endpoint did not take; its policy lets SNS send to it. */
  readonly undeliveredQueueArn: string;
}

/** Everything a topic's policy can speak of but reading; SNS refuses a policy that names any other action. */
const changes = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:PutDataProtectionPolicy",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
];

const subscribing = "sns:Subscribe";

const reading = [
  "sns:GetDataProtectionPolicy",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:ListTagsForResource",
];

/** Only on behalf of these alarms does CloudWatch act. */
const onlyForAlarms = ({ partition, region, accountIds, alarmNames }: AlarmScope): Conditions => ({
  StringEquals: { "aws:SourceAccount": accountIds },
  ArnLike: {
    "aws:SourceArn": accountIds.map((id) => `arn:${partition}:cloudwatch:${region}:${id}:alarm:${alarmNames}`),
  },
});

/**
 * Only on behalf of these rules does EventBridge act, where it says on whose behalf. One of AWS's pages shows topics of
 * EventBridge with such a condition, another says that EventBridge knows none for topics: this works either way.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
 */
const onlyForRules = ({ accountId, ruleArn }: RuleScope): Conditions => ({
  StringEqualsIfExists: { "aws:SourceAccount": accountId },
  ArnLikeIfExists: { "aws:SourceArn": ruleArn },
});

/**
 * Lets CloudWatch encrypt what these alarms say. Without it, an alarm that goes off tells nobody, and only its own
 * history says so.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const allowAlarmsToEncrypt = (alarms: AlarmScope): Statement => ({
  sid: "AllowAlarmsToEncrypt",
  principals: { services: ["cloudwatch.amazonaws.com"] },
  actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
  resources: ["*"],
  conditions: onlyForAlarms(alarms),
});

/**
 * Lets EventBridge encrypt what these rules say.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const allowRulesToEncrypt = (rules: RuleScope): Statement => ({
  sid: "AllowRulesToEncrypt",
  principals: { services: ["events.amazonaws.com"] },
  actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
  resources: ["*"],
  conditions: onlyForRules(rules),
});

/** ARN of a topic, for those that need it before it is made. */
export const topicArn = (partition: Partition, region: string, accountId: string, topicName: string) =>
  `arn:${partition}:sns:${region}:${accountId}:${topicName}`;

function statements(props: AlertTopicProps, resources: readonly string[]): Statement[] {
  const { alarms, rules, deploymentRoleArn, breakGlassRoleArn, subscriberRoleArn } = props;
  const changers = [deploymentRoleArn, breakGlassRoleArn];
  const publish = { actions: ["sns:Publish"], resources };
  const everybodyBut = (sid: string, actions: readonly string[], roles: readonly string[]): Statement => ({
    sid,
    effect: "Deny",
    principals: "*",
    actions,
    resources,
    conditions: { ArnNotEquals: { "aws:PrincipalArn": roles } },
  });
  return [
    ...(alarms
      ? [
          {
            sid: "AllowAlarmsToPublish",
            principals: { services: ["cloudwatch.amazonaws.com"] },
            ...publish,
            conditions: onlyForAlarms(alarms),
          },
        ]
      : []),
    {
      sid: "AllowRulesToPublish",
      principals: { services: ["events.amazonaws.com"] },
      ...publish,
      conditions: onlyForRules(rules),
    },
    {
      // An administrator's own policy would be enough to publish. Two conditions, because an alarm that is taken for a
      // principal tells nobody.
      sid: "DenyPublishingByPrincipals",
      effect: "Deny",
      principals: "*",
      ...publish,
      conditions: { Null: { "aws:PrincipalArn": "false" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
    },
    {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principals: "*",
      actions: [...changes, subscribing, ...reading, "sns:Publish"],
      resources,
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(subscriberRoleArn
      ? [
          everybodyBut("DenyChangesExceptByDeployment", changes, changers),
          everybodyBut("DenySubscribingExceptByDeployment", [subscribing], [...changers, subscriberRoleArn]),
        ]
      : [everybodyBut("DenyChangesExceptByDeployment", [...changes, subscribing], changers)]),
  ];
}

/**
 * Where alerts go and from where people are told. Only the named alarms and rules can publish; neither the account's
 * administrators nor its root user can change it. Messages are encrypted, and plain HTTP is refused. What an HTTPS endpoint
 * does not take within an hour goes to the queue.
 *
 * `Unsubscribe` is beyond the reach of a topic's policy: who may do it is decided by identity policies, and the link in
 * every mail does it without any and without a record.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 */
export class AlertTopic extends Construct {
  readonly arn: string;
  /** What publishes depends on this, so that it finds the topic with its policy. */
  readonly policy: SnsTopicPolicy;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { region, emails = [], webhooks = [] } = props;
    const topic = new SnsTopic(this, "Default", { region, name: props.topicName, kmsMasterKeyId: props.kmsKeyArn });
    const policy = new PolicyDocument(this, "policy", "topicPolicy", statements(props, [topic.arn]));
    this.policy = new SnsTopicPolicy(this, "topic-policy", { region, arn: topic.arn, policy: policy.json });
    for (const endpoint of emails) {
      new SnsTopicSubscription(this, endpoint, { region, topicArn: topic.arn, protocol: "email", endpoint });
    }
    for (const [index, endpoint] of webhooks.entries()) {
      // A key of the receiver's is often in the address: it is no part of any name.
      new SnsTopicSubscription(this, `webhook-${index}`, {
        region,
        topicArn: topic.arn,
        protocol: "https",
        endpoint,
        redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: props.undeliveredQueueArn }),
      });
    }
    this.arn = topic.arn;
  }
}
