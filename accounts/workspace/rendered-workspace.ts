import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ISynthesisSession, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { WorkspaceTemplate } from "./workspace-template";

/**
 * The workspace of an account whose shape is known already: it has dependencies and a place in the manifest as any other,
 * but no elements, and is written from the template.
 */
export class RenderedWorkspace extends TerraformStack {
  constructor(
    scope: Construct,
    private readonly template: WorkspaceTemplate,
    private readonly values: readonly string[],
  ) {
    super(scope, template.id.with(values).toString());
    this.synthesizer = { synthesize: (session) => this.write(session) };
  }

  override prepareStack(): void {
    // The template's text has a backend.
  }

  private write({ manifest, outdir }: ISynthesisSession): void {
    const folder = join(outdir, manifest.forStack(this).workingDirectory);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of this.template.files) writeFileSync(join(folder, name), text.with(this.values));
  }
}
