import { AwsProvider, AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { Aspects, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checks } from "../../modules/checks";
import { RemovedBlock } from "../../modules/guardrails/removed-block";
import { Names, names } from "./names";
import { providerRelease } from "./provider-release";
import type { Account } from "../organization/accounts";
import type { Organization } from "../organization/organization";

/**
 * The Terraform workspace of one account.
 *
 * Its provider serves every Region, since each resource names its own, and refuses any account but this one before it
 * changes anything.
 */
export class Workspace extends TerraformStack {
  readonly names: Names;

  constructor(
    scope: Construct,
    id: string,
    readonly organization: Organization,
    readonly account: Account,
  ) {
    super(scope, id);
    this.names = names(organization);
    new AwsProvider(this, "aws", this.providerConfiguration(organization.regions.home));
    // The bindings pin the exact release that they are of, and name the provider in the form of Terraform 0.12.
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: providerRelease });
    for (const check of checks) Aspects.of(this).add(check);
  }

  private providerConfiguration(region: string): AwsProviderConfig {
    const { organization, account, names } = this;
    return {
      region,
      allowedAccountIds: [account.id],
      assumeRole: [{ roleArn: names.deploymentRoleArn(account.id), sessionName: this.node.id }],
      defaultTags: [
        {
          tags: {
            ...account.tags,
            "managed-by": "terraform",
            project: organization.namePrefix,
            workspace: this.node.id,
          },
        },
      ],
    };
  }

  /**
   * The provider for a resource that cannot name its Region and exists in this one alone. Each costs a process; there is
   * none where the home Region is the one.
   */
  providerIn(region: string): AwsProvider | undefined {
    if (region === this.organization.regions.home) return undefined;
    return new AwsProvider(this, `aws-${region}`, { ...this.providerConfiguration(region), alias: region });
  }

  /**
   * cdktf resolves every element once more here, to make outputs for references between stacks. There are none: workspaces
   * read each other's contracts. Without it, synthesis takes about two thirds of the time.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /**
   * cdktf leaves `removed` blocks out of HCL, and what should be forgotten would be destroyed. Conditions of a life cycle
   * it takes for arguments, where they are blocks.
   */
  override toHclTerraform(): { readonly hcl: string } {
    const rendered = super.toHclTerraform() as { readonly hcl: string };
    const hcl = rendered.hcl.replace(/\b((?:pre|post)condition) = \[\n\{\n(.*?)\n\},\n\]/gs, "$1 {\n$2\n}");
    const removed = this.node.findAll().filter((each) => each instanceof RemovedBlock);
    return { ...rendered, hcl: [hcl, ...removed.map((each) => each.hcl)].join("\n\n") };
  }
}
