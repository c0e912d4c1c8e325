import { TerraformResource } from "cdktf";
import { Construct } from "constructs";

/**
 * A collection as it was when it was first applied: written into the state, and not changed by any later plan, where it is
 * known before anything is applied. Every plan fails while it is empty, because nothing later would fill it.
 *
 * cdktf's own `terraform_data` runs a Terraform binary at synthesis to look at its version.
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class StateRecord extends TerraformResource {
  /** Expression of the recorded value, without the `${}` around it. */
  readonly recorded: string;

  constructor(
    scope: Construct,
    id: string,
    /** Expression of the value, without the `${}` around it. */
    private readonly expression: string,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
    const address = `${this.terraformResourceType}.${this.friendlyUniqueId}`;
    this.lifecycle = {
      ignoreChanges: ["input"],
      postcondition: [
        {
          condition: "${length(self.input) > 0}",
          errorMessage:
            `${address} holds nothing, and would for ever. Write it anew with -replace='${address}'; ` +
            "docs/runbooks/existing-settings.md says what to import then.",
        },
      ],
    };
    this.recorded = `${this.fqn}.input`;
  }

  protected override synthesizeAttributes() {
    return { input: `\${${this.expression}}` };
  }

  protected override synthesizeHclAttributes() {
    return { input: { value: `\${${this.expression}}`, isBlock: false, type: "any", storageClassType: "any" } };
  }
}
