import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Name of the variable with the folder in which a run of tests keeps what it has synthesized. */
export const synthesisFolder = "SYNTHESIS_FOLDER";

/** Makes the folder before the first test of a run. */
export default function makeFolder(): void {
  process.env[synthesisFolder] = mkdtempSync(join(tmpdir(), "synthesized-"));
}

/** Removes it after the last. */
export function removeFolder(): void {
  rmSync(process.env[synthesisFolder] ?? "", { recursive: true, force: true });
}
