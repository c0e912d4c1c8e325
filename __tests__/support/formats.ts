/** What reviewers can be given, and the app can write. */
export const formats = ["JSON", "HCL"] as const;

export type Format = (typeof formats)[number];

/** Gives what a synthesis makes in a format, asked for as cdktf's command line asks. */
export function inFormat<Result>(format: Format, synthesis: () => Result): Result {
  const before = process.env.SYNTH_HCL_OUTPUT;
  process.env.SYNTH_HCL_OUTPUT = String(format === "HCL");
  try {
    return synthesis();
  } finally {
    if (before === undefined) delete process.env.SYNTH_HCL_OUTPUT;
    else process.env.SYNTH_HCL_OUTPUT = before;
  }
}
