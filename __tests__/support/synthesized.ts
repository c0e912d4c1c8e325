import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { Organization } from "../../accounts/organization/organization";
import { withoutTokenTraces, workspaces } from "../../main";
import { synthesisFolder } from "./synthesis-folder";

/** Arguments of a resource or data source as Terraform's JSON has them. */
export type Arguments = Record<string, unknown> & { readonly "//"?: unknown };

/** A synthesized workspace: `resource.TYPE.NAME`, `data.TYPE.NAME`, `output.NAME`, ... */
export interface Stack {
  readonly resource: Record<string, Record<string, Arguments>>;
  readonly data: Record<string, Record<string, Arguments>>;
  readonly output?: Record<string, { readonly value: unknown; readonly description?: string }>;
  readonly provider: Record<string, Record<string, unknown>[]>;
  readonly terraform: Record<string, unknown>;
}

/** What is synthesized into a folder made for it: name of a file below the folder -> its text. */
export function filesOf(synthesis: (outdir: string) => void): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), "synthesized-"));
  try {
    withoutTokenTraces(() => synthesis(outdir));
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Object.fromEntries(
      files.map((file) => {
        const path = join(file.parentPath, file.name);
        return [path.slice(outdir.length + 1), readFileSync(path, "utf8")];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Name of a file below the output folder -> its text. */
export const synthesizedFiles = (organization: Organization): Record<string, string> =>
  filesOf((outdir) => {
    const app = new App({ outdir });
    workspaces(app, organization);
    app.synth();
  });

type Stacks = Record<string, Stack>;

const synthesizedStacks = (organization: Organization): Stacks =>
  Object.fromEntries(
    Object.entries(synthesizedFiles(organization))
      .filter(([path]) => path.endsWith("cdk.tf.json"))
      .map(([path, text]) => [path.split("/").at(-2) ?? path, JSON.parse(text) as Stack]),
  );

/** What another file of the same run has synthesized from the same facts, or else what is made and kept for it. */
function sharedStacks(facts: string, organization: Organization): Stacks {
  const folder = process.env[synthesisFolder];
  if (folder === undefined) return synthesizedStacks(organization);
  const file = join(folder, `${createHash("sha256").update(facts).digest("hex")}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Stacks;
  const stacks = synthesizedStacks(organization);
  // Under its name only when it is whole, since others may be looking for it.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(stacks));
  renameSync(unfinished, file);
  return stacks;
}

const known = new Map<string, Stacks>();

/**
 * Workspace name -> what Terraform would get. Synthesized by the app itself, never by cdktf's test helpers; once per
 * organization and run, because the same organization always gives the same.
 */
export function synthesize(organization: Organization): Stacks {
  const facts = JSON.stringify(organization);
  const stacks = known.get(facts) ?? sharedStacks(facts, organization);
  known.set(facts, stacks);
  return stacks;
}

/** One workspace of each kind: the workload accounts of the example differ in their names and ids alone. */
export const oneOfEachKind = (stacks: Record<string, Stack>): [string, Stack][] =>
  Object.entries(stacks).filter(([name]) => name !== "workloads-website");

/** Every resource of a type in a workspace: address -> arguments. */
export const resources = (stack: Stack | undefined, type: string): Record<string, Arguments> =>
  stack?.resource[type] ?? {};

/** The only resource of a type whose arguments have these values. */
export function only(stack: Stack | undefined, type: string, having: Record<string, unknown> = {}): Arguments {
  const found = Object.values(resources(stack, type)).filter((resource) =>
    Object.entries(having).every(([key, value]) => resource[key] === value),
  );
  if (found.length !== 1 || !found[0]) {
    throw new Error(`${found.length} resources of type ${type} have ${JSON.stringify(having)}`);
  }
  return found[0];
}
