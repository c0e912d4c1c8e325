/** One thing that is wrong, where, and what to write instead. */
export interface Problem {
  /** Place in the organization file, e.g. `accounts.workloads[1].name`. */
  readonly path: string;
  /** Line and column of it, where the file was read just now, e.g. `line 14, column 9`. */
  readonly place?: string;
  readonly found: string;
  readonly write: string;
}

/** What in the organization file decides how large something gets, for the problem that is reported when it is too large. */
export type Remedy = Pick<Problem, "path" | "write">;

/** A problem as the person who wrote the file reads it, in lines of their own. */
export const problemText = ({ path, place, found, write }: Problem): string =>
  `  ${place === undefined ? path : `${path} (${place})`}\n    found: ${found}\n    write: ${write}`;
