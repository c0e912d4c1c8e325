import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");
const script = join(project, "tools/node-version.cjs");
const read = (file: string) => JSON.parse(readFileSync(join(project, file), "utf8")) as Record<string, unknown>;

/** What a Node of this version says when it is asked to synthesize. */
const saidBy = (version: string) => {
  const pretend = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  return spawnSync(process.execPath, ["-e", `${pretend}; require(${JSON.stringify(script)})`], { encoding: "utf8" });
};

describe("the version of Node", () => {
  test.each(["18.20.4", "20.8.1", "8.0.0"])(
    "%s is too old, which is said in one line before anything is loaded",
    (version) => {
      expect(saidBy(version)).toMatchObject({
        status: 1,
        stderr: `Node ${version} is too old: install 20.9 or later, https://nodejs.org\n`,
      });
    },
  );

  test.each(["20.9.0", "21.0.0", "24.1.0"])("%s is taken", (version) => {
    expect(saidBy(version)).toMatchObject({ status: 0, stderr: "" });
  });

  test("is looked at before everything else, and is the one of package.json", () => {
    expect(read("cdktf.json").app).toMatch(/^node -r \.\/tools\/node-version\.cjs /);
    const scripts = Object.entries(read("package.json").scripts as Record<string, string>);
    const others = scripts.filter(
      ([, script]) => !script.split(" && ").every((each) => /^node -r \.\/tools\/node-version\.cjs /.test(each)),
    );
    // The first asks by the app above; the others are programs of others alone.
    expect(others.map(([name]) => name)).toEqual(["synth", "build", "lint", "format"]);
    expect(read("package.json").engines).toEqual({ node: ">=20.9" });
  });
});
