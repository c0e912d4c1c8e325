/** Where something is in the organization file: names of properties and positions in lists. */
export type Path = readonly PropertyKey[];

const isPlain = (name: string) => /^[\p{L}\p{N}_$-]+$/u.test(name);

/** The place of a property or an item below another; a name of other characters is written in quotes. */
export function below(path: string, key: PropertyKey): string {
  if (typeof key === "number") return `${path}[${key}]`;
  const name = String(key);
  if (!isPlain(name)) return `${path}[${JSON.stringify(name)}]`;
  return path ? `${path}.${name}` : name;
}

/** A path as problems have it, e.g. `accounts.workloads[1].name`; of the whole file it has no character. */
export const pathText = (path: Path): string => path.reduce<string>(below, "");

/** The place that a path is below, and nothing for the whole file. */
export const above = (path: string): string | undefined =>
  path === "" ? undefined : path.replace(/(^|\.)[^.[\]]+$|\[(\d+|"([^"\\]|\\.)*")\]$/, "");
