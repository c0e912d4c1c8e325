import { ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Cell, Report } from "../../tools/verify/report";

/** What an organization of 500 accounts must not cross. */
const bounds = { megabytes: 512, pageMegabytes: 6 };

/** Checks that are asked at a time at most: what a killed run has asked and not written. */
const inFlight = 8 * 4;

jest.setTimeout(10 * 60 * 1000);

const project = resolve(__dirname, "../..");

/** What the command gives Node for memory: with more, V8 is in no hurry to collect what is no longer used. */
const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts: { verify: string } };
const memory = /--max-old-space-size=\d+/.exec(scripts.verify)?.[0] ?? "";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "verify-scale-"));
  folders.push(folder);
  return folder;
}

interface Simulation {
  readonly child: ChildProcess;
  /** What it printed; nothing of a run that was killed. */
  readonly ended: Promise<{
    readonly code: number | null;
    readonly lines: readonly string[];
    readonly complaints: string;
  }>;
}

function simulate(folder: string, ...more: readonly string[]): Simulation {
  const program = join(project, "__tests__/support/simulated-verification.ts");
  const child = spawn(process.execPath, [memory, "-r", "ts-node/register", program, "500", folder, ...more], {
    cwd: project,
    env: { ...process.env, TS_NODE_PROJECT: join(project, "tsconfig.json") },
  });
  let [said, complaints] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<Awaited<Simulation["ended"]>>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code, lines: said.trim().split("\n"), complaints }));
  });
  return { child, ended };
}

const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Report;

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Cells in one order, whichever they were found in. */
const sorted = (cells: readonly Cell[]) => cells.map((cell) => JSON.stringify(cell)).sort();

describe("verification of 500 accounts in four Regions, with AWS simulated", () => {
  const [whole, killed] = [newFolder(), newFolder()];
  let lines: readonly string[] = [];
  let resumed: readonly string[] = [];

  beforeAll(async () => {
    const first = await simulate(whole).ended;
    expect({ code: first.code, complaints: first.code === 0 ? "" : first.complaints }).toEqual({
      code: 0,
      complaints: "",
    });
    lines = first.lines;
    const { child, ended } = simulate(killed);
    const state = join(killed, "state.jsonl");
    const half = sizeOf(join(whole, "state.jsonl")) / 2;
    while (child.exitCode === null && sizeOf(state) < half) await wait(20);
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    expect(() => reportIn(killed)).toThrow("ENOENT");
    resumed = (await simulate(killed, "resume").ended).lines;
  });

  test("ends, and says of each place what is so", () => {
    const { accounts, cells, counts, regions } = reportIn(whole);
    expect([accounts.length, regions.length, cells.length]).toEqual([500, 4, 500 * 4 * 25]);
    expect(counts).toMatchObject({ silent: 0 });
    for (const verdict of ["broken", "unknown", "delivering"] as const) expect(counts[verdict]).toBeGreaterThan(100);
  });

  test(`takes less than ${String(bounds.megabytes)} MB, the page of it included, resumed as well`, () => {
    for (const each of [lines, resumed]) expect(Number(each.at(-1))).toBeLessThan(bounds.megabytes);
    expect(sizeOf(join(whole, "page.html")) / 1024 / 1024).toBeLessThan(bounds.pageMegabytes);
  });

  test("goes on where it was killed, and reports the same", () => {
    const [one, other] = [reportIn(whole), reportIn(killed)];
    expect(sorted(other.cells)).toEqual(sorted(one.cells));
    expect({ ...other, cells: [], calls: [] }).toEqual({ ...one, cells: [], calls: [] });
    const calls = ({ calls: all }: Report) => all.reduce((sum, { count }) => sum + count, 0);
    expect(calls(other)).toBeLessThanOrEqual(calls(one) + inFlight);
    expect(calls(other)).toBeGreaterThanOrEqual(calls(one) - inFlight);
  });

  test("prints its calls and their price", () => {
    // Four of the 25 links list objects.
    const listed = 4 * 500 * 4;
    expect(lines).toContain(`50000 calls, ${((listed * 0.005) / 1000).toFixed(4)} US dollars`);
    expect(lines).toContain(
      `  s3:ListObjectsV2: ${String(listed)}, ${((listed * 0.005) / 1000).toFixed(4)} US dollars`,
    );
  });
});
