import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { providerRelease } from "../../accounts/workspace/provider-release";
import { Side, TrialFacts, trialName } from "./facts";

/** Terraform workspace of one side of the trial: its state lies beside it, and all of it can be destroyed. */
export class TrialWorkspace extends TerraformStack {
  constructor(scope: Construct, side: Side, { partition, accounts, region, deploymentRoleName }: TrialFacts) {
    super(scope, `trial-${side}`);
    const roleArn = `arn:${partition}:iam::${accounts[side]}:role/${deploymentRoleName}`;
    new AwsProvider(this, "aws", {
      region,
      allowedAccountIds: [accounts[side]],
      assumeRole: [{ roleArn, sessionName: this.node.id }],
      defaultTags: [{ tags: { "managed-by": "terraform", project: trialName, workspace: this.node.id } }],
    });
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: providerRelease });
    new LocalBackend(this, { path: "terraform.tfstate" });
  }
}
