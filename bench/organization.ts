import { App } from "cdktf";
import { loadOrganization } from "../accounts/organization/load";
import { withoutTokenTraces, workspaces } from "../main";
import { report } from "./measure";

/** Synthesizes the organization of a file, as `main.ts` does. */
const [file, outdir] = process.argv.slice(2);
const organization = loadOrganization(file);
withoutTokenTraces(() => {
  const app = new App({ outdir });
  workspaces(app, organization);
  app.synth();
});
report();
