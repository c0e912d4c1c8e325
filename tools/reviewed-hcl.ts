import { argumentsOf, Block, blocksOf, codeAndOther } from "./hcl-blocks";

/** Kinds of blocks as people read a workspace: what it is, what it looks at, what it makes, what it publishes. */
const order = ["terraform", "provider", "locals", "data", "resource", "import", "moved", "removed", "output"];

const rank = ({ header }: Block) => {
  const at = order.indexOf(header.split(" ")[0] ?? "");
  return at < 0 ? order.length : at;
};

/** By kind, then by address; blocks without a label, and providers, in their own order. */
const byAddress = (one: Block, other: Block): number => {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one.header.startsWith("provider ") || one.header === other.header) return 0;
  return one.header < other.header ? -1 : 1;
};

/** An argument at the end of what was read, and what its list has before the next text. */
const argument = /(?:^|\s)([a-z_]+) = \[?[\s,]*$/;

/** Arguments that Terraform wants references in, and cdktf writes as texts -> the block that they are of, if not the outermost. */
const references: ReadonlyMap<string | undefined, string | undefined> = new Map([
  ["depends_on", undefined],
  ["provider", undefined],
  ["ignore_changes", "lifecycle"],
]);

/** A text that is the same as a reference; without quotes HCL reads what is left out here as values, or as the beginning of one. */
const reference = /^"((?!(?:false|for|null|true)")[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\])*)"$/;

/** The same block with its arguments by name, where their order means nothing and follows the file's. */
const withSorted = (block: Block): string =>
  block.header === "locals" ? ["locals {", ...argumentsOf(block).sort(), "}"].join("\n") : block.text;

/** Follows which blocks and objects are open: what stands before each of their braces. */
function follow(opened: string[], code: string): void {
  for (const [, before = "", brace] of code.matchAll(/([^\n{}]*)([{}])/g)) {
    if (brace === "{") opened.push(before.trim());
    else opened.pop();
  }
}

/** Whether an argument of this name stands where Terraform gives it a meaning: a tag may be called the same. */
const isReference = (name: string | undefined, [, ...within]: readonly string[]) =>
  references.has(name) && within.join() === (references.get(name) ?? "");

/**
 * The same block without empty lines, and with references instead of texts where Terraform has deprecated those.
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on
 */
function withReferences(text: string): string {
  const opened: string[] = [];
  let within = false;
  return codeAndOther(text)
    .map((part, index) => {
      if (index % 2 === 1) return within ? part.replace(reference, "$1") : part;
      follow(opened, part);
      const [, name] = argument.exec(part) ?? [];
      within = name === undefined ? within && /^[\s,]*$/.test(part) : isReference(name, opened);
      return part.replace(/\n(?:[ \t]*\n)+/g, "\n");
    })
    .join("");
}

/**
 * HCL of a workspace as reviewers read it: by kind and address, so that a change of the organization file's order moves
 * nothing; a blank line between blocks; references where Terraform wants references. Its meaning is the same.
 */
export const reviewedHcl = (hcl: string): string =>
  `${[...blocksOf(hcl)]
    .sort(byAddress)
    .map((block) => withReferences(withSorted(block)))
    .join("\n\n")}\n`;
