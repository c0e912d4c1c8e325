import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { reviewedHcl } from "./reviewed-hcl";

const project = resolve(__dirname, "..");

/**
 * Writes every workspace as HCL for review into `review/NAME/cdk.tf` of a folder, which a pull request commits. The folder is
 * replaced as a whole, so that a workspace that is gone is gone there too; what is deployed is elsewhere.
 * @returns the exit code; nothing is written unless it is 0
 */
export function review(folder: string): number {
  if (spawnSync("terraform", ["version"], { stdio: "ignore" }).status !== 0) {
    process.stderr.write(
      "Terraform is not on PATH, and formats the HCL: https://developer.hashicorp.com/terraform/install\n" +
        "`npm run synth` writes Terraform JSON without it.\n",
    );
    return 1;
  }
  // Beside where it goes, so that it is moved there and not copied.
  const scratch = mkdtempSync(join(folder, ".review-"));
  try {
    const [synthesized, written] = [join(scratch, "synthesized"), join(scratch, "review")];
    const app = ["-r", "./tools/node-version.cjs", "-r", "ts-node/register", "main.ts"];
    const env = { ...process.env, CDKTF_OUTDIR: synthesized, SYNTH_HCL_OUTPUT: "true" };
    const { status } = spawnSync(process.execPath, app, { cwd: project, env, stdio: "inherit" });
    if (status !== 0) return status ?? 1;
    const stacks = join(synthesized, "stacks");
    for (const name of readdirSync(stacks)) {
      mkdirSync(join(written, name), { recursive: true });
      const hcl = readFileSync(join(stacks, name, "cdk.tf"), "utf8");
      writeFileSync(join(written, name, "cdk.tf"), reviewedHcl(hcl));
    }
    const formatted = spawnSync("terraform", ["fmt", "-recursive", written], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (formatted.status !== 0) return formatted.status ?? 1;
    rmSync(join(folder, "review"), { recursive: true, force: true });
    renameSync(written, join(folder, "review"));
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (require.main === module) process.exitCode = review(process.cwd());
