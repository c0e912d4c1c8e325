import { TerraformElement } from "cdktf";
import { Construct } from "constructs";

export interface ImportBlockProps {
  /** Address of the resource the existing object becomes. */
  readonly to: string;
  /** Id of the existing object, as the resource's documentation gives it for imports. */
  readonly importId: string;
  /** Expression of the objects to take over, none or one, whose value `importId` names. @default - the object exists */
  readonly forEach?: string[];
}

/**
 * Takes over, at the first apply, an object that exists already.
 *
 * cdktf's own `importFrom` runs a Terraform binary at synthesis to look at its version.
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ImportBlockProps,
  ) {
    super(scope, id);
  }

  override toTerraform() {
    const { to, importId, forEach } = this.props;
    return { import: [{ for_each: forEach, to, id: importId }] };
  }

  override toHclTerraform() {
    const { to, importId, forEach } = this.props;
    return {
      import: [
        {
          ...(forEach ? { for_each: { value: forEach, type: "simple", storageClassType: "reference" } } : {}),
          to: { value: to, type: "simple", storageClassType: "reference" },
          id: { value: importId, type: "simple", storageClassType: "string" },
        },
      ],
    };
  }
}
