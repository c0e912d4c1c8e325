import { DataAwsIamRoles } from "@cdktf/provider-aws/lib/data-aws-iam-roles";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ImportBlock } from "./import-block";

export interface ServiceLinkedRoleProps {
  /** e.g. `config.amazonaws.com` */
  readonly service: string;
  /** Name that AWS gives the role, e.g. `AWSServiceRoleForConfig`. */
  readonly roleName: string;
}

/**
 * The service-linked role of a service exists: one that AWS made earlier is taken over, otherwise it is made. An account
 * has one at most, and making it a second time fails.
 *
 * It stays when what uses it is switched off, because other uses may remain.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export class ServiceLinkedRole extends Construct {
  readonly arn: string;
  /** What must exist before the service can act. */
  readonly made: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ServiceLinkedRoleProps) {
    super(scope, id);
    const existing = new DataAwsIamRoles(this, "existing", {
      nameRegex: `^${props.roleName}$`,
      pathPrefix: `/aws-service-role/${props.service}/`,
    });
    const role = new IamServiceLinkedRole(this, "Default", { awsServiceName: props.service });
    new ImportBlock(this, "import", {
      forEach: existing.arns,
      to: `${role.terraformResourceType}.${role.friendlyUniqueId}`,
      importId: "${each.value}",
    });
    this.arn = role.arn;
    this.made = role;
  }
}
