import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { organizationOf } from "../__tests__/support/organizations";
import { Measurement } from "./measure";
import { judge, row } from "./verdicts";

/** Synthesis of organizations of growing size, beside the floor measured in the same run. */
const sizes = [
  { accounts: 1, repetitions: 5 },
  { accounts: 10, repetitions: 5 },
  { accounts: 100, repetitions: 3 },
  { accounts: 1000, repetitions: 1 },
];

/** What a change must not cross. Ratios, because machines are noisy. */
const bounds = { ratioAt100: 1.25, growthFrom100To1000: 11, peakMegabytes: 3072 };

const folder = mkdtempSync(join(tmpdir(), "bench-"));

function run(program: string, parameters: readonly string[]): Measurement {
  const started = process.hrtime.bigint();
  const output = execFileSync(process.execPath, ["-r", "ts-node/register", join(__dirname, program), ...parameters], {
    encoding: "utf8",
  });
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { ...(JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as Measurement), wallSeconds };
}

/** The best of several runs of each program, taken in turn so that both meet the same noise. */
function measure(
  repetitions: number,
  ...programs: (readonly [program: string, ...parameters: string[]])[]
): Measurement[] {
  const runs = Array.from({ length: repetitions }, () => programs.map(([program, ...rest]) => run(program, rest)));
  return programs.map((_, index) => {
    const own = runs.map((each) => each[index] as Measurement);
    const best = (key: keyof Measurement) => Math.min(...own.map((each) => each[key]));
    return { wallSeconds: best("wallSeconds"), cpuSeconds: best("cpuSeconds"), peakMegabytes: best("peakMegabytes") };
  });
}

const show = ({ wallSeconds, cpuSeconds, peakMegabytes }: Measurement) => [
  wallSeconds.toFixed(2),
  cpuSeconds.toFixed(2),
  peakMegabytes.toFixed(0),
];

/** The organization file of this many workload accounts in four Regions. */
function organizationFile(accounts: number): string {
  const file = join(folder, `${accounts}.yaml`);
  writeFileSync(file, stringify(organizationOf(accounts)));
  return file;
}

try {
  const template = join(folder, "template");
  run("organization.ts", [organizationFile(1), template]);
  row(["accounts", "wall s", "CPU s", "peak MB", "floor wall", "floor CPU", "floor MB", "wall ratio", "CPU ratio"]);
  const results = sizes.map(({ accounts, repetitions }) => {
    const [ours, floor] = measure(
      repetitions,
      ["organization.ts", organizationFile(accounts), join(folder, "ours")],
      ["floor.ts", String(accounts), join(folder, "floor"), template],
    ) as [Measurement, Measurement];
    const ratio = ours.wallSeconds / floor.wallSeconds;
    row([accounts, ...show(ours), ...show(floor), ratio.toFixed(2), (ours.cpuSeconds / floor.cpuSeconds).toFixed(2)]);
    return { accounts, ours, ratio };
  });
  const at = (accounts: number) => results.find((result) => result.accounts === accounts);
  const growth = (at(1000)?.ours.wallSeconds ?? NaN) / (at(100)?.ours.wallSeconds ?? NaN);
  const peak = Math.max(...results.map(({ ours }) => ours.peakMegabytes));
  judge([
    ["ratio to the floor at 100 accounts", at(100)?.ratio ?? NaN, bounds.ratioAt100],
    ["growth from 100 to 1,000 accounts", growth, bounds.growthFrom100To1000],
    ["peak memory in MB", peak, bounds.peakMegabytes],
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
