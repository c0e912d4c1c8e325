/** One thing that is wrong, where, and what to write instead. */
export interface Problem {
  /** Place in the organization file, e.g. `accounts.workloads[1].name`. */
  readonly path: string;
  readonly found: string;
  readonly write: string;
}

/** What in the organization file decides how large something gets, for the problem that is reported when it is too large. */
export type Remedy = Pick<Problem, "path" | "write">;

/** A problem as the person who wrote the file reads it, in lines of their own. */
export const problemText = ({ path, found, write }: Problem): string =>
  `  ${path}\n    found: ${found}\n    write: ${write}`;
