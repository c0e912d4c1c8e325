import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Package of CDK for Terraform, which is archived -> the same of its fork, with the release that is known to fit. */
export const packages: Readonly<Record<string, { readonly name: string; readonly version: string }>> = {
  cdktf: { name: "cdktn", version: "0.24.0" },
  "cdktf-cli": { name: "cdktn-cli", version: "0.24.0" },
  "@cdktf/provider-aws": { name: "@cdktn/provider-aws", version: "25.7.0" },
  "@cdktf/hcl2json": { name: "@cdktn/hcl2json", version: "0.24.0" },
};

/** What the fork asks for beside it. */
const asked = { constructs: "10.6.0", node: ">=22.19" };

/** A package where code names it: the whole of a text, the beginning of a path in one, a folder of `node_modules`. */
const named = new RegExp(`(?<=["'\`(|/])(${Object.keys(packages).join("|")})(?=["'\`/|)])`, "g");

/** A file of code, with the fork's packages instead. Words in comments stay. */
export const withFork = (code: string): string =>
  code.replace(named, (name) => packages[name]?.name ?? name).replace(/@cdktf(?=[|)])/g, "@cdktn");

interface Manifest {
  scripts: Record<string, string>;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const renamed = (dependencies: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => {
      const fork = packages[name];
      if (fork) return [fork.name, fork.version];
      return [name, name === "constructs" ? asked.constructs : version];
    }),
  );

/** `package.json` with the fork's packages, and its command in the scripts. */
export function manifestWithFork(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const scripts = Object.entries(manifest.scripts).map(([name, script]) => [
    name,
    script.replace(/\bcdktf (?=synth)/g, "cdktn "),
  ]);
  return `${JSON.stringify(
    {
      ...manifest,
      engines: { node: asked.node },
      scripts: Object.fromEntries(scripts) as unknown,
      dependencies: renamed(manifest.dependencies),
      devDependencies: renamed(manifest.devDependencies),
    },
    null,
    2,
  )}\n`;
}

/**
 * Switches a working copy to the maintained fork of CDK for Terraform, whose bindings are of a newer provider. What is
 * synthesized stays the same, but for the version that each workspace names in its comment.
 *
 * `npm install` follows; `git diff` shows what changed, and `git checkout` takes it back.
 * @see https://github.com/open-constructs/cdk-terrain
 */
export function switchToFork(folder: string): void {
  const listed = execFileSync("git", ["ls-files", "*.ts", "*.mjs"], { cwd: folder, encoding: "utf8" });
  const change = (path: string, by: (text: string) => string) => {
    const file = join(folder, path);
    const before = readFileSync(file, "utf8");
    const after = by(before);
    if (after !== before) writeFileSync(file, after);
  };
  for (const path of listed.split("\n").filter((each) => each !== "" && each !== "tools/cdktn.ts"))
    change(path, withFork);
  change("package.json", manifestWithFork);
}

if (require.main === module) switchToFork(process.cwd());
