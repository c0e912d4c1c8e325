import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { manifestWithFork, packages, withFork } from "../../tools/cdktn";

const project = resolve(__dirname, "../..");
const manifest = readFileSync(join(project, "package.json"), "utf8");

interface Dependencies {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly scripts: Record<string, string>;
}

const ours = (text: string) => {
  const { dependencies, devDependencies } = JSON.parse(text) as Dependencies;
  return { ...dependencies, ...devDependencies };
};

describe("the switch to the fork", () => {
  test("knows every package of CDK for Terraform that this project has", () => {
    expect(
      Object.keys(ours(manifest))
        .filter((name) => name.includes("cdktf"))
        .sort(),
    ).toEqual(Object.keys(packages).sort());
  });

  test("names the fork's packages and its command in package.json", () => {
    const after = manifestWithFork(manifest);
    expect(ours(after)).toMatchObject({ cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0" });
    expect(Object.keys(ours(after)).filter((name) => name.includes("cdktf"))).toEqual([]);
    expect((JSON.parse(after) as Dependencies).scripts.synth).toBe("cdktn synth");
  });

  test.each([
    ['import { App } from "cdktf";', 'import { App } from "cdktn";'],
    ['from "@cdktf/provider-aws/lib/s3-bucket";', 'from "@cdktn/provider-aws/lib/s3-bucket";'],
    ['join(project, "node_modules/.bin/cdktf")', 'join(project, "node_modules/.bin/cdktn")'],
    ['"(@cdktf|cdktf|constructs)/"', '"(@cdktn|cdktn|constructs)/"'],
    ['join(folder, "cdktf.out")', 'join(folder, "cdktf.out")'],
    ["// cdktf writes text into an expression", "// cdktf writes text into an expression"],
  ])("turns %s into %s", (before, after) => {
    expect(withFork(before)).toBe(after);
  });

  test("leaves no import of CDK for Terraform anywhere", () => {
    const files = ["accounts", "modules", "emulator", "bench", "tools", "__tests__"].flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && entry.name !== "cdktn.test.ts")
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    expect(files.length).toBeGreaterThan(300);
    const left = files.filter((file) => /from "(@cdktf\/|cdktf)/.test(withFork(readFileSync(file, "utf8"))));
    expect(left).toEqual([]);
  });
});
