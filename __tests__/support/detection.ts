import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformLocal } from "cdktf";
import { Conformance } from "../../accounts/security-tooling/conformance";
import { readContract } from "../../accounts/workspace/contracts";
import { detectionAdministration } from "../../accounts/management/detection-administration";
import { Organization } from "../../accounts/organization/organization";
import { organizationDetection } from "../../accounts/security-tooling/detection";
import { Workspace } from "../../accounts/workspace/workspace";
import { withoutTokenTraces } from "../../main";
import { regions as knownRegions } from "../../modules/policy/region";
import { organization } from "./organizations";
import { Arguments, Stack } from "./synthesized";

/** The home Region of the example, and the others that every account has without opting in: seventeen. */
export const defaultRegions: readonly string[] = [
  "eu-west-1",
  ...[...knownRegions].flatMap(([region, { optIn, partition }]) =>
    optIn || partition !== "aws" || region === "eu-west-1" ? [] : [region],
  ),
];

/** An organization that works and is watched in these Regions alone, without workload accounts unless they matter. */
export const governing = (governed: readonly string[], workloads = 0, retired: readonly string[] = []) =>
  organization((draft) => {
    draft.regions = { home: governed[0] ?? "", vault: "eu-central-1", governed: [...governed], retired: [...retired] };
    draft.accounts.workloads = draft.accounts.workloads.slice(0, workloads);
    draft.detection.guardDuty.regions = "governed";
  });

/** What detection alone makes in the three workspaces that it has a part in: the rest repeats itself in every Region. */
export function detectionOf(described: Organization): Record<string, Stack> {
  const outdir = mkdtempSync(join(tmpdir(), "detection-"));
  try {
    withoutTokenTraces(() => {
      const app = new App({ outdir });
      const management = new Workspace(app, "management", described, described.accounts.management);
      detectionAdministration(management, new TerraformLocal(management, "trusted-access", "granted"));
      const tooling = new Workspace(app, "security-tooling", described, described.accounts.securityTooling);
      const groups = described.regions.governed.map((region) => [
        region,
        { name: "findings", arn: `arn:aws:logs:${region}:333333333333:log-group:findings` },
      ]);
      organizationDetection(tooling, readContract(tooling, described, "log-archive"), Object.fromEntries(groups));
      new Conformance(app, described);
      app.synth();
    });
    return Object.fromEntries(
      ["management", "security-tooling", "conformance"].map((name) => [
        name,
        JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as Stack,
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** `WORKSPACE TYPE.NAME` of every resource -> its arguments, but for those that only order them. */
export const flat = (stacks: Record<string, Stack>): Map<string, Arguments> =>
  new Map(
    Object.entries(stacks).flatMap(([workspace, { resource }]) =>
      Object.entries(resource).flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]) => [
          `${workspace} ${type}.${name}`,
          { ...block, depends_on: undefined },
        ]),
      ),
    ),
  );
