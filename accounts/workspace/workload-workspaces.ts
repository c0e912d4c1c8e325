import { App, TerraformStack } from "cdktf";
import type { Organization } from "../organization/organization";
import { RenderedWorkspace } from "./rendered-workspace";
import { unusedCharacters } from "./text-template";
import { ownValues, shapes, WorkloadAccount } from "./workload-shapes";
import { MakeWorkspace, WorkspaceTemplate, workspaceTemplate } from "./workspace-template";

/**
 * The workspaces of all workload accounts, in the order of the file, to the byte as if each were made by itself. Those of
 * one shape are synthesized once, so that time and memory hardly grow with the number of accounts.
 * @param make - makes the workspace of one account, whatever its shape
 */
export function workloadWorkspaces(app: App, organization: Organization, make: MakeWorkspace): TerraformStack[] {
  const templates = new Map<WorkloadAccount, WorkspaceTemplate>();
  const unused = unusedCharacters(JSON.stringify(organization));
  for (const shape of shapes(organization)) {
    const template = workspaceTemplate(shape, unused, make);
    if (template) for (const account of shape) templates.set(account, template);
  }
  return organization.accounts.workloads.map((account) => {
    const template = templates.get(account);
    return template ? new RenderedWorkspace(app, template, ownValues(account)) : make(app, account);
  });
}
