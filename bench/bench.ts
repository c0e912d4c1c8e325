import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { organizationOf } from "../__tests__/support/organizations";
import { notRun } from "../emulator/lane";
import { Measurement } from "./measure";
import { measureTree, unwatchable } from "./process-tree";
import { judge, row } from "./verdicts";

/**
 * Synthesis of organizations of growing size; beside it, in the same run, the floor, the app with accounts of which no two
 * share a shape, and all of `cdktf synth`.
 */
interface Size {
  readonly accounts: number;
  readonly repetitions: number;
  readonly beside: readonly ("floor" | "unlike" | "cdktf synth")[];
}

/** What is beside grows with every account, and is not worth its time at every size. */
const sizes: readonly Size[] = [
  { accounts: 1, repetitions: 5, beside: ["floor", "cdktf synth"] },
  { accounts: 10, repetitions: 5, beside: ["floor"] },
  { accounts: 100, repetitions: 3, beside: ["floor", "unlike", "cdktf synth"] },
  { accounts: 1000, repetitions: 3, beside: ["cdktf synth"] },
  { accounts: 10_000, repetitions: 1, beside: [] },
];

/** What a change must not cross; CPU in seconds, memory in MB. */
const bounds = { ratioAt100: 1.25, growthFrom100To1000: 11, cpuAt1000: 8, memoryAt1000: 300, memoryAt10000: 1024 };

const project = resolve(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "bench-"));

function run(program: string, parameters: readonly string[]): Measurement {
  const started = process.hrtime.bigint();
  const output = execFileSync(process.execPath, ["-r", "ts-node/register", join(__dirname, program), ...parameters], {
    encoding: "utf8",
  });
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { ...(JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as Measurement), wallSeconds };
}

/**
 * The least time and the most memory of several runs of each program, taken in turn so that all meet the same noise, and
 * each into a folder of its own that is removed.
 */
function measure(repetitions: number, programs: Readonly<Record<string, (outdir: string) => Measurement>>) {
  const runs = Array.from({ length: repetitions }, () =>
    Object.values(programs).map((program) => {
      const outdir = mkdtempSync(join(folder, "out-"));
      const taken = program(outdir);
      rmSync(outdir, { recursive: true });
      return taken;
    }),
  );
  return Object.keys(programs).map((name, index): readonly [string, Measurement] => {
    const of = (key: keyof Measurement) => runs.map((each) => each[index]?.[key] ?? NaN);
    const wallSeconds = Math.min(...of("wallSeconds"));
    const cpuSeconds = Math.min(...of("cpuSeconds"));
    return [name, { wallSeconds, cpuSeconds, peakMegabytes: Math.max(...of("peakMegabytes")) }];
  });
}

/** The organization file of this many workload accounts in four Regions. */
function organizationFile(accounts: number): string {
  const file = join(folder, `${accounts}.yaml`);
  writeFileSync(file, stringify(organizationOf(accounts)));
  return file;
}

/** The same, each account with a tag that is no plain text and no other has, and so with a shape to itself. */
function unlikeOrganizationFile(accounts: number): string {
  const file = join(folder, `${accounts}-unlike.yaml`);
  const organization = organizationOf(accounts);
  for (const workload of organization.accounts.workloads) workload.tags = { note: `<${workload.name}>` };
  writeFileSync(file, stringify(organization));
  return file;
}

/** The command itself, once, with the app below it. */
const cdktfSynth = (file: string) =>
  measureTree([join(project, "node_modules/.bin/cdktf"), "synth", "--output", join(folder, "cdktf.out")], {
    cwd: project,
    env: { ...process.env, ORGANIZATION: file, CHECKPOINT_DISABLE: "1" },
    counted: "node",
  });

const show = (accounts: number, what: string, { cpuSeconds, wallSeconds, peakMegabytes }: Measurement) =>
  row([accounts, what, cpuSeconds.toFixed(2), wallSeconds.toFixed(2), peakMegabytes.toFixed(0)]);

async function measureSize({ accounts, repetitions, beside }: Size, template: string) {
  const file = organizationFile(accounts);
  const unlike = unlikeOrganizationFile(accounts);
  const programs = {
    app: (outdir: string) => run("organization.ts", [file, outdir]),
    floor: (outdir: string) => run("floor.ts", [String(accounts), outdir, template]),
    unlike: (outdir: string) => run("organization.ts", [unlike, outdir]),
  };
  const chosen = Object.entries(programs).filter(([name]) => ["app", ...beside].includes(name));
  const taken = measure(repetitions, Object.fromEntries(chosen));
  for (const [what, measurement] of taken) show(accounts, what, measurement);
  if (beside.includes("cdktf synth") && !unwatchable()) show(accounts, "cdktf synth", await cdktfSynth(file));
  const { app, floor } = Object.fromEntries(taken);
  return { accounts, app, ratio: (app?.cpuSeconds ?? NaN) / (floor?.cpuSeconds ?? NaN) };
}

async function bench(): Promise<void> {
  const template = join(folder, "template");
  run("organization.ts", [organizationFile(1), template]);
  row(["accounts", "what", "CPU s", "wall s", "peak MB"]);
  const results: Awaited<ReturnType<typeof measureSize>>[] = [];
  for (const size of sizes) results.push(await measureSize(size, template));
  if (unwatchable()) {
    console.log(`cdktf synth is not measured: ${unwatchable()}`);
    process.exitCode = notRun;
  }

  const ratios = results.filter(({ ratio }) => !Number.isNaN(ratio));
  for (const { accounts, ratio } of ratios) console.log(`CPU to the floor at ${accounts}: ${ratio.toFixed(2)}`);
  const at = (accounts: number) => results.find((result) => result.accounts === accounts);
  const cpu = (accounts: number) => at(accounts)?.app?.cpuSeconds ?? NaN;
  const memory = (accounts: number) => at(accounts)?.app?.peakMegabytes ?? NaN;
  judge([
    ["CPU to that of the floor at 100 accounts", at(100)?.ratio ?? NaN, bounds.ratioAt100],
    ["growth of CPU from 100 to 1,000 accounts", cpu(1000) / cpu(100), bounds.growthFrom100To1000],
    ["CPU s at 1,000 accounts", cpu(1000), bounds.cpuAt1000],
    ["MB at 1,000 accounts", memory(1000), bounds.memoryAt1000],
    ["MB at 10,000 accounts", memory(10_000), bounds.memoryAt10000],
  ]);
}

void bench().finally(() => rmSync(folder, { recursive: true, force: true }));
