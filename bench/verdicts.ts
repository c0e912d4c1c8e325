/** Prints one line of a table. */
export const row = (cells: readonly (string | number)[]): void =>
  console.log(cells.map((cell) => String(cell).padStart(11)).join(" "));

/** What was measured, its value, and the most it may be. */
export type Verdict = readonly [what: string, value: number, bound: number];

/** Prints whether each value is within its bound; the process exits with 1 when one is beyond. */
export function judge(verdicts: readonly Verdict[]): void {
  for (const [what, value, bound] of verdicts) {
    const within = value <= bound;
    console.log(`${within ? "within" : "BEYOND"} bounds: ${what} ${value.toFixed(2)} (at most ${bound})`);
    if (!within) process.exitCode = 1;
  }
}
