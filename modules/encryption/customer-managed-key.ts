import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { accountRootArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";

export interface CustomerManagedKeyProps {
  /** Alias without the `alias/` that KMS puts before it. */
  readonly alias: string;
  readonly description: string;
  readonly region: string;
  readonly partition: Partition;
  /** The account that owns the key. */
  readonly accountId: string;
  /** The role Terraform runs under: it configures the key, but can neither use, disable nor delete it. */
  readonly deploymentRoleArn: string;
  /** The one role with every permission on the key. */
  readonly breakGlassRoleArn: string;
  /** Who may use the key, and under which conditions. */
  readonly statements: readonly Statement[];
  /** @default - only the provider's default tags */
  readonly tags?: Record<string, string>;
}

const configuration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

const description = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:List*"];

/**
 * A KMS key that rotates every year and that the account's administrators can look at but neither use nor change.
 *
 * The key policy does not delegate to the account's IAM policies, as the default policy does. Roles are named by
 * `aws:PrincipalArn` under the account's root, so that a role that was deleted and made again is still recognised.
 * This resource is stateful: without it everything it encrypted is lost.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class CustomerManagedKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    const account = { aws: [accountRootArn(props.partition, props.accountId)] };
    const policy = new PolicyDocument(this, "policy", "keyPolicy", [
      {
        sid: "AllowDeploymentToConfigureKey",
        principals: account,
        actions: configuration,
        resources: ["*"],
        conditions: { ArnEquals: { "aws:PrincipalArn": props.deploymentRoleArn } },
      },
      {
        sid: "AllowBreakGlassToDoAnything",
        principals: account,
        actions: ["kms:*"],
        resources: ["*"],
        conditions: { ArnEquals: { "aws:PrincipalArn": props.breakGlassRoleArn } },
      },
      { sid: "AllowAccountToDescribeKey", principals: account, actions: description, resources: ["*"] },
      ...props.statements,
    ]);
    const key = new KmsKey(this, "Default", {
      region: props.region,
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy.json,
      tags: props.tags,
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, "alias", { region: props.region, name: `alias/${props.alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/**
 * Lets CloudWatch Logs of one Region encrypt log groups of one account whose names match one of the patterns.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const allowLogGroupEncryption = (
  partition: Partition,
  region: string,
  accountId: string,
  ...logGroupPatterns: readonly string[]
): Statement => ({
  sid: "AllowLogGroupsToEncrypt",
  principals: { services: [`logs.${region}.amazonaws.com`] },
  actions: ["kms:Decrypt", "kms:Describe*", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
  resources: ["*"],
  conditions: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": logGroupPatterns.map(
        (pattern) => `arn:${partition}:logs:${region}:${accountId}:log-group:${pattern}`,
      ),
    },
  },
});
