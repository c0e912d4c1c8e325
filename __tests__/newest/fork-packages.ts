import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packages } from "../../tools/cdktn";

export const project = join(__dirname, "../..");

/** The bindings of the newest provider known, half a gigabyte, are kept where tools keep what they fetch. */
const cache = join(project, "node_modules/.cache/newest");

/**
 * Fetches a package of the fork, unless it is there.
 * @returns its folder
 * @throws Error of npm where no registry answers
 */
export function fetched(name: keyof typeof packages): string {
  const fork = packages[name];
  if (!fork) throw new Error(`the fork has no ${name}`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), JSON.stringify({ private: true }));
  const options = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--legacy-peer-deps",
    "--no-save",
  ];
  execFileSync("npm", ["install", ...options, `${fork.name}@${fork.version}`], { cwd: cache, stdio: "ignore" });
  return join(cache, "node_modules", fork.name);
}
