import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Aspects } from "cdktf";
import { Construct } from "constructs";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";

export interface PermissionsBoundaryProps {
  readonly policyName: string;
  /** The most that any role of the workspace may ever do. */
  readonly statements: readonly Statement[];
}

/**
 * Every role that the scope makes can do what is listed here and its own policy allows, and nothing else: whoever changes
 * the policy of such a role, or lends it another, gains nothing.
 *
 * For the management account, where no service control policy reaches.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class PermissionsBoundary extends Construct {
  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    super(scope, id);
    const document = new PolicyDocument(this, "document", "managedPolicy", props.statements);
    const policy = new IamPolicy(this, "Default", { name: props.policyName, policy: document.json });
    Aspects.of(scope).add({
      visit: (node) => {
        if (node instanceof IamRole) node.permissionsBoundary = policy.arn;
      },
    });
  }
}
