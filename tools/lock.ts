import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFile } from "../accounts/workspace/provider-lock";
import { providerRelease } from "../accounts/workspace/provider-release";

/** Machines that run Terraform: HCP Terraform's and other runners, and people's. */
const platforms = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"];

/**
 * Writes the lock file of the AWS provider into a folder: the newest release that the constraint takes, with its checksums
 * for every platform. Always chosen anew, so that running it again is how a release is renewed.
 * @param options - of `terraform providers lock`, e.g. `-fs-mirror=DIR` or `-platform=linux_amd64`
 * @returns Terraform's exit code; nothing is written unless it is 0
 * @see https://developer.hashicorp.com/terraform/cli/commands/providers/lock
 */
export function lock(folder: string, constraint: string, options: readonly string[]): number {
  const scratch = mkdtempSync(join(tmpdir(), "lock-"));
  const provider = { source: "hashicorp/aws", version: constraint };
  const asked = options.some((option) => option.startsWith("-platform=")) ? [] : platforms;
  try {
    writeFileSync(
      join(scratch, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: { aws: provider } } }),
    );
    const args = ["providers", "lock", ...asked.map((platform) => `-platform=${platform}`), ...options];
    const { status, error } = spawnSync("terraform", args, { cwd: scratch, stdio: "inherit" });
    if (error) process.stderr.write("Terraform is not on PATH; only Terraform writes its lock file\n");
    if (status === 0) copyFileSync(join(scratch, lockFile), join(folder, lockFile));
    return status ?? 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (require.main === module) process.exitCode = lock(process.cwd(), providerRelease, process.argv.slice(2));
