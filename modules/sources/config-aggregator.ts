import { ConfigConfigurationAggregator } from "@cdktf/provider-aws/lib/config-configuration-aggregator";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";

export interface ConfigAggregatorProps {
  readonly aggregatorName: string;
  readonly roleName: string;
  readonly region: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** What must exist before the account may aggregate. @default - nothing that this workspace makes */
  readonly permitted?: readonly ITerraformDependable[];
}

/**
 * Configuration and compliance of every account and Region of the organization in one place. The account is the management
 * account or a delegated administrator of AWS Config.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/aggregated-create.html
 */
export class ConfigAggregator extends Construct {
  constructor(scope: Construct, id: string, props: ConfigAggregatorProps) {
    super(scope, id);
    const { partition, accountId, region } = props;
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      {
        sid: "AllowAggregatorOfThisAccount",
        principals: { services: ["config.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    // AWS's own policy: it lists the accounts of the organization and nothing else.
    const permissions = new IamRolePolicyAttachment(this, "permissions", {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
    });
    new ConfigConfigurationAggregator(this, "Default", {
      region,
      name: props.aggregatorName,
      organizationAggregationSource: { allRegions: true, roleArn: role.arn },
      dependsOn: [permissions, ...(props.permitted ?? [])],
    });
  }
}
