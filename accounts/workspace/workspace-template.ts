import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { TextTemplate } from "./text-template";
import { ownValues, Shape, withOwnValues, WorkloadAccount } from "./workload-shapes";

/** Makes the workspace of an account element by element, with its backend. */
export type MakeWorkspace = (scope: Construct, account: WorkloadAccount) => TerraformStack;

/** A workspace of some shape: its id, and the files in its folder by name. */
export interface WorkspaceTemplate {
  readonly id: TextTemplate;
  readonly files: ReadonlyMap<string, TextTemplate>;
}

interface SynthesizedWorkspace {
  readonly id: string;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Workspaces as an app of their own writes them, in the format that the environment tells every app.
 * @returns undefined when that fails or anything is annotated, which is for the accounts' real workspaces to say.
 */
function synthesizedApart(make: (app: App) => TerraformStack[]): SynthesizedWorkspace[] | undefined {
  const outdir = mkdtempSync(join(tmpdir(), "workspaces-"));
  try {
    const app = new App({ outdir });
    const manifests = make(app).map((stack) => app.manifest.forStack(stack));
    app.synth();
    if (manifests.some(({ annotations }) => annotations.length > 0)) return undefined;
    return manifests.map(({ name, workingDirectory }) => {
      const folder = join(outdir, workingDirectory);
      const files = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
      return { id: name, files: new Map(files) };
    });
  } catch {
    return undefined;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Whether the template gives this very workspace for these values. */
const gives = ({ id, files }: WorkspaceTemplate, values: readonly string[], workspace: SynthesizedWorkspace) =>
  id.with(values).toString() === workspace.id &&
  files.size === workspace.files.size &&
  [...files].every(([name, text]) => text.with(values).toString() === workspace.files.get(name));

/** As many as the values, each as long as the longest value in its place, and of an unused character. */
const standInsFor = (values: readonly (readonly string[])[], unused: readonly string[]): readonly string[] =>
  values
    .reduce<readonly number[]>((longest, own) => own.map(({ length }, at) => Math.max(length, longest[at] ?? 0)), [])
    .map((length, at) => unused[at]?.repeat(length) ?? "");

/**
 * The workspace that the accounts of a shape share, from one that is synthesized with stand-ins for their own values: each
 * as long as the longest of them, because limits bind that first, and of one character that occurs nowhere else, so that
 * none can be part of a word or of another. The workspace of the account with the shortest name is synthesized beside it
 * and must be what the template gives, or something more than the values differs.
 * @param unused - characters that the organization file does not have
 * @returns undefined when the template cannot stand for all of them: each is then to be made by itself.
 */
export function workspaceTemplate(
  shape: Shape,
  unused: readonly string[],
  make: MakeWorkspace,
): WorkspaceTemplate | undefined {
  const shortest = shape.reduce((one, other) => (other.name.length < one.name.length ? other : one));
  const standIns = standInsFor(shape.map(ownValues), unused);
  if (standIns.includes("")) return undefined;
  const [model, proof] =
    synthesizedApart((app) => [make(app, withOwnValues(shortest, standIns)), make(app, shortest)]) ?? [];
  if (!model || !proof) return undefined;
  const template = {
    id: new TextTemplate(model.id, standIns),
    files: new Map([...model.files].map(([name, text]) => [name, new TextTemplate(text, standIns)])),
  };
  return gives(template, ownValues(shortest), proof) ? template : undefined;
}
