import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What the bindings of a provider's release say of one argument or block. */
export interface Argument {
  readonly isBlock: boolean;
  /** E.g. `simple`, `list`, `set`, `map`, `struct`. */
  readonly type: string;
  /** Of the values in it, e.g. `string`, `number`, `boolean`, `stringList`; of a block the name of its structure. */
  readonly storage: string;
  /** What a block, or an argument of objects, takes. */
  readonly fields?: Fields;
}

/** Name in Terraform -> argument. */
export type Fields = ReadonlyMap<string, Argument>;

/** Whose arguments they are: Terraform's word for it, and the folder of the bindings before the name of the type. */
const folders = { resource: "", data: "data-aws-", provider: "" } as const;

export type Kind = keyof typeof folders;

const nested = /\b(?<!\.)(\w+)ToHclTerraform\b/;

function literalOf(body: ts.Node): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found) return;
    if (ts.isVariableDeclaration(node) && node.name.getText() === "attrs" && node.initializer) {
      if (ts.isObjectLiteralExpression(node.initializer)) found = node.initializer;
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

const properties = (literal: ts.ObjectLiteralExpression): [name: string, value: ts.Expression][] =>
  literal.properties
    .filter(ts.isPropertyAssignment)
    .map(({ name, initializer }) => [name.getText().replace(/^["']|["']$/g, ""), initializer]);

/** The functions and methods of a file that write HCL: they name every argument with its type. */
function writers(file: string): ReadonlyMap<string, ts.Node> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, ts.Node>();
  source.forEachChild((node) => {
    if (ts.isFunctionDeclaration(node) && node.name && node.body) found.set(node.name.text, node.body);
    if (!ts.isClassDeclaration(node)) return;
    for (const member of node.members) {
      if (!ts.isMethodDeclaration(member) || !member.body) continue;
      if (member.name.getText() === "synthesizeHclAttributes") found.set("", member.body);
    }
  });
  return found;
}

function fieldsOf(writer: string, all: ReadonlyMap<string, ts.Node>, above: readonly string[]): Fields {
  const body = all.get(writer);
  // Structures without arguments are written by a shared function of cdktf, whose literal is empty.
  const literal = body && literalOf(body);
  if (!body) throw new Error(`the bindings have no ${writer || "synthesizeHclAttributes"}`);
  return new Map(
    (literal ? properties(literal) : []).map(([name, value]) => {
      if (!ts.isObjectLiteralExpression(value)) throw new Error(`${writer}.${name}: not an argument`);
      const said = Object.fromEntries(properties(value).map(([key, text]) => [key, text.getText()]));
      const unquoted = (key: string) => (said[key] ?? "").replaceAll('"', "");
      const structure = nested.exec(said.value ?? "")?.[0];
      const argument = {
        isBlock: said.isBlock === "true",
        type: unquoted("type"),
        storage: unquoted("storageClassType"),
      };
      // Rules of a web ACL hold themselves.
      if (!structure || above.includes(structure)) return [name, argument];
      return [name, { ...argument, fields: fieldsOf(structure, all, [...above, structure]) }];
    }),
  );
}

/**
 * What the bindings of a release of the AWS provider know. Made from the provider's own schema, they name in their code
 * each argument with its type.
 */
export class Bindings {
  private readonly known = new Map<string, Fields | undefined>();

  /** @param folder - of the package, e.g. `node_modules/@cdktf/provider-aws` */
  constructor(private readonly folder: string) {}

  /** What an element takes, `undefined` where the release has no such element. */
  fields(kind: Kind, type: string): Fields | undefined {
    const key = `${kind}.${type}`;
    if (!this.known.has(key)) this.known.set(key, this.read(kind, type));
    return this.known.get(key);
  }

  private read(kind: Kind, type: string): Fields | undefined {
    const name = kind === "provider" ? "provider" : type.replace(/^aws_/, "").replaceAll("_", "-");
    const file = join(this.folder, "lib", `${folders[kind]}${name}`, "index.js");
    return existsSync(file) ? fieldsOf("", writers(file), []) : undefined;
  }
}
