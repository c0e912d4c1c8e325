import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "./policy-document";
import { Statement } from "./statement";

export interface ServiceRoleProps {
  readonly roleName: string;
  /** Which services may assume the role, and on behalf of what. */
  readonly trust: readonly Statement[];
  readonly policyName: string;
  /** What they may do with it. */
  readonly permissions: readonly Statement[];
}

/** A role that AWS services act under, with its only policy inline. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** What depends on the role depends on this, so that it finds the role with its permissions. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const trust = new PolicyDocument(this, "trust", "trustPolicy", props.trust);
    const role = new IamRole(this, "Default", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", props.permissions);
    this.arn = role.arn;
    this.policy = new IamRolePolicy(this, "policy", {
      name: props.policyName,
      role: role.name,
      policy: permissions.json,
    });
  }
}
