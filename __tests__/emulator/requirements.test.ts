import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");

describe("a machine", () => {
  const folder = mkdtempSync(join(tmpdir(), "nothing-but-node-"));
  symlinkSync(process.execPath, join(folder, "node"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A program of this project where only `node` is on the PATH, and what else a test put beside it. */
  function run(program: string, parameters: readonly string[] = [], more: Record<string, string> = {}) {
    const env = { ...process.env, CI: "", TS_NODE_PROJECT: join(project, "tsconfig.json"), ...more, PATH: folder };
    const options = ["-r", require.resolve("ts-node/register/transpile-only"), join(project, program), ...parameters];
    return spawnSync(process.execPath, options, { cwd: folder, env, encoding: "utf8" });
  }

  test("with nothing but Node is told on one screen what the demo needs, and what works without", () => {
    const { status, stdout } = run("emulator/demo.ts");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^- Terraform 1\.10 or later is missing: https:/m);
    expect(stdout).toMatch(/^- Python 3\.11 or later is missing: https:/m);
    for (const command of ["npm run synth", "npm test"]) expect(stdout).toContain(`- ${command} `);
    expect(stdout.split("\n").length).toBeLessThan(24);
  });

  test.each([
    [["plan"], /^- Terraform .*\n- Python .*\nplan: not run\n$/],
    [["apply"], /^- Terraform .*\n- Python .*\n- the AWS CLI .*\napply: not run\n$/],
    [["browser"], /^- Chromium .*\nbrowser: not run\n$/],
    [["plan", "apply"], /\nplan and apply: not run\n$/],
  ])(
    "that lacks what %j needs is told so at once, in a last line of its own, with an exit code of its own",
    (lanes, said) => {
      expect(run("emulator/lane.ts", lanes)).toMatchObject({
        status: 3,
        stderr: expect.stringMatching(said) as string,
      });
      expect(run("emulator/lane.ts", lanes, { CI: "true" }).status).toBe(1);
    },
  );

  test("that lacks what the benchmark of Terraform needs is told so, and nothing is green", () => {
    const { status, stdout } = run("bench/provider-processes.ts");
    expect(status).toBe(3);
    expect(stdout).toMatch(/is not measured: Terraform 1\.10 or later is missing.*\nbench: not run\n$/);
  });

  test("without Terraform is told that HCL is formatted by it, and nothing is left half written", () => {
    const before = readdirSync(folder);
    const { status, stderr } = run("tools/review.ts");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Terraform is not on PATH, and formats the HCL: https:.*\n`npm run synth` writes .*\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("with Python alone gets an environment of its own, and hears of an index that does not answer", () => {
    const python = join(folder, "python3");
    const stub = (pip: number) =>
      ["#!/bin/sh", 'case "$*" in *find_spec*) exit 1;; *"-m venv"*) exit 0;; *pip*) exit ' + pip + ";; esac"].join(
        "\n",
      );
    writeFileSync(python, stub(1));
    chmodSync(python, 0o755);
    try {
      const { stderr } = run("emulator/lane.ts", ["plan"]);
      expect(stderr).toMatch(
        /^- moto is missing, and could not be installed: pip install 'moto\[server\]==5\.2\.\*'$/m,
      );
    } finally {
      rmSync(python);
    }
  });
});
