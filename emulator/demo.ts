import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { App } from "cdktf";
import { contracts } from "../accounts/workspace/contracts";
import { names } from "../accounts/workspace/names";
import { loadOrganization } from "../accounts/organization/load";
import { Organization } from "../accounts/organization/organization";
import { withoutTokenTraces, workspaces } from "../main";
import { forgetAws } from "./aws-environment";
import { Emulator, forEmulator, startEmulator } from "./emulator";
import { archivedObjects, putLogEvent } from "./log-event";
import { preparePython } from "./python";
import { garbageCollection, parallelism, TerraformWorkspace } from "./terraform";
import { findToolchain, prepare, Toolchain } from "./toolchain";

/** Deploys the organization file into a local AWS, and shows a log event on its way into the archive. */
const project = resolve(__dirname, "..");
const folder = join(project, ".demo");
const output = join(folder, "cdktf.out");
const cdktf = join(project, "node_modules/.bin/cdktf");
const say = (text = "") => process.stdout.write(`${text}\n`);
const title = (text: string) => say(`\n\u001b[1m${text}\u001b[0m`);

function command(program: string, parameters: string[], environment: Emulator["environment"]): Promise<void> {
  return new Promise((done, failed) => {
    const env = { ...process.env, ...environment };
    const child = spawn(program, parameters, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("error", failed);
    child.once("close", (code) =>
      code === 0 ? done() : failed(new Error(`${program} ${parameters.join(" ")}:\n${said}`)),
    );
  });
}

/** Synthesizes into the demo's own folder, in the form the provider and the emulator at hand need. */
function synthesize(organization: Organization, toolchain: Toolchain): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const all = withoutTokenTraces(() => {
    const app = new App({ outdir: output });
    const names = workspaces(app, organization).map(({ node }) => node.id);
    app.synth();
    return names;
  });
  for (const name of all) {
    const workspace = new TerraformWorkspace(output, name, {});
    workspace.write(forEmulator(prepare(toolchain, workspace.read()).stack));
  }
  return all;
}

/** Something the demo does, and what there is to say of it once it is done. */
interface Step {
  readonly title: string;
  run(): Promise<void>;
  lines(): Promise<string[]>;
}

/** What a workspace made, by type, and which values of other workspaces it used. */
async function describe(workspace: TerraformWorkspace): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const address of await workspace.resources()) {
    const [type = ""] = address.split(".");
    if (type !== "data") counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const text = JSON.stringify(workspace.read());
  const crossed = [...text.matchAll(/terraform_remote_state\.([\w-]+)\.outputs\.(\w+)/g)].map(
    ([, from, key]) => `${from}.${key}`,
  );
  const outputs = workspace.name in contracts ? await workspace.outputs() : {};
  return [
    `  created: ${[...counts].map(([type, count]) => `${count} ${type}`).join(", ")}`,
    `  read by remote state: ${[...new Set(crossed)].join(", ") || "nothing"}`,
    ...Object.entries(outputs).map(([key, value]) => `  published: ${key} = ${JSON.stringify(value)}`),
  ];
}

/** One workspace deployed, by the command that a person would give. */
function deployment(name: string, environment: Emulator["environment"]): Step {
  const options = ["--skip-synth", "--skip-provider-lock", "--auto-approve", "--ignore-missing-stack-dependencies"];
  const where = ["--no-color", "--output", output, "--terraform-parallelism", String(parallelism)];
  return {
    title: `cdktf deploy ${name}`,
    run: () => command(cdktf, ["deploy", name, ...options, ...where], environment),
    lines: () => describe(new TerraformWorkspace(output, name, environment)),
  };
}

/** An event put into a log group of an account, and found in the archive. */
function logEvent(emulator: Emulator, organization: Organization): Step {
  const { accounts, regions } = organization;
  const sender = { name: "management", id: accounts.management.id };
  const region = regions.governed.at(-1) ?? regions.home;
  const logGroup = "/aws/lambda/checkout";
  const bucket = names(organization).bucketName("logs");
  const lines = [`  put into ${logGroup} of account ${sender.id}`];
  return {
    title: `A log event of ${sender.name} in ${region}`,
    run: async () => {
      await putLogEvent(emulator, {
        accountId: sender.id,
        region,
        logGroup,
        message: "hello from the management account",
      });
      const objects = await archivedObjects(emulator, accounts.logArchive.id, bucket, "cloudwatch/");
      if (objects.length === 0) throw new Error("the event did not reach the archive");
      for (const { key, text } of objects) lines.push(`  found in s3://${bucket}/${key}`, `  ${text.trim()}`);
    },
    lines: () => Promise.resolve(lines),
  };
}

/** Takes steps one after the other. Terraform is slow to say what a state holds: that is asked while the next step runs. */
async function take(steps: readonly Step[]): Promise<void> {
  let said = Promise.resolve();
  for (const step of steps) {
    await Promise.all([said.then(() => title(step.title)), step.run()]);
    said = step.lines().then((lines) => lines.forEach((line) => say(line)));
  }
  await said;
}

/** How a person looks around in the emulator that was kept. */
function explain(emulator: Emulator, organization: Organization): void {
  const { management, logArchive, securityTooling, workloads } = organization.accounts;
  title("The emulator keeps running; stop it with Ctrl-C. To look at an account with the AWS CLI:");
  say(`  export AWS_ENDPOINT_URL=${emulator.url} AWS_DEFAULT_REGION=${organization.regions.home}`);
  const named = [
    ["management", management.id],
    ["log-archive", logArchive.id],
    ["security-tooling", securityTooling.id],
    ...workloads.map(({ name, id }) => [name, id]),
  ];
  for (const [name, id] of named) {
    say(`  # ${name}`);
    say(`  export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x; unset AWS_SESSION_TOKEN`);
    say(
      `  export $(aws sts assume-role --role-arn arn:aws:iam::${id}:role/demo --role-session-name me --output text ` +
        `--query "Credentials.[join('=',['AWS_ACCESS_KEY_ID',AccessKeyId]),join('=',['AWS_SECRET_ACCESS_KEY',SecretAccessKey]),join('=',['AWS_SESSION_TOKEN',SessionToken])]")`,
    );
  }
  say(`  aws s3 ls; aws logs describe-account-policies --policy-type SUBSCRIPTION_FILTER_POLICY`);
}

/** The workspaces a log event passes through: where it comes from, and where it is kept. */
const onTheWay: readonly string[] = ["log-archive", "management"];

/** What the CLI and Terraform are told beside where their provider and the emulator are. */
const told = {
  ...garbageCollection,
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  // In words, the plan of log-archive has a megabyte. The CLI looks for each construct in each line, and Terraform waits.
  TF_CLI_ARGS_apply: "-json",
};

/** State as a team keeps it. In a file, Terraform would write all of it anew at each of several hundred changes. */
const stateInS3 = ({ namePrefix, regions, accounts }: Organization): Organization["backend"] => ({
  type: "s3",
  bucket: `${namePrefix}-terraform-state`,
  region: regions.home,
  kmsKeyArn: `arn:aws:kms:${regions.home}:${accounts.management.id}:key/0d1b6f2e-6f0c-4c57-9a3e-52f3a1c0e9d4`,
});

/** What a machine without these tools can do all the same, on one screen. */
function withoutDemo(reasons: readonly string[]): void {
  say("The demo deploys into a local AWS, and needs what is not here:");
  for (const reason of reasons) say(`- ${reason}`);
  say("With Node alone:");
  say(
    "- npm run synth      writes every workspace to cdktf.out, as Terraform JSON; ORGANIZATION=path for your own file",
  );
  say("- npm test           tries modules, accounts, the file's errors and every permission");
  say("- npm run schema     lets editors complete the organization file");
  process.exitCode = 1;
}

async function demo({ keep, all }: Choices): Promise<void> {
  forgetAws();
  const loaded = loadOrganization();
  const organization: Organization = { ...loaded, backend: stateInS3(loaded) };
  const python = preparePython();
  // It starts beside the search for a provider and the synthesis, which leave a core idle.
  const starting = typeof python === "string" ? undefined : startEmulator(organization);
  try {
    const toolchain = findToolchain();
    if (typeof toolchain === "string" || typeof python === "string" || !starting) {
      withoutDemo([toolchain, python].filter((each) => typeof each === "string"));
      return;
    }
    const synthesized = synthesize(organization, toolchain);
    const deployed = all ? synthesized : onTheWay;
    title(`Synthesized ${synthesized.join(", ")}; AWS provider: ${toolchain.provider}`);
    if (!all) say("Deploying those that a log event passes through; all of them with: npm run demo -- --all");

    const emulator = await starting;
    const environment = { ...toolchain.environment, ...emulator.environment, ...told };
    const deployments = deployed.map((name) => deployment(name, environment));
    await take([...deployments, logEvent(emulator, organization)]);
    title(`Every request was checked against AWS's service models: ${(await emulator.violations()).length} violations`);
    if (keep) {
      explain(emulator, organization);
      await new Promise<void>((done) => process.once("SIGINT", () => done()).once("SIGTERM", () => done()));
    }
  } finally {
    await starting?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  }
  if (!keep) rmSync(folder, { recursive: true, force: true });
}

interface Choices {
  /** Whether the emulator stays afterwards. */
  readonly keep: boolean;
  /** Whether every workspace is deployed. */
  readonly all: boolean;
}

/** @returns nothing for wrong use, which is said. */
function choices(): Choices | undefined {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { keep: flag, all: flag } }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nusage: npm run demo [-- --all --keep]\n`);
    process.exitCode = 2;
    return undefined;
  }
}

const chosen = choices();
if (chosen) {
  demo(chosen).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
