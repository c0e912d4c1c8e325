import { Path, pathText } from "../../accounts/organization/path";
import { written } from "../../accounts/organization/written";

/** What is at a path of a parsed file. */
export const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], document);

/** Puts a value at a path of a document. */
export function putAt(document: unknown, path: Path, value: unknown): void {
  const parent = valueAt(document, path.slice(0, -1)) as Record<PropertyKey, unknown>;
  parent[path.at(-1) ?? ""] = value;
}

/** Gives what `look` makes of the document while it has another value at a path; the document is as it was afterwards. */
export function whileAt<Result>(document: unknown, path: Path, value: unknown, look: () => Result): Result {
  const parent = valueAt(document, path.slice(0, -1)) as Record<PropertyKey, unknown>;
  const key = path.at(-1) ?? "";
  const before = parent[key];
  parent[key] = value;
  try {
    return look();
  } finally {
    parent[key] = before;
  }
}

/** The path of what stands for all items of a list, e.g. `alerts.emails[]`. */
export const kindOf = (path: Path): string => pathText(path).replace(/\[\d+\]/g, "[]");

/** The first value of each kind that a document has: kind -> path. */
export const kindsIn = (document: unknown): ReadonlyMap<string, Path> =>
  new Map([...written(document)].reverse().map(({ path }) => [kindOf(path), path]));
