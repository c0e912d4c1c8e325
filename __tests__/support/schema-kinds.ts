import { z } from "zod";
import { organizationSchema } from "../../accounts/organization/organization";
import { below } from "../../accounts/organization/path";

/** The organization file's schema as editors know it, of which only what is said here is read. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

function* kindsOf(node: Node, kind: string): Generator<readonly [string, Node]> {
  yield [kind, node];
  for (const [name, child] of Object.entries(node.properties ?? {})) yield* kindsOf(child, below(kind, name));
  if (node.items) yield* kindsOf(node.items, `${kind}[]`);
  for (const form of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) yield* kindsOf(form, kind);
}

const all = [...kindsOf(z.toJSONSchema(organizationSchema, { io: "input" }) as Node, "")];

/** Every place that the schema has, e.g. `accounts.workloads[].name`. */
export const schemaKinds: readonly string[] = [...new Set(all.map(([kind]) => kind))];

/** Every list of texts that the schema has. */
export const schemaLists: readonly string[] = [
  ...new Set(all.filter(([, { items }]) => items && !items.properties).map(([kind]) => kind)),
];
