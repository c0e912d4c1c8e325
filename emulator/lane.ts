import { spawnSync } from "node:child_process";
import { lacking, Need } from "./requirements";

/** Lane of tests -> what it needs beside Node. */
export const lanes: Readonly<Record<string, readonly Need[]>> = {
  plan: ["Terraform", "Python"],
  apply: ["Terraform", "Python", "AWS CLI"],
  browser: ["Chromium"],
};

/** Exit code of lanes and benchmarks that were not run: neither success nor a failed test. */
export const notRun = 3;

/**
 * Runs lanes of tests, if the machine has what they need. What is not run is not green: it says why, all at once, ends with
 * a line of its own and with exit code 3, or 1 with `CI=true`.
 */
function run(names: readonly string[], options: readonly string[]): number {
  const reasons = lacking([...new Set(names.flatMap((name) => lanes[name] ?? []))]);
  if (reasons.length > 0) {
    process.stderr.write(`${reasons.map((reason) => `- ${reason}\n`).join("")}${names.join(" and ")}: not run\n`);
    return process.env.CI === "true" ? 1 : notRun;
  }
  // One at a time where it is one: Terraform and its provider are several processes by themselves.
  const apart = names.length === 1 ? ["--runInBand"] : [];
  const jest = [require.resolve("jest/bin/jest"), "--selectProjects", ...names, ...apart, ...options];
  return spawnSync(process.execPath, jest, { stdio: "inherit" }).status ?? 1;
}

if (require.main === module) {
  const given = process.argv.slice(2);
  const firstOption = given.findIndex((each) => !(each in lanes));
  const names = firstOption < 0 ? given : given.slice(0, firstOption);
  process.exitCode = run(names, given.slice(names.length));
}
