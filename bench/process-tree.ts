import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** What a command and all it started took. */
export interface TreeMeasurement {
  readonly wallSeconds: number;
  /** Of all processes that ended before the command did, and of itself. */
  readonly cpuSeconds: number;
  /** The most memory that all processes held at one time. What several map, such as one binary, counts once. */
  readonly peakMegabytes: number;
  /** The most processes of the given name at one time. */
  readonly processes: number;
}

const pollMilliseconds = 200;

/** Linux says times in hundredths of a second, whatever the machine. */
const ticksPerSecond = 100;

/** Why nothing can be watched here; undefined when it can. */
export const unwatchable = (): string | undefined =>
  existsSync("/proc/self/smaps_rollup") ? undefined : "the memory of processes is read from /proc, which Linux has";

/** A process may end between two reads of its files. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The process and everything below it: pid -> name. */
function tree(root: number): Map<number, string> {
  const children = new Map<number, { pid: number; name: string }[]>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    // `PID (NAME) STATE PPID ...`, and a name may hold spaces and parentheses.
    const [, name = "", parent = ""] = /^\d+ \((.*)\) \S (\d+) /s.exec(read(`/proc/${pid}/stat`)) ?? [];
    if (parent) children.set(Number(parent), [...(children.get(Number(parent)) ?? []), { pid: Number(pid), name }]);
  }
  const found = new Map([[root, ""]]);
  // A Map hands out what is added while it is walked.
  for (const pid of found.keys()) for (const child of children.get(pid) ?? []) found.set(child.pid, child.name);
  return found;
}

/** What all children of this process have taken that have ended, and theirs. */
function endedCpuSeconds(): number {
  // `PID (NAME) STATE ...`, where times follow as fields 14 to 17: its own, and those of its children.
  const fields = read("/proc/self/stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** Its proportional share: memory that several processes map is divided among them. */
const megabytes = (pid: number) =>
  Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

/**
 * Runs a command and watches it from outside, by Linux's /proc. One at a time: CPU is told for all children together.
 * @throws Error with what the command said, when it fails.
 */
export async function measureTree(
  [command, ...parameters]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly counted: string },
): Promise<TreeMeasurement> {
  const started = process.hrtime.bigint();
  const cpuBefore = endedCpuSeconds();
  const child = spawn(command, parameters, { cwd: options.cwd, env: options.env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));

  let peakMegabytes = 0;
  let processes = 0;
  const poll = setInterval(() => {
    const found = tree(child.pid ?? 0);
    const total = [...found.keys()].reduce((sum, pid) => sum + megabytes(pid), 0);
    peakMegabytes = Math.max(peakMegabytes, total);
    processes = Math.max(processes, [...found.values()].filter((name) => name.startsWith(options.counted)).length);
  }, pollMilliseconds);
  try {
    const code = await new Promise<number | null>((done, failed) => {
      child.once("error", failed);
      child.once("close", done);
    });
    if (code !== 0) throw new Error(`${command} ${parameters.join(" ")} exited with ${code}:\n${said}`);
  } finally {
    clearInterval(poll);
  }
  const wallSeconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { wallSeconds, cpuSeconds: endedCpuSeconds() - cpuBefore, peakMegabytes, processes };
}
