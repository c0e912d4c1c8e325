import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface AiOptOutProps {
  readonly policyName: string;
  readonly rootId: string;
  /** The organization, with policies of this type enabled. */
  readonly enabled: ITerraformDependable;
}

/** Kind of policy by which an organization keeps its content from AWS's AI services. */
export const aiOptOutPolicyType = "AISERVICES_OPT_OUT_POLICY";

/** Every AI service, those to come too; no policy below the root may say otherwise. */
const everyService = {
  services: {
    "@@operators_allowed_for_child_policies": ["@@none"],
    default: {
      "@@operators_allowed_for_child_policies": ["@@none"],
      opt_out_policy: { "@@operators_allowed_for_child_policies": ["@@none"], "@@assign": "optOut" },
    },
  },
};

/**
 * AWS's AI services neither keep nor use what any account of the organization gives them in order to become better, and
 * delete what they have kept. It binds the management account as well.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out.html
 */
export class AiOptOut extends Construct {
  constructor(scope: Construct, id: string, { policyName, rootId, enabled }: AiOptOutProps) {
    super(scope, id);
    const policy = new OrganizationsPolicy(this, "Default", {
      name: policyName,
      description: "AI services of AWS neither keep nor use what accounts give them.",
      type: aiOptOutPolicyType,
      content: JSON.stringify(everyService),
      dependsOn: [enabled],
    });
    new OrganizationsPolicyAttachment(this, "root", { policyId: policy.id, targetId: rootId });
  }
}
