/** What one synthesis took, from the start of its process to the end. */
export interface Measurement {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Prints, as one line of JSON, what this process has taken so far; its parent knows the wall time. */
export function report(): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const measurement = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 };
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
}
