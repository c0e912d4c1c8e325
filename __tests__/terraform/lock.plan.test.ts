import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFile, placeProviderLock } from "../../accounts/workspace/provider-lock";
import { providerRelease } from "../../accounts/workspace/provider-release";
import { fallbackRelease } from "../../emulator/lowering";
import { terraformLane } from "./lane";

const project = join(__dirname, "../..");

terraformLane("plan", "the lock file of the provider", ({ provider, environment }) => {
  const release = provider === fallbackRelease ? fallbackRelease : providerRelease;
  const mirror = /path = "(.*)"/.exec(readFileSync(environment.TF_CLI_CONFIG_FILE ?? "", "utf8"))?.[1];
  const from = mirror === undefined ? [] : [`-fs-mirror=${mirror}`];
  const env = { ...process.env, ...environment };

  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  const workspace = join(folder, "stacks/log-archive");
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** In a process of its own, as people run it, for the release at hand. */
  const lock = (constraint: string) =>
    spawnSync(
      process.execPath,
      [
        ...["-r", "ts-node/register/transpile-only", "-e"],
        `process.exitCode = require("./tools/lock").lock(${JSON.stringify(folder)}, ${JSON.stringify(constraint)}, process.argv.slice(1))`,
        ...["--", "-platform=linux_amd64", ...from],
      ],
      { cwd: project, env, encoding: "utf8" },
    );

  const init = () =>
    spawnSync("terraform", ["init", "-input=false", "-lockfile=readonly"], { cwd: workspace, env, encoding: "utf8" });

  test("is not written where no release fits", () => {
    expect(lock("1.0.99").status).not.toBe(0);
    expect(() => readFileSync(join(folder, lockFile))).toThrow();
  });

  test("holds one release for every workspace, which Terraform then takes and no other", () => {
    expect(lock(release)).toMatchObject({ status: 0 });
    mkdirSync(workspace, { recursive: true });
    const aws = { source: "hashicorp/aws", version: release };
    writeFileSync(join(workspace, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    const stacks = { "log-archive": { workingDirectory: "stacks/log-archive" } };
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks }));
    placeProviderLock(folder, folder);
    expect(init()).toMatchObject({ status: 0 });

    rmSync(join(workspace, ".terraform"), { recursive: true });
    const file = join(workspace, lockFile);
    const other = readFileSync(file, "utf8").replace(/"(h1|zh):[^"]+"/g, `"$1:${"A".repeat(43)}="`);
    writeFileSync(file, other);
    const refused = init();
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toMatch(/checksums/);
  });
});
