import { Path } from "./path";

/** A value in the organization file, with its place. */
export interface Written {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value of the file, the lists and objects among them too, in the order of the file. */
export function* written(document: unknown): Generator<Written> {
  const pending: Written[] = [{ path: [], value: document }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    const { path, value } = next;
    if (typeof value !== "object" || value === null) continue;
    const children = Object.entries(value).map(([key, each]: [string, unknown]) => ({
      path: [...path, Array.isArray(value) ? Number(key) : key],
      value: each,
    }));
    for (const child of children.reverse()) pending.push(child);
  }
}
