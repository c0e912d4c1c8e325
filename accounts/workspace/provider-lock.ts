import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Manifest } from "cdktf";
import { Problem } from "../../modules/checks/problem";
import { providerRelease } from "./provider-release";

/** Terraform's own name for it. */
export const lockFile = ".terraform.lock.hcl";

const provider = /^provider "([^"]+)" \{\n(.*?)^\}/gms;

const setting = (body: string, name: string) => new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, "m").exec(body)?.[1];

/**
 * What is wrong with the lock file in a folder, as `npm run lock` writes it: one release of the AWS provider, chosen
 * under the releases that the workspaces take. No file is no problem: each folder then gets the newest release.
 */
export function providerLockProblems(folder: string): Problem[] {
  const path = join(folder, lockFile);
  if (!existsSync(path)) return [];
  const locked = [...readFileSync(path, "utf8").matchAll(provider)].map(([, name = "", body = ""]) => ({
    name,
    constraints: setting(body, "constraints"),
  }));
  const write = "what `npm run lock` writes, and review its change";
  const aws = locked.find(({ name }) => name.endsWith("/hashicorp/aws"));
  if (!aws) return [{ path: lockFile, found: "no release of hashicorp/aws", write }];
  if (aws.constraints === providerRelease) return [];
  const found = `a release chosen under ${JSON.stringify(aws.constraints ?? "nothing")}, where ${JSON.stringify(providerRelease)} is asked for`;
  return [{ path: `${lockFile}: ${aws.name}`, found, write }];
}

/**
 * Gives every synthesized workspace the lock file of the folder, if it has one, so that all of them and every machine run
 * the same release. Each workspace has the one provider, so one file fits all.
 */
export function placeProviderLock(folder: string, outdir: string): void {
  const path = join(folder, lockFile);
  if (!existsSync(path)) return;
  const { stacks } = JSON.parse(readFileSync(join(outdir, Manifest.fileName), "utf8")) as Pick<Manifest, "stacks">;
  for (const { workingDirectory } of Object.values(stacks)) {
    copyFileSync(path, join(outdir, workingDirectory, lockFile));
  }
}
