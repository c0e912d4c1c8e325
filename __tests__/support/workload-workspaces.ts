import { App, TerraformStack } from "cdktf";
import { Organization } from "../../accounts/organization/organization";
import { RenderedWorkspace } from "../../accounts/workspace/rendered-workspace";
import { workloadWorkspaces } from "../../accounts/workspace/workload-workspaces";
import { MakeWorkspace } from "../../accounts/workspace/workspace-template";
import { Format, inFormat } from "./formats";
import { filesOf } from "./synthesized";

/** Every file of an app whose stacks stand between one that they need and one that needs them. */
function filesBetween(format: Format, make: (app: App) => readonly TerraformStack[]): Record<string, string> {
  return inFormat(format, () =>
    filesOf((outdir) => {
      const app = new App({ outdir });
      const first = new TerraformStack(app, "first");
      const stacks = make(app);
      const last = new TerraformStack(app, "last");
      for (const stack of stacks) {
        stack.addDependency(first);
        last.addDependency(stack);
      }
      app.synth();
    }),
  );
}

/** Every file when each workload's workspace is made by itself. */
export const madeFiles = ({ accounts }: Organization, format: Format, make: MakeWorkspace) =>
  filesBetween(format, (app) => accounts.workloads.map((account) => make(app, account)));

/** Every file as the app writes it, and the workspaces that were written from a template. */
export function sharedFiles(organization: Organization, format: Format, make: MakeWorkspace) {
  let rendered: readonly string[] = [];
  const files = filesBetween(format, (app) => {
    const stacks = workloadWorkspaces(app, organization, make);
    rendered = stacks.filter((stack) => stack instanceof RenderedWorkspace).map(({ node }) => node.id);
    return stacks;
  });
  return { files, rendered };
}
