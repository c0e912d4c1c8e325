import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { house } from "../support/house";
import { importsBelow } from "../support/imports";

const project = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(project, file), "utf8");

const imports = importsBelow(project);

/** Files of a small project -> their text, each with one import that must be refused. */
const offenders: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  "accounts/organization/upward.ts": ['import "../workspace/names";', "nothing-below-knows-accountsworkspace"],
  "accounts/workspace/upward.ts": [
    'import type { Types } from "../management/beside"; export type Own = Types;',
    "nothing-below-knows-accountslog-archive-accountsmanagement-accountssecurity-tooling",
  ],
  "accounts/log-archive/beside.ts": ['import "../management/beside";', "accountslog-archive-knows-no-room-beside-it"],
  "accounts/organization/built.ts": ['import "../../modules/policy/built";', "the-file-knows-no-construct"],
  "modules/policy/upward.ts": ['import "../sources/one";', "nothing-below-knows-modulessources"],
  "modules/sources/one.ts": ['import type { Two } from "./two"; export type One = Two;', "no-circles"],
  "modules/sources/root.ts": ['import "@cdktf/provider-aws";', "nothing-imports-the-providers-root"],
  "modules/sources/bare.ts": [
    'import "@cdktf/provider-aws/lib/iam-service-linked-role";',
    "service-linked-roles-are-taken-over",
  ],
  "modules/sources/tested.ts": ['import "fast-check";', "what-is-deployed-needs-no-development-dependency"],
  "modules/sources/lost.ts": ['import "./nowhere";', "every-import-is-found"],
  "modules/sources/homeless.ts": ['import "../attic/thing";', "every-file-has-a-floor"],
};

const blameless: Readonly<Record<string, string>> = {
  "accounts/workspace/names.ts": 'import "../organization/file";',
  "accounts/organization/file.ts": 'import "../../modules/policy/plain";',
  "accounts/management/beside.ts": 'import "../workspace/names"; export type Types = string;',
  "modules/policy/plain.ts": "export const plain = 1;",
  "modules/policy/built.ts": 'import "constructs";',
  "modules/guardrails/service-linked-role.ts": 'import "@cdktf/provider-aws/lib/iam-service-linked-role";',
  "modules/sources/two.ts": 'import type { One } from "./one"; export type Two = One | string;',
  "modules/attic/thing.ts": "export const thing = 1;",
};

describe("imports", () => {
  test("run downwards only, in no circle, and never to the provider's root", () => {
    expect(imports.violations).toEqual([]);
  });

  test("are found at all", () => {
    expect(imports.of.get("main.ts")).toContain("accounts/log-archive/log-archive.ts");
    expect(imports.of.size).toBeGreaterThan(300);
  });

  describe("of a project that breaks every rule", () => {
    const folder = mkdtempSync(join(tmpdir(), "imports-"));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const [file, [text]] of Object.entries(offenders)) write(file, text);
    for (const [file, text] of Object.entries(blameless)) write(file, text);
    write(
      "package.json",
      JSON.stringify({
        dependencies: { constructs: "1", "@cdktf/provider-aws": "1" },
        devDependencies: { "fast-check": "1" },
      }),
    );
    write("tsconfig.json", "{}");
    for (const [name, main] of [
      ["constructs", "index.js"],
      ["fast-check", "index.js"],
      ["@cdktf/provider-aws", "lib/iam-service-linked-role/index.js"],
      ["@cdktf/provider-aws", "lib/index.js"],
    ]) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main }));
      write(`node_modules/${name}/${main}`, "");
    }
    const { violations } = importsBelow(folder, ["accounts", "modules"]);
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    test.each(Object.entries(offenders))("%s is refused", (file, [, rule]) => {
      expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
    });

    test.each(Object.keys(blameless).filter((file) => file !== "modules/sources/two.ts"))("%s is not", (file) => {
      expect(violations.filter(({ from }) => from === file)).toEqual([]);
    });
  });
});

describe("the house", () => {
  test("is drawn in docs/architecture.md as the imports have it", () => {
    const [, drawn] = /```mermaid\n(flowchart TD\n.*?)\n```/s.exec(read("docs/architecture.md")) ?? [];
    expect(drawn).toBe(house(imports));
  });
});

describe("files", () => {
  const sources = [...imports.of.keys()];

  test("no file is longer than 300 lines", () => {
    expect(sources.filter((file) => read(file).split("\n").length > 301)).toEqual([]);
  });

  test("every module folder says what it guarantees", () => {
    const folders = readdirSync(join(project, "modules"));
    expect(folders.filter((folder) => !existsSync(join(project, "modules", folder, "README.md")))).toEqual([]);
  });

  test("the lock file records no download address", () => {
    expect(read("package-lock.json")).not.toMatch(/"resolved"/);
  });
});
