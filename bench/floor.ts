import { readFileSync } from "node:fs";
import { App, DataResource, DataTerraformRemoteStateLocal, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { report } from "./measure";

/**
 * The least such an organization can cost if every account is synthesized: a bare cdktf app that makes the same resources,
 * data sources and outputs from literals, and spares itself what main.ts spares itself, traces of tokens and a second pass
 * over all elements. What they are is read from an organization with one workload account, which stands for all of them.
 */
type Json = Record<string, unknown>;
type Template = Record<string, Record<string, Record<string, Json>>>;
type Constructor = new (scope: Construct, id: string, config: Json) => unknown;

const [count = "1", outdir = "cdktf.out", template = "cdktf.out"] = process.argv.slice(2);

const camel = (key: string) => key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** cdktf asks whatever says how often a block repeats for its expression. */
const argument = (key: string, value: unknown): unknown =>
  key === "for_each" ? { _getForEachExpression: () => value } : literal(value);

const literal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      ["//", "depends_on"].includes(key) ? [] : [[key === "equals" ? "equalTo" : camel(key), argument(key, each)]],
    ),
  );
};

const classes = new Map<string, Constructor>();

/** The binding of a type; a few carry a suffix because their name is taken, and one is Terraform's own. */
function binding(prefix: "" | "data-", type: string): Constructor {
  if (type === "terraform_data") return DataResource as unknown as Constructor;
  const path = `${prefix}${type.replace(/_/g, "-")}`.replace(/^aws-/, "");
  const known = classes.get(path);
  if (known) return known;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- deep imports by type, which the template decides
  const module = require(`@cdktf/provider-aws/lib/${path}`) as Record<string, Constructor>;
  const name = path.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  const found = module[`${name}A`] ?? module[name];
  if (!found) throw new Error(`no binding for ${type}`);
  classes.set(path, found);
  return found;
}

const read = (workspace: string) =>
  JSON.parse(readFileSync(`${template}/stacks/${workspace}/cdk.tf.json`, "utf8")) as Template & {
    provider: { aws: Json[] };
  };

/** Looks for no references to other stacks, of which there are none. */
class BareStack extends TerraformStack {
  override prepareStack(): void {
    this.ensureBackendExists();
  }
}

function build(app: App, id: string, { resource = {}, data = {}, output = {}, provider }: ReturnType<typeof read>) {
  const stack = new BareStack(app, id);
  new AwsProvider(stack, "aws", literal(provider.aws[0]) as Json);
  new LocalBackend(stack, { path: `${id}.tfstate` });
  for (const [type, blocks] of Object.entries(data)) {
    for (const [name, block] of Object.entries(blocks)) {
      if (type === "terraform_remote_state") new DataTerraformRemoteStateLocal(stack, name, { path: "state" });
      else new (binding("data-", type))(stack, `data-${name}`, literal(block) as Json);
    }
  }
  for (const [type, blocks] of Object.entries(resource)) {
    for (const [name, block] of Object.entries(blocks)) {
      new (binding("", type))(stack, name, literal(block) as Json);
    }
  }
  for (const [name, block] of Object.entries(output))
    new TerraformOutput(stack, `output-${name}`, { value: block.value });
}

Error.captureStackTrace = () => undefined;
const app = new App({ outdir });
for (const workspace of ["log-archive", "management", "security-tooling"]) build(app, workspace, read(workspace));
const workload = read("workloads-workload-0");
for (let index = 0; index < Number(count); index++) build(app, `workload-${index}`, workload);
app.synth();
report();
