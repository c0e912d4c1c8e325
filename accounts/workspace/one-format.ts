import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Manifest } from "cdktf";

/** What a workspace's configuration is called as HCL and as JSON. */
const files = ["cdk.tf", "cdk.tf.json"];

/** Takes away what an earlier synthesis has left in the other format: Terraform reads both, and finds everything twice. */
export function keepOneFormat(outdir: string): void {
  const { stacks } = JSON.parse(readFileSync(join(outdir, Manifest.fileName), "utf8")) as Pick<Manifest, "stacks">;
  for (const { workingDirectory, synthesizedStackPath } of Object.values(stacks)) {
    const paths = files.map((name) => join(workingDirectory, name));
    for (const path of paths.filter((each) => each !== join(synthesizedStackPath))) {
      rmSync(join(outdir, path), { force: true });
    }
  }
}
