import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { Organization } from "../../accounts/organization/organization";
import { lockFile } from "../../accounts/workspace/provider-lock";
import { providerRelease } from "../../accounts/workspace/provider-release";
import { fallbackRelease, Synthesized, unknownToFallback } from "../../emulator/lowering";
import { TerraformWorkspace } from "../../emulator/terraform";
import { prepare } from "../../emulator/toolchain";
import { defaultRegions, detectionOf, governing } from "../support/detection";
import { changedText } from "../support/organizations";
import { oneOfEachKind, synthesize } from "../support/synthesized";
import { everySource, variants } from "../support/variants";
import { terraformLane } from "./lane";

type Json = Record<string, unknown>;

/** Blocks of parsed HCL come as lists of one, and lists of one mean the block in Terraform's JSON too. */
const unwrap = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value) as Json;

const unwrapNames = (types: unknown) =>
  Object.fromEntries(
    Object.entries((types ?? {}) as Record<string, Json>).map(([type, blocks]) => [
      type,
      Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, unwrap(block)])),
    ]),
  );

/** An address is a reference in HCL and plain text in JSON. */
const withAddress = (name: string, argument: string, blocks: unknown) =>
  blocks === undefined
    ? {}
    : {
        [name]: (blocks as Record<string, string>[]).map((block) => ({
          ...block,
          [argument]: String(block[argument]).replace(/^\$\{(.*)\}$/, "$1"),
        })),
      };

/** Arguments that are references in HCL and plain text in JSON. */
const references = ["depends_on", "ignore_changes", "provider"];

const asText = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(asText) : typeof value === "string" ? value.replace(/^\$\{(.*)\}$/, "$1") : value;

async function fromHcl(file: string): Promise<Synthesized> {
  const read: unknown = await parse(file, readFileSync(file, "utf8"));
  const parsed = JSON.parse(JSON.stringify(read), (key, each: unknown) =>
    references.includes(key) ? asText(each) : each,
  ) as Json;
  const terraform = unwrap(parsed.terraform);
  return {
    ...parsed,
    terraform: { ...terraform, required_providers: unwrap(terraform.required_providers) },
    resource: unwrapNames(parsed.resource),
    data: unwrapNames(parsed.data),
    ...withAddress("import", "to", parsed.import),
    ...withAddress("removed", "from", parsed.removed),
  } as unknown as Synthesized;
}

/** Workspaces in which a variant differs from the example, where they are few. */
const changed: Readonly<Record<string, readonly string[]>> = {
  "s3 backend": ["log-archive", "management"],
  "cloud backend": ["log-archive", "management"],
  "firehose transport": ["log-archive"],
  "centralization transport": ["log-archive", "management", "workloads-payments"],
};

/** The example has three Regions; from one to all that need no opting in, what changes is what the services are asked for. */
const byRegions: Readonly<Record<string, Organization>> = {
  "one Region": governing(["eu-west-1"]),
  "seventeen Regions": governing(defaultRegions),
};

terraformLane("plan", "plan lane", (toolchain) => {
  const root = mkdtempSync(join(tmpdir(), "plan-lane-"));
  const notCovered = new Set<string>();
  const environment = { ...process.env, ...toolchain.environment };
  const project = resolve(__dirname, "../..");
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  // One folder for all: they need the same provider, and its checksum takes longer than the validation.
  const workspace = new TerraformWorkspace(root, "validated", toolchain.environment);

  function problems(stack: Synthesized) {
    const prepared = prepare(toolchain, stack);
    for (const each of prepared.notCovered) notCovered.add(each);
    workspace.write(prepared.stack);
    return workspace.validate();
  }

  describe.each(Object.entries(byRegions))("%s", (_, organization) => {
    test.each(Object.entries(detectionOf(organization)))("the services of %s are valid", async (_name, stack) => {
      expect(await problems(stack as unknown as Synthesized)).toEqual([]);
    });
  });

  describe.each(Object.entries(variants))("%s", (variant, organization) => {
    const stacks = oneOfEachKind(synthesize(organization)).filter(([name]) =>
      (changed[variant] ?? [name]).includes(name),
    );
    test.each(stacks)("%s is valid", async (_, stack) => {
      expect(await problems(stack as unknown as Synthesized)).toEqual([]);
    });
  });

  test("`npm run synth` writes what the lanes judge", () => {
    const output = join(root, "synth");
    execFileSync("npm", ["run", "synth", "--", "--output", output], {
      cwd: project,
      env: environment,
      stdio: "ignore",
    });
    for (const [name, stack] of Object.entries(synthesize(variants.example as Organization))) {
      expect(JSON.parse(readFileSync(join(output, "stacks", name, "cdk.tf.json"), "utf8"))).toEqual(stack);
    }
  });

  describe("the commands of the README, with every source, in their order", () => {
    const copy = join(root, "copy");
    const file = join(root, "organization.yaml");
    const [readme = ""] =
      /ORGANIZATION=\S+ npm run synth\n.*?(?=```)/s.exec(readFileSync(join(project, "README.md"), "utf8")) ?? [];
    const commands = readme
      .trim()
      .split("\n")
      .map((line) => line.replace(/^ORGANIZATION=\S+ /, ""));

    /** Path below review/ -> what is there. */
    const reviewed = () =>
      Object.fromEntries(
        readdirSync(join(copy, "review"), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name))
          .map((path) => [relative(join(copy, "review"), path), readFileSync(path, "utf8")]),
      );

    beforeAll(() => {
      const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: project, encoding: "utf8" });
      for (const path of listed.split("\n").filter((each) => each !== "" && each !== "node_modules")) {
        if (existsSync(join(project, path))) cpSync(join(project, path), join(copy, path));
      }
      symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
      writeFileSync(file, changedText(everySource));
      // What an earlier organization has left for review, and a lock file, which belongs beside what is deployed alone.
      mkdirSync(join(copy, "review/workloads-gone"), { recursive: true });
      writeFileSync(join(copy, "review/workloads-gone/cdk.tf"), "locals {\n}\n");
      writeFileSync(
        join(copy, lockFile),
        `provider "registry.terraform.io/hashicorp/aws" {\n  constraints = "${providerRelease}"\n}\n`,
      );
      // The last one deploys, which is the demo's; until then none may leave anything that it would stumble over.
      for (const command of commands.slice(0, -1)) {
        execFileSync("sh", ["-c", command], {
          cwd: copy,
          env: { ...environment, ORGANIZATION: file },
          stdio: "ignore",
        });
      }
    });

    test("are synthesis, review, and deployment of what was synthesized", () => {
      expect(commands).toEqual(["npm run synth", "npm run synth:hcl", "npx cdktf deploy log-archive --parallelism 2"]);
      for (const [name, stack] of Object.entries(synthesize(variants["every source"] as Organization))) {
        const folder = join(copy, "cdktf.out/stacks", name);
        expect(readdirSync(folder).sort()).toEqual([lockFile, "cdk.tf.json"]);
        expect(JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"))).toEqual(stack);
      }
    });

    test("leave HCL of every workspace in review/, formatted, without a path of this machine, and nothing else", () => {
      const review = join(copy, "review");
      const unformatted = execFileSync("terraform", ["fmt", "-check", "-recursive", review], { env: environment });
      expect(unformatted.toString()).toBe("");
      const files = reviewed();
      const workspaces = Object.keys(synthesize(variants["every source"] as Organization));
      expect(Object.keys(files).sort()).toEqual(workspaces.map((name) => `${name}/cdk.tf`).sort());
      for (const hcl of Object.values(files)) {
        for (const path of [root, project]) expect(hcl).not.toContain(path);
      }
      expect(readdirSync(copy).filter((name) => name.startsWith(".review"))).toEqual([]);
    });

    test("leave review/ as it is where the file has a mistake", () => {
      const before = reviewed();
      const mistaken = join(root, "mistaken.yaml");
      writeFileSync(
        mistaken,
        changedText((draft) => (draft.regions.vault = draft.regions.home)),
      );
      const env = { ...environment, ORGANIZATION: mistaken };
      const { status, stderr } = spawnSync("npm", ["run", "synth:hcl"], { cwd: copy, env, encoding: "utf8" });
      expect(status).toBe(1);
      expect(stderr).toContain("regions.vault");
      expect(reviewed()).toEqual(before);
      expect(readdirSync(copy).filter((name) => name.startsWith(".review"))).toEqual([]);
    });

    test.each(["log-archive", "management", "security-tooling", "workloads-payments", "conformance"])(
      "%s is valid as it is reviewed",
      async (name) => {
        const stack = await fromHcl(join(copy, "review", name, "cdk.tf"));
        expect(await problems(stack)).toEqual([]);
      },
    );
  });

  test("what the provider at hand cannot check is exactly what is listed", () => {
    const listed = Object.entries(unknownToFallback).flatMap(([type, what]) =>
      typeof what === "string" ? [type] : what.map((argument) => `${type}.${argument}`),
    );
    const expected = toolchain.provider === fallbackRelease ? listed.sort() : [];
    process.stderr.write(`\nnot covered by this lane: ${[...notCovered].sort().join(", ") || "nothing"}\n`);
    expect([...notCovered].sort()).toEqual(expected);
  });
});
