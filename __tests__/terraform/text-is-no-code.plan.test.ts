import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Organization } from "../../accounts/organization/organization";
import { inFormat } from "../support/formats";
import { accepting, hostileOrganizations } from "../support/hostile-files";
import { Arguments, Stack, synthesizedFiles } from "../support/synthesized";
import { terraformLane } from "./lane";

/** What of a workload's workspace has text of the file: name -> an expression, in the language of the workspace. */
type Expressions = Readonly<Record<string, unknown>>;

function fromJson(files: Record<string, string>): Expressions {
  const { provider, resource } = JSON.parse(files["stacks/workloads-payments/cdk.tf.json"] ?? "") as Stack;
  const [linux, windows] = Object.values(resource.aws_ssm_parameter ?? {}).map((each) => each.insecure_value);
  const [{ tags } = { tags: undefined }] = (provider.aws?.[0]?.default_tags ?? []) as { tags?: unknown }[];
  const targets = Object.values<Arguments>(resource.aws_ssm_association ?? {}).flatMap((each) => each.targets);
  const target = (targets as { key: string; values: unknown }[]).find(({ key }) => key.startsWith("tag:"));
  return { tags, linux, windows, key: target?.key, values: target?.values };
}

function fromHcl(files: Record<string, string>): Expressions {
  const hcl = files["stacks/workloads-payments/cdk.tf"] ?? "";
  const [linux, windows] = [...hcl.matchAll(/^insecure_value = (.*)$/gm)].map(([, value]) => value);
  const [, key, values] = /^targets \{\nkey = (.*)\nvalues = (\[[^]*?\n\])$/m.exec(hcl) ?? [];
  return { tags: /^default_tags \{\ntags = (\{[^]*?\n\})$/m.exec(hcl)?.[1], linux, windows, key, values };
}

const outputs = (expressions: Expressions) =>
  Object.fromEntries(Object.entries(expressions).map(([name, value]) => [name, { value }]));

interface Agent {
  readonly logs: { readonly logs_collected: { readonly files: { readonly collect_list: { file_path: string }[] } } };
}

const paths = (configuration: unknown) =>
  (JSON.parse(configuration as string) as Agent).logs.logs_collected.files.collect_list.map(
    ({ file_path }) => file_path,
  );

/** What Terraform must make of the expressions: what the file says. */
function expected({ accounts, namePrefix, sources }: Organization) {
  const { instances, linuxApplicationFiles, windowsApplicationFiles } = sources.operatingSystems;
  if (instances === "all") throw new Error("every instance is meant");
  return {
    tags: {
      ...accounts.workloads[0]?.tags,
      "managed-by": "terraform",
      project: namePrefix,
      workspace: "workloads-payments",
    },
    key: `tag:${instances.tag}`,
    values: instances.values,
    linux: expect.arrayContaining(linuxApplicationFiles) as unknown,
    windows: expect.arrayContaining(windowsApplicationFiles) as unknown,
  };
}

terraformLane("plan", "hostile text", (toolchain) => {
  const folder = mkdtempSync(join(tmpdir(), "hostile-text-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function evaluate(file: string, text: string) {
    const cwd = mkdtempSync(join(folder, "evaluated-"));
    writeFileSync(join(cwd, file), text);
    const env = { ...process.env, ...toolchain.environment };
    const terraform = (...args: string[]) =>
      execFileSync("terraform", args, { cwd, env, encoding: "utf8", stdio: "pipe" });
    terraform("apply", "-auto-approve");
    const found = JSON.parse(terraform("output", "-json")) as Record<string, { value: unknown }>;
    const { linux, windows, ...others } = Object.fromEntries(
      Object.entries(found).map(([name, { value }]) => [name, value]),
    );
    return { ...others, linux: paths(linux), windows: paths(windows) };
  }

  describe.each(hostileOrganizations(accepting()).map(({ organization }, index) => ({ index, organization })))(
    "part $index",
    ({ organization }) => {
      test("Terraform makes of the JSON exactly what the file says", () => {
        const expressions = fromJson(inFormat("JSON", () => synthesizedFiles(organization)));
        expect(evaluate("main.tf.json", JSON.stringify({ output: outputs(expressions) }))).toEqual(
          expected(organization),
        );
      });

      test("Terraform makes of the HCL exactly what the file says", () => {
        const expressions = fromHcl(inFormat("HCL", () => synthesizedFiles(organization)));
        const text = Object.entries(expressions).map(
          ([name, value]) => `output "${name}" {\nvalue = ${String(value)}\n}`,
        );
        expect(evaluate("main.tf", text.join("\n"))).toEqual(expected(organization));
      });
    },
  );
});
