import { IamOrganizationsFeatures } from "@cdktf/provider-aws/lib/iam-organizations-features";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RemovedBlock } from "./removed-block";

export interface CentralRootAccessProps {
  /** Otherwise it is forgotten: switched off, root users whose credentials were removed could recover their passwords. */
  readonly enabled: boolean;
  /** The organization, which trusts `iam.amazonaws.com`. */
  readonly trustedAccess: ITerraformDependable;
}

/**
 * IAM manages the root users of members: accounts that are made from then on have no credentials of their root user, those
 * of others can be removed, and the management account may open a session of fifteen minutes as root of a member for one
 * task of five.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export class CentralRootAccess extends Construct {
  constructor(scope: Construct, id: string, { enabled, trustedAccess }: CentralRootAccessProps) {
    super(scope, id);
    if (!enabled) {
      new RemovedBlock(this, "Default", IamOrganizationsFeatures.tfResourceType);
      return;
    }
    new IamOrganizationsFeatures(this, "Default", {
      enabledFeatures: ["RootCredentialsManagement", "RootSessions"],
      dependsOn: [trustedAccess],
    });
  }
}
