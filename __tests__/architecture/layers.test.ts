import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const project = resolve(__dirname, "../..");
const ignored = new Set(["node_modules", "cdktf.out", ".git", ".demo", "__snapshots__", "__pycache__"]);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });

const sources = filesBelow(project)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => {
    const text = readFileSync(file, "utf8");
    const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";/gms)].map(([, from]) => from ?? "");
    const local = imports
      .filter((from) => from.startsWith("."))
      .map((from) => relative(project, resolve(dirname(file), from)));
    return { file: relative(project, file), text, imports, local };
  });

const below = (folder: string) => sources.filter(({ file }) => file.startsWith(`${folder}/`));

describe("layers", () => {
  test("the imports are found at all", () => {
    expect(sources.find(({ file }) => file === "main.ts")?.local).toContain("accounts/log-archive/log-archive");
  });

  test("modules know neither accounts nor tools nor the program", () => {
    const upward = below("modules").filter(({ local }) => local.some((from) => !from.startsWith("modules/")));
    expect(upward.map(({ file }) => file)).toEqual([]);
  });

  test("accounts know modules and each other alone", () => {
    const upward = below("accounts").filter(({ local }) => local.some((from) => !/^(modules|accounts)\//.test(from)));
    expect(upward.map(({ file }) => file)).toEqual([]);
  });

  test("nothing imports the provider's root, which costs seconds and a gigabyte", () => {
    const roots = sources.filter(({ imports }) => imports.includes("@cdktf/provider-aws"));
    expect(roots.map(({ file }) => file)).toEqual([]);
  });

  test("what is deployed needs no development dependency", () => {
    const { dependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const shipped = [...below("modules"), ...below("accounts"), ...sources.filter(({ file }) => file === "main.ts")];
    const packages = shipped.flatMap(({ imports }) => imports.filter((from) => !from.startsWith(".")));
    const names = packages.map((from) =>
      from
        .split("/")
        .slice(0, from.startsWith("@") ? 2 : 1)
        .join("/"),
    );
    const foreign = names.filter((name) => !name.startsWith("node:") && !(name in dependencies));
    expect(foreign).toEqual([]);
  });
});

describe("files", () => {
  test("no file is longer than 300 lines", () => {
    const long = sources.filter(({ text }) => text.split("\n").length > 301);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  test("every module folder says what it guarantees", () => {
    const folders = readdirSync(join(project, "modules"));
    expect(folders.filter((folder) => !existsSync(join(project, "modules", folder, "README.md")))).toEqual([]);
  });

  test("the lock file records no download address", () => {
    expect(readFileSync(join(project, "package-lock.json"), "utf8")).not.toMatch(/"resolved"/);
  });
});
