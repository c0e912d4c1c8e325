import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { Emulator } from "./emulator";
import { findPython } from "./python";

const run = promisify(execFile);

/** An object of the archive. */
export interface ArchivedObject {
  readonly key: string;
  /** Decompressed. */
  readonly text: string;
}

/** Where a log event is put. */
export interface LogEvent {
  readonly accountId: string;
  readonly region: string;
  readonly logGroup: string;
  readonly message: string;
}

async function python(emulator: Emulator, command: "put" | "read", parameters: Record<string, string>) {
  const script = resolve(__dirname, "log_event.py");
  const { stdout } = await run(findPython() ?? "python3", [script, command, JSON.stringify(parameters)], {
    env: { ...process.env, ...emulator.environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Puts one event into a log group, making the group if need be. */
export async function putLogEvent(
  emulator: Emulator,
  { accountId: account, region, logGroup: group, message }: LogEvent,
): Promise<void> {
  await python(emulator, "put", { account, region, group, message });
}

/** Every object of a bucket below a prefix. */
export async function archivedObjects(
  emulator: Emulator,
  account: string,
  bucket: string,
  prefix: string,
): Promise<ArchivedObject[]> {
  return JSON.parse(await python(emulator, "read", { account, bucket, prefix })) as ArchivedObject[];
}
