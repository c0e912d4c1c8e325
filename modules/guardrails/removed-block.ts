import { TerraformElement } from "cdktf";
import { Construct } from "constructs";

/**
 * A resource that was managed here is forgotten, and goes on as it is, instead of being destroyed. Where it never was
 * managed, nothing happens.
 *
 * Takes the scope and the id the resource had, which make its address.
 * @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export class RemovedBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly resourceType: string,
  ) {
    super(scope, id);
  }

  override toTerraform() {
    return { removed: [{ from: this.from, lifecycle: { destroy: false } }] };
  }

  /** The block in HCL, for the stack to append: cdktf renders blocks of this kind in JSON alone. */
  get hcl(): string {
    return `removed {\n  from = ${this.from}\n\n  lifecycle {\n    destroy = false\n  }\n}\n`;
  }

  private get from(): string {
    return `${this.resourceType}.${this.friendlyUniqueId}`;
  }
}
