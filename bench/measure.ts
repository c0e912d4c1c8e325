/** What one synthesis took. */
export interface Measurement {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const started = process.hrtime.bigint();

/** Prints, as one line of JSON, what this process has taken since this module was loaded. */
export function report(): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const measurement: Measurement = {
    wallSeconds: Number(process.hrtime.bigint() - started) / 1e9,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
}
