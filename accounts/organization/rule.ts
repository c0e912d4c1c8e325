import type { Organization } from "./load";

/** One thing that is wrong, where, and what to write instead. */
export interface Problem {
  readonly path: string;
  readonly found: string;
  readonly write: string;
}

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly (Deep<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Deep<T[Key]> }
    : T;

/** What may be there when the file is still wrong: rules run beside the schema, so that all problems come at once. */
export type Draft = Deep<Organization> | undefined;

/** Something the schema of a single property cannot see. */
export type Rule = (document: unknown) => Problem[];

export const rule =
  (find: (draft: NonNullable<Draft>) => (Problem | undefined)[]): Rule =>
  (document) => {
    try {
      return typeof document === "object" && document !== null
        ? find(document as NonNullable<Draft>).filter((problem) => problem !== undefined)
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

export function duplicates(all: readonly Named[], write: string): Problem[] {
  return all.flatMap(({ path, value }, index) => {
    const first = all.findIndex((other) => other.value === value);
    if (value === undefined || first === index) return [];
    return [{ path, found: `${JSON.stringify(value)}, as in ${all[first]?.path}`, write }];
  });
}
