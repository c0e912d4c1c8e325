import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { refuseLarger } from "../checks/refusal";

/** Kinds of policies that settle what a service does in accounts; what an organization must have enabled to attach them. */
export type DeclarativePolicyType = "DECLARATIVE_POLICY_EC2" | "S3_POLICY";

/** Settings of a service, under the names that AWS Organizations has for them. */
export interface DeclaredSettings {
  readonly [name: string]: string | DeclaredSettings;
}

export interface DeclarativePolicyProps {
  readonly policyName: string;
  readonly description: string;
  readonly type: DeclarativePolicyType;
  readonly content: DeclaredSettings;
  /** Root, organizational unit or account that inherits the settings, all below it included. */
  readonly targetId: string;
  /** The organization, with policies of this type enabled. */
  readonly enabled: ITerraformDependable;
}

/**
 * A policy that sets what a service does in every account of its target, in every Region, and has the service refuse an
 * account that sets it otherwise. Detached, each account has again what it had before.
 *
 * A policy of a unit or account below may assign another value: those who may write policies of the organization decide
 * exceptions, accounts do not.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
 */
export class DeclarativePolicy extends Construct {
  constructor(scope: Construct, id: string, props: DeclarativePolicyProps) {
    super(scope, id);
    const content = JSON.stringify(props.content);
    refuseLarger(this, "declarativePolicy", content.length, undefined);
    const policy = new OrganizationsPolicy(this, "Default", {
      name: props.policyName,
      description: props.description,
      type: props.type,
      content,
      dependsOn: [props.enabled],
    });
    new OrganizationsPolicyAttachment(this, "attachment", { policyId: policy.id, targetId: props.targetId });
  }
}
