import { Annotations, IAspect, TerraformResource } from "cdktf";
import { IConstruct } from "constructs";

/** Types whose loss is a loss of logs, of the means to read them, or of the organization's settings. */
export const statefulTypes: readonly string[] = [
  "aws_cloudtrail",
  "aws_cloudwatch_log_group",
  "aws_kinesis_stream",
  "aws_kms_key",
  "aws_organizations_organization",
  "aws_s3_bucket",
];

/** Terraform refuses a plan that would destroy a stateful resource. */
export const statefulResourcesAreProtected: IAspect = {
  visit(node: IConstruct) {
    if (!(node instanceof TerraformResource) || !statefulTypes.includes(node.terraformResourceType)) return;
    if (node.lifecycle?.preventDestroy !== true) {
      Annotations.of(node).addError(`${node.terraformResourceType} can be destroyed: set lifecycle.preventDestroy`);
    }
  },
};
