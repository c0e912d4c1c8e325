import { App } from "cdktf";
import { organizationOf } from "../__tests__/support/organizations";
import { workspaces } from "../main";
import { report } from "./measure";

/** Synthesizes an organization of this many workload accounts in four Regions, as `main.ts` does. */
const [count = "1", outdir = "cdktf.out"] = process.argv.slice(2);
Reflect.deleteProperty(Error, "prepareStackTrace");
const app = new App({ outdir });
workspaces(app, organizationOf(Number(count)));
app.synth();
report();
