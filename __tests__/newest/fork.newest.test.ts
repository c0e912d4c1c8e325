import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packages, switchToFork } from "../../tools/cdktn";
import { wholeFiles } from "../support/whole-files";
import { project } from "./fork-packages";

jest.setTimeout(20 * 60_000);

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

describe("the maintained fork of CDK for Terraform", () => {
  const folder = mkdtempSync(join(tmpdir(), "fork-"));
  const copy = join(folder, "project");

  beforeAll(() => {
    const listed = lines(execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: project }).toString());
    for (const path of listed.filter((each) => each !== "node_modules")) cpSync(join(project, path), join(copy, path));
    execFileSync("git", ["init", "--quiet"], { cwd: copy });
    execFileSync("git", ["add", "."], { cwd: copy });
    switchToFork(copy);
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: copy, stdio: "ignore" });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Workspace -> what `main.ts` of a folder writes for a file. */
  function written(from: string, text: string, hcl: boolean): Record<string, string> {
    const outdir = mkdtempSync(join(folder, "written-"));
    const file = join(outdir, "organization.yaml");
    writeFileSync(file, text);
    const env = { ...process.env, ORGANIZATION: file, CDKTF_OUTDIR: outdir, SYNTH_HCL_OUTPUT: String(hcl) };
    execFileSync(process.execPath, ["-r", "ts-node/register", "main.ts"], { cwd: from, env });
    const stacks = join(outdir, "stacks");
    const name = hcl ? "cdk.tf" : "cdk.tf.json";
    return Object.fromEntries(
      readdirSync(stacks).map((stack) => [stack, readFileSync(join(stacks, stack, name), "utf8")]),
    );
  }

  test("compiles this code as it is", () => {
    const types = execFileSync("npx", ["tsc", "--noEmit"], { cwd: copy, encoding: "utf8" });
    expect(types).toBe("");
  });

  test.each(Object.entries(wholeFiles))("writes the same JSON but for its version: %s", (_, text) => {
    const [before, after] = [written(project, text, false), written(copy, text, false)];
    expect(Object.keys(before).length).toBeGreaterThan(4);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, json] of Object.entries(before)) {
      const said = JSON.parse(json) as { "//": { metadata: { version: string } } };
      said["//"].metadata.version = packages.cdktf?.version ?? "";
      expect(JSON.parse(after[name] ?? "")).toEqual(said);
    }
  });

  test.each(Object.entries(wholeFiles))("writes the same HCL: %s", (_, text) => {
    expect(written(copy, text, true)).toEqual(written(project, text, true));
  });

  test("is a change of names alone, which git takes back", () => {
    const changed = lines(execFileSync("git", ["diff", "--name-only"], { cwd: copy }).toString());
    const others = changed.filter(
      (path) => !/\.(ts|mjs)$/.test(path) && !["package.json", "package-lock.json"].includes(path),
    );
    expect(others).toEqual([]);
  });
});
