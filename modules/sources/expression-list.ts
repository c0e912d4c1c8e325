import { ListTerraformIterator, TerraformIterator, TerraformLocal } from "cdktf";
import { Construct } from "constructs";

/**
 * Iterates over a list that only Terraform can work out, e.g. what a data source found. It becomes a local value, under a
 * name that reviewers can read; `expression` is written without the `${}` around it.
 */
export const iterateOver = (scope: Construct, id: string, expression: string): ListTerraformIterator =>
  TerraformIterator.fromList(new TerraformLocal(scope, id, `\${${expression}}`).asList);
