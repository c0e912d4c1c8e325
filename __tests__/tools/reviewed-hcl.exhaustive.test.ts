import { parse } from "@cdktf/hcl2json";
import { Organization } from "../../accounts/organization/organization";
import { argumentsOf, blocksOf } from "../../tools/hcl-blocks";
import { reviewedHcl } from "../../tools/reviewed-hcl";
import { inFormat } from "../support/formats";
import { hostileTexts } from "../support/hostile-texts";
import { organization } from "../support/organizations";
import { synthesizedFiles } from "../support/synthesized";
import { variants } from "../support/variants";

type Json = Record<string, unknown>;

const asText = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(asText) : typeof value === "string" ? value.replace(/^\$\{(.*)\}$/, "$1") : value;

const inEach = (value: unknown, change: (one: Json) => Json): unknown =>
  Array.isArray(value) ? value.map((one) => change(one as Json)) : value;

/** The same block, with the references that Terraform gives a meaning as the texts that they were. */
const withTexts = (block: Json): Json => ({
  ...block,
  ...("depends_on" in block ? { depends_on: asText(block.depends_on) } : {}),
  ...("provider" in block ? { provider: asText(block.provider) } : {}),
  ...("lifecycle" in block
    ? {
        lifecycle: inEach(block.lifecycle, (cycle) =>
          "ignore_changes" in cycle ? { ...cycle, ignore_changes: asText(cycle.ignore_changes) } : cycle,
        ),
      }
    : {}),
});

/** A parsed file, comparable whether it has texts or references there. */
const comparable = (parsed: unknown) =>
  Object.fromEntries(
    Object.entries(parsed as Json).map(([kind, types]) => {
      if (kind === "output") {
        return [
          kind,
          Object.fromEntries(Object.entries(types as Json).map(([name, all]) => [name, inEach(all, withTexts)])),
        ];
      }
      if (kind !== "resource" && kind !== "data") return [kind, types];
      const all = Object.entries(types as Record<string, Json>).map(([type, named]) => [
        type,
        Object.fromEntries(Object.entries(named).map(([name, blocks]) => [name, inEach(blocks, withTexts)])),
      ]);
      return [kind, Object.fromEntries(all) as unknown];
    }),
  );

const known = new Map<Organization, [path: string, hcl: string][]>();

/** HCL of every workspace as it is synthesized, once for each organization. */
function hclOf(described: Organization): [path: string, hcl: string][] {
  const files =
    known.get(described) ??
    Object.entries(inFormat("HCL", () => synthesizedFiles(described))).filter(([path]) => path.endsWith("cdk.tf"));
  known.set(described, files);
  return files;
}

describe("HCL for review", () => {
  /** What HCL reads as more than text. */
  const hostile = ['"', "\\", '", "x', "#", "//", "/*", "<<EOF", "'", "}", "{", '{"x":1}', "&<>", "$", "%", "[x]"];

  test.each([
    ["with every source", variants["every source"] as Organization],
    ["in the state of HCP Terraform", variants["cloud backend"] as Organization],
    [
      "with hostile texts",
      organization((draft) => {
        draft.regions.governed = [draft.regions.home];
        draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
        const linuxApplicationFiles = hostile.map((text) => `/var/log/${text}`);
        Object.assign(draft.sources, { operatingSystems: { linuxApplicationFiles } });
      }),
    ],
    [
      "with tags that are called as Terraform's arguments",
      organization((draft) => {
        draft.regions.governed = [draft.regions.home];
        const tags = {
          provider: "payments",
          depends_on: "aws_x.y",
          ignore_changes: "all",
          lifecycle: "ignore_changes",
        };
        draft.accounts.workloads = draft.accounts.workloads.map((workload) => ({ ...workload, tags }));
      }),
    ],
  ])("means what was synthesized: %s", async (_, described) => {
    const files = hclOf(described);
    expect(files.length).toBeGreaterThan(3);
    for (const [path, hcl] of files) {
      const reviewed = reviewedHcl(hcl);
      expect(comparable(await parse(path, reviewed))).toEqual(comparable(await parse(path, hcl)));
      expect(reviewedHcl(reviewed)).toBe(reviewed);
    }
  });

  test("means what was written for every hostile text: as value, as key, in templates, beside references", async () => {
    const quoted = (text: string) => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");
    // Neither a half of a character nor one that HCL has no escape for can stand in a file.
    const texts = hostileTexts.filter((text) => !/\p{Surrogate}/u.test(text) && !text.includes("\u0000"));
    const blocks = texts.map((text, index) => {
      const it = quoted(text);
      return [
        `resource "aws_x" "number-${index}" {`,
        `value = ${it}\nlist = [${it}, ${it}]\nencoded = jsonencode({ ${it} = [${it}] })`,
        `template = "a ${"${"}upper(${it})} b"\ntags = {\n${it} = ${it}\nprovider = ${it}\n}`,
        `depends_on = ["aws_x.y"]\nlifecycle {\nignore_changes = [${it}, "tags"]\n}\n}`,
      ].join("\n");
    });
    const hcl = blocks.reverse().join("\n");
    const reviewed = reviewedHcl(hcl);
    expect(comparable(await parse("cdk.tf", reviewed))).toEqual(comparable(await parse("cdk.tf", hcl)));
    expect(reviewed.match(/^depends_on = \[aws_x\.y\]$/gm)).toHaveLength(texts.length);
  });

  test("has no text where Terraform wants a reference, a blank line between blocks, and none within", () => {
    for (const [, hcl] of hclOf(variants["every source"] as Organization)) {
      const reviewed = reviewedHcl(hcl);
      expect(reviewed.match(/^\s*(depends_on|ignore_changes) = \[\s*".*$/gm)).toBeNull();
      expect(reviewed.match(/^\s*(provider|ignore_changes) = ".*$/gm)).toBeNull();
      expect(
        blocksOf(reviewed)
          .map(({ text }) => text)
          .join("\n\n"),
      ).toBe(reviewed.trimEnd());
    }
  });

  test("is the same whatever the order of Regions in the file", () => {
    const governing = (governed: string[]) =>
      hclOf(
        organization((draft) => {
          draft.regions.governed = governed;
          draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
        }),
      );
    const one = governing(["eu-west-1", "eu-central-1", "us-east-1"]);
    const other = governing(["us-east-1", "eu-central-1", "eu-west-1"]);
    const reviewed = (files: typeof one) => files.map(([path, hcl]) => [path, reviewedHcl(hcl)]);
    expect(reviewed(other)).toEqual(reviewed(one));
  });

  test("is in order of kind and address, whatever the order it was made in", () => {
    const blocks = [
      'output "b" {\n  value = 1\n}',
      'resource "aws_b" "x" {\n}',
      'resource "aws_a" "y" {\n}',
      'provider "aws" {\n  alias = "z"\n}',
      'provider "aws" {\n  alias = "a"\n}',
      "terraform {\n}",
      'data "aws_c" "x" {\n}',
    ];
    const headers = (hcl: string) => blocksOf(hcl).map(({ text }) => text.split("\n").slice(0, 2).join(" "));
    expect(headers(reviewedHcl(blocks.join("\n")))).toEqual([
      "terraform { }",
      'provider "aws" {   alias = "z"',
      'provider "aws" {   alias = "a"',
      'data "aws_c" "x" { }',
      'resource "aws_a" "y" { }',
      'resource "aws_b" "x" { }',
      'output "b" {   value = 1',
    ]);
  });

  test.each([
    ["a brace in a text", 'a "b" {\n  c = "}"\n}'],
    ["a text within a template", 'a "b" {\n  c = "${d["}"]} \\" }"\n}'],
    ["what escapes a template", 'a "b" {\n  c = "$${ } %%{ }"\n}'],
    ["a heredoc", 'a "b" {\n  c = <<EOF\n}\n"\nEOF\n}'],
    ["a heredoc that is indented", 'a "b" {\n  c = <<-EOF\n    }\n    EOF\n}'],
    ["comments", 'a "b" {\n  # }\n  // }\n  /* } */\n}'],
  ])("knows where a block ends that has %s", (_, block) => {
    expect(blocksOf(`${block}\nd {\n}`).map(({ text }) => text)).toEqual([block, "d {\n}"]);
  });

  test("knows where an argument ends, and refuses what is no block", () => {
    const [block] = blocksOf('locals {\n  b = [\n    "x", # ]\n  ]\n  a = "\\n"\n}');
    expect(block && argumentsOf(block)).toEqual(['b = [\n    "x", # ]\n  ]', 'a = "\\n"']);
    expect(() => blocksOf("a = 1")).toThrow('no block begins with "a = 1"');
  });
});
