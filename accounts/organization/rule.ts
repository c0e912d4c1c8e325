import { Problem } from "../../modules/checks/problem";

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly (Deep<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Deep<T[Key]> }
    : T;

/**
 * Sections of a file that may still be wrong: rules run beside the schema, so that all problems come at once. Any property
 * may be missing.
 */
export type Draft<Sections> = { readonly [Name in keyof Sections]?: Deep<Sections[Name]> };

/** Something the schema of a single property cannot see. */
export type Rule = (document: unknown) => Problem[];

/** A rule over the named sections of the file. */
export const rule =
  <Sections>(find: (draft: Draft<Sections>) => (Problem | undefined)[]): Rule =>
  (document) => {
    try {
      return typeof document === "object" && document !== null
        ? find(document as Draft<Sections>).filter((problem) => problem !== undefined)
        : [];
    } catch (error) {
      // A property of another type than the schema's: the schema reports it.
      if (error instanceof TypeError) return [];
      throw error;
    }
  };

/** A value and where it was written. */
export interface Named {
  readonly path: string;
  readonly value: string | undefined;
}

/** Every text of a list in the file, with its path; none of what is no list. */
export const each = (path: string, list: unknown): Named[] =>
  (Array.isArray(list) ? list : []).flatMap((value: unknown, index) =>
    typeof value === "string" ? [{ path: `${path}[${index}]`, value }] : [],
  );

/** Values that mean what an earlier one means; without a `meaning`, those that are the same text. */
export function duplicates(
  all: readonly Named[],
  write: string,
  meaning: (value: string) => string = (value) => value,
): Problem[] {
  const first = new Map<string, string>();
  return all.flatMap(({ path, value }) => {
    if (typeof value !== "string") return [];
    const earlier = first.get(meaning(value));
    if (earlier !== undefined) return [{ path, found: `${JSON.stringify(value)}, as in ${earlier}`, write }];
    first.set(meaning(value), path);
    return [];
  });
}
