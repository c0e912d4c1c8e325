import { ITerraformDependable } from "cdktf";
import { DeclarativePolicy, DeclarativePolicyType } from "../../modules/guardrails/declarative-policy";
import { declaredDefaults } from "../../modules/guardrails/declared-defaults";
import { setBy } from "../organization/account-defaults";
import type { Organization } from "../organization/organization";
import type { Workspace } from "../workspace/workspace";

/** What the policy of each type is called, and what it says of itself. */
const policies: Readonly<Record<DeclarativePolicyType, { readonly name: string; readonly description: string }>> = {
  DECLARATIVE_POLICY_EC2: {
    name: "ec2-defaults",
    description: "What accounts fall back to in EC2 is safe, and no account changes it.",
  },
  S3_POLICY: { name: "s3-defaults", description: "No bucket of any account is public, and no account changes it." },
};

const contents = ({ accountDefaults }: Organization) => declaredDefaults(setBy(accountDefaults, "organization"));

/** Types of policies by which the organization sets defaults of its accounts. */
export const defaultPolicyTypes = (organization: Organization): DeclarativePolicyType[] => [
  ...contents(organization).keys(),
];

/**
 * The defaults that the file leaves to the organization, set by a policy for each service.
 *
 * They are attached to the root, whatever `guardRails.targets` says: no account sets them any more, so that one which is
 * not below a target would be left without.
 */
export function applyDefaultPolicies(workspace: Workspace, enabled: ITerraformDependable): void {
  const { organization } = workspace;
  for (const [type, content] of contents(organization)) {
    const { name, description } = policies[type];
    new DeclarativePolicy(workspace, name, {
      policyName: `${organization.namePrefix}-${name}`,
      description,
      type,
      content,
      targetId: organization.organization.rootId,
      enabled,
    });
  }
}
