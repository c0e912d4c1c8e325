import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const project = resolve(__dirname, "../..");

/** The parts of the project that are held to its floors. */
export const parts = ["main.ts", "accounts", "modules", "tools", "emulator", "bench", "__tests__"];

export interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

export interface Imports {
  /** File -> the files of the project that it imports, types included. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  readonly violations: readonly Violation[];
}

interface Cruise {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
  readonly summary: { readonly violations: readonly Violation[] };
}

/** Every import below a folder, and those that the rules of `.dependency-cruiser.mjs` forbid. */
export function importsBelow(folder: string, roots: readonly string[] = parts): Imports {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      resolve(project, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...roots,
      "--config",
      resolve(project, ".dependency-cruiser.mjs"),
      "--output-type",
      "json",
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  // It exits with the number of violations, which are what is asked for.
  if (!stdout.startsWith("{")) throw new Error(`dependency-cruiser: ${stderr}`);
  const { modules, summary } = JSON.parse(stdout) as Cruise;
  const own = (file: string) => !file.includes("node_modules/") && file.includes(".ts");
  return {
    of: new Map(
      modules
        .filter(({ source }) => own(source))
        .map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved).filter(own)]),
    ),
    violations: summary.violations,
  };
}
