/** A block at the top of an HCL file. */
export interface Block {
  /** Type and labels as they are written, e.g. `resource "aws_s3_bucket" "logs"`. */
  readonly header: string;
  /** The whole block, from its header to its last brace. */
  readonly text: string;
}

const heredoc = /<<-?([A-Za-z_][\w-]*)\r?\n/y;

/** Where the quoted text ends that begins at `start`, templates within it and texts within those included. */
function endOfText(hcl: string, start: number): number {
  let at = start + 1;
  while (at < hcl.length && hcl[at] !== '"') {
    if (hcl[at] === "\\") at += 2;
    else if (/^(\$\$|%%)\{/.test(hcl.slice(at, at + 3))) at += 3;
    else if (/^[$%]\{/.test(hcl.slice(at, at + 2))) at = endOfBraces(hcl, at + 1);
    else at += 1;
  }
  return at + 1;
}

/** Where what is not code ends that begins at `start`: a text, a heredoc or a comment; `start` where there is none. */
function endOfOther(hcl: string, start: number): number {
  if (hcl[start] === '"') return endOfText(hcl, start);
  const lineEnd = (from: number) => (hcl.indexOf("\n", from) < 0 ? hcl.length : hcl.indexOf("\n", from));
  if (hcl[start] === "#" || hcl.startsWith("//", start)) return lineEnd(start);
  if (hcl.startsWith("/*", start))
    return hcl.indexOf("*/", start + 2) < 0 ? hcl.length : hcl.indexOf("*/", start + 2) + 2;
  heredoc.lastIndex = start;
  const [opening, word = ""] = heredoc.exec(hcl) ?? [];
  if (opening === undefined) return start;
  const closing = new RegExp(`^[ \\t]*${word}$`, "gm");
  closing.lastIndex = start + opening.length;
  return closing.exec(hcl) ? closing.lastIndex : hcl.length;
}

/** Where the braces end that begin at `start`. */
function endOfBraces(hcl: string, start: number): number {
  let depth = 0;
  for (let at = start; at < hcl.length;) {
    const end = endOfOther(hcl, at);
    if (end > at) {
      at = end;
      continue;
    }
    if (hcl[at] === "{") depth += 1;
    if (hcl[at] === "}") depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return hcl.length;
}

/**
 * The blocks of an HCL file in its order. What is between them, white space, is left out.
 * @throws Error where anything but blocks stands at the top
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function blocksOf(hcl: string): Block[] {
  const blocks: Block[] = [];
  const header = /\s*([a-z_]+(?:\s+"[^"\\]*")*)\s*(?=\{)/y;
  for (let at = 0; hcl.slice(at).trim() !== "";) {
    header.lastIndex = at;
    const found = header.exec(hcl);
    if (!found) throw new Error(`no block begins with ${JSON.stringify(hcl.slice(at, at + 80).trim())}`);
    const end = endOfBraces(hcl, header.lastIndex);
    blocks.push({ header: (found[1] ?? "").replace(/\s+/g, " "), text: hcl.slice(at, end).trim() });
    at = end;
  }
  return blocks;
}

/** What is code and what is not, in turn: `[code, text, code, ...]`; joined, they are the block. */
export function codeAndOther(hcl: string): string[] {
  const parts: string[] = [];
  let begun = 0;
  for (let at = 0; at < hcl.length;) {
    const end = endOfOther(hcl, at);
    if (end === at) {
      at += 1;
      continue;
    }
    parts.push(hcl.slice(begun, at), hcl.slice(at, end));
    begun = end;
    at = end;
  }
  return [...parts, hcl.slice(begun)];
}

const opening = "([{";
const closing = ")]}";

/** The arguments of a block that has nothing else, such as `locals`, each with its whole expression, in its order. */
export function argumentsOf({ text }: Block): string[] {
  const body = text.slice(text.indexOf("{") + 1, text.lastIndexOf("}"));
  const found: string[] = [];
  let [begun, depth] = [0, 0];
  for (let at = 0; at < body.length;) {
    const end = endOfOther(body, at);
    if (end === at && body[at] === "\n" && depth === 0) {
      found.push(body.slice(begun, at).trim());
      begun = at;
    }
    if (end === at && opening.includes(body[at] ?? "")) depth += 1;
    if (end === at && closing.includes(body[at] ?? "")) depth -= 1;
    at = Math.max(end, at + 1);
  }
  return [...found, body.slice(begun).trim()].filter((each) => each !== "");
}
