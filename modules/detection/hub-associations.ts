import { SecurityhubConfigurationPolicy } from "@cdktf/provider-aws/lib/securityhub-configuration-policy";
import { SecurityhubConfigurationPolicyAssociation } from "@cdktf/provider-aws/lib/securityhub-configuration-policy-association";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";

export interface HubAssociationsProps {
  /** The home Region of Security Hub. */
  readonly region: string;
  /** Id of the organization's root: every account below it, and every one that joins. */
  readonly rootId: string;
  /** Id of the policy with the standards. */
  readonly policyId: string;
  /** Begins the name of the policy without standards. */
  readonly policyName: string;
  /** The accounts that record with AWS Config, as a token of a list of ids. */
  readonly recordingAccountIds: string[];
}

/**
 * What AWS needs at most. Newer releases of the provider fail on an association that is still pending, and would make it
 * anew with every apply.
 */
const timeouts = { create: "24h", update: "24h" };

/**
 * Security Hub is switched on in every account that is in the organization or joins it, and holds to its standards those
 * accounts that record with AWS Config.
 *
 * A policy with standards fails in an account that does not record, and one account that fails makes the root fail, which
 * AWS renews by a new association alone. So each account that records is associated by itself, once it records: the apply
 * names the one that fails, and the next apply associates that one anew. The root has a policy without standards, which
 * needs nothing of an account; it comes last, so that no account that had standards from the root is without them.
 *
 * Belongs to the delegated administrator, after the accounts' own workspaces.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/view-policy.html
 * @see https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StartConfigurationPolicyAssociation.html
 */
export class HubAssociations extends Construct {
  constructor(scope: Construct, id: string, props: HubAssociationsProps) {
    super(scope, id);
    const { region } = props;
    const each = TerraformIterator.fromList(props.recordingAccountIds);
    const accounts = new SecurityhubConfigurationPolicyAssociation(this, "accounts", {
      region,
      forEach: each,
      policyId: props.policyId,
      targetId: Token.asString(each.value),
      timeouts,
    });
    const policy = new SecurityhubConfigurationPolicy(this, "policy-without-standards", {
      region,
      name: `${props.policyName}-without-standards`,
      description: "Security Hub in accounts that do not record with AWS Config.",
      configurationPolicy: {
        serviceEnabled: true,
        enabledStandardArns: [],
        securityControlsConfiguration: { disabledControlIdentifiers: [] },
      },
    });
    new SecurityhubConfigurationPolicyAssociation(this, "root", {
      region,
      policyId: policy.id,
      targetId: props.rootId,
      timeouts,
      dependsOn: [accounts],
    });
  }
}
