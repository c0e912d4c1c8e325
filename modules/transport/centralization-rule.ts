import {
  ObservabilityadminCentralizationRuleForOrganization,
  ObservabilityadminCentralizationRuleForOrganizationConfig,
} from "@cdktf/provider-aws/lib/observabilityadmin-centralization-rule-for-organization";
import { Construct } from "constructs";

/** A block as cdktf holds it before it writes JSON, or HCL. */
type Attributes = Record<string, unknown>;

/** The only element of a nested block, in either form. */
const onlyElement = (block: unknown): Attributes => {
  const elements = Array.isArray(block) ? (block as unknown[]) : (block as { readonly value: unknown[] }).value;
  return elements[0] as Attributes;
};

/** Puts a block beside the ones that the bindings know of a rule's destination. */
function withDestinationBlock(attributes: Attributes, name: string, block: unknown): Attributes {
  const destination = onlyElement(onlyElement(attributes.rule).destination);
  onlyElement(destination.destination_logs_configuration)[name] = block;
  return attributes;
}

/**
 * A centralization rule that says what its log groups are called, which the provider can, and the bindings cannot.
 * @see https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_LogGroupNameConfiguration.html
 */
export class CentralizationRule extends ObservabilityadminCentralizationRuleForOrganization {
  /**
   * @param config with one destination, of one configuration of logs
   * @param logGroupNamePattern as AWS has it, e.g. `/central/${source.accountId}/${source.region}/${source.logGroup}`
   */
  constructor(
    scope: Construct,
    id: string,
    config: ObservabilityadminCentralizationRuleForOrganizationConfig,
    private readonly logGroupNamePattern: string,
  ) {
    super(scope, id, config);
  }

  protected override synthesizeAttributes(): Attributes {
    const block = [{ log_group_name_pattern: this.escapedPattern }];
    return withDestinationBlock(super.synthesizeAttributes(), "log_group_name_configuration", block);
  }

  protected override synthesizeHclAttributes(): Attributes {
    const pattern = { value: this.escapedPattern, isBlock: false, type: "simple", storageClassType: "string" };
    const block = { value: [{ log_group_name_pattern: pattern }], isBlock: true, type: "list" };
    return withDestinationBlock(super.synthesizeHclAttributes(), "log_group_name_configuration", block);
  }

  /** AWS replaces the variables, so Terraform must not. */
  private get escapedPattern(): string {
    return this.logGroupNamePattern.replaceAll("${", () => "$${");
  }
}
