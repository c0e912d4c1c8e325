import { DataAwsResourcegroupstaggingapiResources } from "@cdktf/provider-aws/lib/data-aws-resourcegroupstaggingapi-resources";
import { ListTerraformIterator, TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { iterateOver } from "./expression-list";

/** Which of an account's resources are logged: those found when Terraform plans, or the listed ones. */
export interface ResourceSelection {
  /** ARNs by Region, or whatever there is. */
  readonly resources: "discovered" | Readonly<Record<string, readonly string[]>>;
  /** ARNs that are left alone, because somebody else configures their logging. @default - none */
  readonly except?: readonly string[];
  /** A regular expression, without quotes or backslashes, of further ARNs that are left alone. @default - none */
  readonly exceptPattern?: string;
}

/** Finds the ARNs of one Region, as a Terraform expression of a list. */
export type Discovery = (scope: Construct, region: string) => string;

/**
 * Finds resources through the tagging API, for types that the provider cannot list. It sees what carries a tag or once did;
 * a resource that was never tagged has to be listed by its ARN.
 * @see https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export const taggedResources =
  (resourceType: string): Discovery =>
  (scope, region) => {
    const found = new DataAwsResourcegroupstaggingapiResources(scope, `found-${region}`, {
      region,
      resourceTypeFilters: [resourceType],
    });
    return `${found.fqn}.resource_tag_mapping_list[*].resource_arn`;
  };

/**
 * The selected ARNs of a Region that match a pattern (a regular expression without quotes or backslashes), to be iterated
 * over; `id` names the list. No match is no error. Undefined where none is listed for the Region.
 */
export function selectResources(
  scope: Construct,
  id: string,
  region: string,
  { resources, except = [], exceptPattern }: ResourceSelection,
  discover: Discovery,
  pattern: string,
): ListTerraformIterator | undefined {
  if (resources !== "discovered") {
    const listed = (resources[region] ?? [])
      .filter((arn) => new RegExp(pattern).test(arn) && !except.includes(arn))
      .filter((arn) => !exceptPattern || !new RegExp(exceptPattern).test(arn));
    return listed.length > 0 ? TerraformIterator.fromList(listed) : undefined;
  }
  const found = discover(scope, region);
  const unlike = exceptPattern ? ` && !can(regex("${exceptPattern}", arn))` : "";
  const matching = `[for arn in ${found} : arn if can(regex("${pattern}", arn))${unlike}]`;
  return iterateOver(scope, id, `setsubtract(${matching}, ${JSON.stringify(except)})`);
}
