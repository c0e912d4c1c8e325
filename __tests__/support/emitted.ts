import type { Argument, Bindings, Fields, Kind } from "./bindings";
import type { Stack } from "./synthesized";

/** Arguments that Terraform itself gives a meaning, and cdktf's own notes. */
const metaArguments = ["//", "count", "depends_on", "for_each", "lifecycle", "provider"];

/** An argument that synthesis wrote, once for all places where it stands. */
export interface Written {
  /** E.g. `resource.aws_s3_bucket.tags`. */
  readonly path: string;
  /** What the bindings say of it, `undefined` where they do not have it. */
  readonly argument: Argument | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function* written(path: string, value: unknown, fields: Fields | undefined): Generator<Written> {
  for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
    if (!isObject(each)) continue;
    for (const [name, inner] of Object.entries(each)) {
      const argument = fields?.get(name);
      yield { path: `${path}.${name}`, argument };
      if (argument?.fields) yield* written(`${path}.${name}`, inner, argument.fields);
    }
  }
}

const without = (names: readonly string[], body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

function* elements(stack: Stack): Generator<[kind: Kind, type: string, body: Record<string, unknown>]> {
  for (const kind of ["resource", "data"] as const) {
    for (const [type, instances] of Object.entries(stack[kind])) {
      if (!type.startsWith("aws_")) continue;
      for (const body of Object.values(instances)) yield [kind, type, without(metaArguments, body)];
    }
  }
  for (const body of stack.provider.aws ?? []) yield ["provider", "aws", without(["alias"], body)];
}

/** Every element, argument and block of the AWS provider in these workspaces, with what the bindings say of it. */
export function emitted(stacks: readonly Stack[], bindings: Bindings): ReadonlyMap<string, Argument | undefined> {
  const all = new Map<string, Argument | undefined>();
  for (const [kind, type, body] of stacks.flatMap((stack) => [...elements(stack)])) {
    const fields = bindings.fields(kind, type);
    if (!fields) all.set(`${kind}.${type}`, undefined);
    else for (const { path, argument } of written(`${kind}.${type}`, body, fields)) all.set(path, argument);
  }
  return all;
}
