import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { synthesize } from "../../../main";
import { inFormat } from "../../support/formats";
import { organization } from "../../support/organizations";

test.each([
  ["HCL", "JSON", "cdk.tf.json"],
  ["JSON", "HCL", "cdk.tf"],
] as const)("synthesis as %s and then as %s into one folder leaves the latter alone", (first, second, left) => {
  const outdir = mkdtempSync(join(tmpdir(), "one-format-"));
  const facts = organization((draft) => {
    draft.regions.governed = [draft.regions.home];
    draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
  });
  try {
    for (const format of [first, second]) {
      inFormat(format, () => {
        synthesize(new App({ outdir }), facts, "organization.yaml");
      });
    }
    const stacks = readdirSync(join(outdir, "stacks"));
    expect(stacks).toHaveLength(5);
    for (const stack of stacks) {
      const found = ["cdk.tf", "cdk.tf.json"].filter((name) => existsSync(join(outdir, "stacks", stack, name)));
      expect(found).toEqual([left]);
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
