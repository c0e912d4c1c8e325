import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Measurement } from "./measure";

/** Synthesis of organizations of growing size, beside the floor measured in the same run. */
const sizes = [1, 10, 100, 1000];

/** What a change must not cross. Ratios, because machines are noisy. */
const bounds = { ratioAt100: 1.25, growthFrom100To1000: 11, peakMegabytes: 1024 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));

function measure(program: string, ...parameters: string[]): Measurement {
  const runs = [1, 2].map(() => {
    const args = ["-r", "ts-node/register", join(__dirname, program), ...parameters];
    const output = execFileSync(process.execPath, args, { encoding: "utf8" });
    return JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as Measurement;
  });
  return runs.reduce((best, run) => (run.cpuSeconds < best.cpuSeconds ? run : best));
}

const row = (cells: readonly (string | number)[]) => console.log(cells.map((cell) => String(cell).padStart(11)).join(" "));
const show = ({ wallSeconds, cpuSeconds, peakMegabytes }: Measurement) => [
  wallSeconds.toFixed(2),
  cpuSeconds.toFixed(2),
  peakMegabytes.toFixed(0),
];

try {
  const template = join(folder, "template");
  measure("organization.ts", "1", template);
  row(["accounts", "wall s", "CPU s", "peak MB", "floor wall", "floor CPU", "floor MB", "CPU ratio"]);
  const results = sizes.map((accounts) => {
    const ours = measure("organization.ts", String(accounts), join(folder, "ours"));
    const floor = measure("floor.ts", String(accounts), join(folder, "floor"), template);
    const ratio = ours.cpuSeconds / floor.cpuSeconds;
    row([accounts, ...show(ours), ...show(floor), ratio.toFixed(2)]);
    return { accounts, ours, ratio };
  });
  const at = (accounts: number) => results.find((result) => result.accounts === accounts);
  const growth = (at(1000)?.ours.cpuSeconds ?? NaN) / (at(100)?.ours.cpuSeconds ?? NaN);
  const peak = Math.max(...results.map(({ ours }) => ours.peakMegabytes));
  const verdicts: [string, number, number][] = [
    ["ratio to the floor at 100 accounts", at(100)?.ratio ?? NaN, bounds.ratioAt100],
    ["growth from 100 to 1,000 accounts", growth, bounds.growthFrom100To1000],
    ["peak memory in MB", peak, bounds.peakMegabytes],
  ];
  for (const [what, value, bound] of verdicts) {
    const within = value <= bound;
    console.log(`${within ? "within" : "BEYOND"} bounds: ${what} ${value.toFixed(2)} (at most ${bound})`);
    if (!within) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
