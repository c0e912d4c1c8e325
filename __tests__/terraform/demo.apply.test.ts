import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { changedText } from "../support/organizations";
import { terraformLane } from "./lane";

const run = promisify(execFile);

terraformLane("apply", "demo", () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("`npm run demo` shows a log event arrive in the archive, by `cdktf deploy`", async () => {
    const file = join(folder, "organization.yaml");
    // What it shows is the same in one Region, and takes a third of the time.
    writeFileSync(
      file,
      changedText((draft) => {
        draft.regions.governed = ["eu-west-1"];
        draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
      }),
    );
    const { stdout } = await run("npm", ["run", "demo"], {
      cwd: resolve(__dirname, "../.."),
      env: { ...process.env, ORGANIZATION: file },
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(stdout).toMatch(/found in s3:\/\/example-logs-logs-222222222222-eu-west-1\/cloudwatch\//);
    expect(stdout).toContain("hello from the management account");
    expect(stdout).toContain("service models: 0 violations");
  });
});
