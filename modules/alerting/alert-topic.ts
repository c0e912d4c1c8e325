import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Conditions, Statement } from "../policy/statement";

/** Alarms of one account and Region, by a pattern of names. */
export interface AlarmScope {
  readonly partition: Partition;
  readonly region: string;
  readonly accountId: string;
  /** Names of the alarms, e.g. `acme-*`. */
  readonly alarmNames: string;
}

export interface AlertTopicProps extends AlarmScope {
  readonly topicName: string;
  /** Key of the messages; its policy has `allowAlarmsToEncrypt`. */
  readonly kmsKeyArn: string;
  /** The role Terraform runs under: it may change the topic and its subscriptions. */
  readonly deploymentRoleArn: string;
  /** The only other role that may. */
  readonly breakGlassRoleArn: string;
  /** Who is told; everybody has to confirm the mail that SNS sends first. */
  readonly emails: readonly string[];
}

/** Everything a topic's policy can speak of but reading; SNS refuses a policy that names any other action. */
const changes = [
  "sns:AddPermission",
  "sns:DeleteTopic",
  "sns:PutDataProtectionPolicy",
  "sns:RemovePermission",
  "sns:SetTopicAttributes",
  "sns:Subscribe",
];

const reading = [
  "sns:GetDataProtectionPolicy",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sns:ListTagsForResource",
];

/** Only on behalf of these alarms does CloudWatch act. */
const onlyForAlarms = ({ partition, region, accountId, alarmNames }: AlarmScope): Conditions => ({
  StringEquals: { "aws:SourceAccount": accountId },
  ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${alarmNames}` },
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

/** ARN of a topic, for those that need it before it is made. */
export const topicArn = (partition: Partition, region: string, accountId: string, topicName: string) =>
  `arn:${partition}:sns:${region}:${accountId}:${topicName}`;

/**
 * Where alarms go and from where people are told. Only the account's alarms can publish; neither its administrators nor
 * its root user can change it. Messages are encrypted, and plain HTTP is refused.
 *
 * `Unsubscribe` is beyond the reach of a topic's policy: who may do it is decided by identity policies, and the link in
 * every mail does it without any and without a record.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html
 */
export class AlertTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    const { region } = props;
    const topic = new SnsTopic(this, "Default", { region, name: props.topicName, kmsMasterKeyId: props.kmsKeyArn });
    const resources = [topic.arn];
    const policy = new PolicyDocument(this, "policy", "topicPolicy", [
      {
        sid: "AllowAlarmsToPublish",
        principals: { services: ["cloudwatch.amazonaws.com"] },
        actions: ["sns:Publish"],
        resources,
        conditions: onlyForAlarms(props),
      },
      {
        // An administrator's own policy would be enough to publish. Two conditions, because an alarm that is taken for a
        // principal tells nobody.
        sid: "DenyPublishingByPrincipals",
        effect: "Deny",
        principals: "*",
        actions: ["sns:Publish"],
        resources,
        conditions: { Null: { "aws:PrincipalArn": "false" }, Bool: { "aws:PrincipalIsAWSService": "false" } },
      },
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: "*",
        actions: [...changes, ...reading, "sns:Publish"],
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
    new SnsTopicPolicy(this, "topic-policy", { region, arn: topic.arn, policy: policy.json });
    for (const endpoint of props.emails) {
      new SnsTopicSubscription(this, endpoint, { region, topicArn: topic.arn, protocol: "email", endpoint });
    }
    this.arn = topic.arn;
  }
}
