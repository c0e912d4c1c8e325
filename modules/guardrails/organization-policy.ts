import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { PolicyDocument, PolicyKind } from "../policy/policy-document";
import { Statement } from "../policy/statement";

/** Kinds of policies that fence accounts; what an organization must have enabled to attach them. */
export type PolicyType = "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

const kinds: Readonly<Record<PolicyType, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: "serviceControlPolicy",
  RESOURCE_CONTROL_POLICY: "resourceControlPolicy",
};

export interface OrganizationPolicyProps {
  readonly policyName: string;
  readonly description: string;
  readonly type: PolicyType;
  readonly statements: readonly Statement[];
  /** Name -> root, organizational unit or account that is fenced: `r-`, `ou-` or 12 digits. */
  readonly targetIds: Readonly<Record<string, string>>;
  /** The organization, with policies of this type enabled. */
  readonly enabled: ITerraformDependable;
  /** What to change where the policy gets too long. */
  readonly remedy: Remedy;
}

/**
 * A service control policy, which binds the principals of accounts, or a resource control policy, which binds whoever
 * asks for their resources; attached to each target. Neither reaches the management account or service-linked roles.
 *
 * The document is sent without white space, because AWS counts it.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export class OrganizationPolicy extends Construct {
  constructor(scope: Construct, id: string, props: OrganizationPolicyProps) {
    super(scope, id);
    const document = new PolicyDocument(this, "document", kinds[props.type], props.statements, props.remedy);
    const policy = new OrganizationsPolicy(this, "Default", {
      name: props.policyName,
      description: props.description,
      type: props.type,
      content: document.json,
      dependsOn: [props.enabled],
    });
    for (const [name, targetId] of Object.entries(props.targetIds)) {
      new OrganizationsPolicyAttachment(this, name, { policyId: policy.id, targetId });
    }
  }
}
