import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { organization } from "../__tests__/support/organizations";
import { Stack, synthesize } from "../__tests__/support/synthesized";
import { notRun } from "../emulator/lane";
import { forgetAws } from "../emulator/aws-environment";
import { forEmulator, startEmulator } from "../emulator/emulator";
import { lower, Synthesized } from "../emulator/lowering";
import { TerraformWorkspace } from "../emulator/terraform";
import { preparePython } from "../emulator/python";
import { findToolchain, prepare, Toolchain } from "../emulator/toolchain";
import { regions } from "../modules/policy/region";
import { measureTree, TreeMeasurement, unwatchable } from "./process-tree";
import { judge, row } from "./verdicts";

/**
 * What a Region per resource saves: `terraform plan` of the workspace with the most Regions to it, with one provider,
 * beside the same workspace with a provider alias per Region. Terraform starts a process per provider configuration.
 */
const name = "security-tooling";

/** What a change must not cross: the one provider's part of what the aliases take. */
const bounds = { memory: 0.5, wall: 1 };

/** Every Region that an account has without opting in. */
const governed = [...regions].flatMap(([region, { partition, optIn }]) =>
  partition === "aws" && !optIn ? [region] : [],
);

const everywhere = organization((draft) => {
  draft.regions.governed = governed;
  draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
});

type Blocks = NonNullable<Synthesized["resource"]>;

const eachBlock = (types: Blocks = {}, change: (block: Record<string, unknown>) => Record<string, unknown>): Blocks =>
  Object.fromEntries(
    Object.entries(types).map(([type, blocks]) => [
      type,
      Object.fromEntries(Object.entries(blocks).map(([id, block]) => [id, change(block)])),
    ]),
  );

/** The same resources, all of them in the Region of the first provider. */
function withoutAliases(stack: Synthesized): Synthesized {
  const withoutProvider = (block: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(block).filter(([argument]) => argument !== "provider"));
  return {
    ...stack,
    resource: eachBlock(stack.resource, withoutProvider),
    data: eachBlock(stack.data, withoutProvider),
    provider: { ...stack.provider, aws: stack.provider.aws.slice(0, 1) },
  };
}

/** Both forms of the workspace for the provider at hand, and what has to be said of them. */
function forms(toolchain: Toolchain, stack: Synthesized) {
  const { stack: lowered, notCovered } = lower(stack);
  const without = notCovered.join(", ") || "nothing";
  return toolchain.provider === "pinned"
    ? {
        one: stack,
        aliases: { ...lowered, terraform: stack.terraform },
        caveat: `The form with aliases leaves out ${without}.`,
      }
    : {
        one: withoutAliases(lowered),
        aliases: lowered,
        caveat:
          `Provider ${toolchain.provider} knows no Region per resource: "one" has the same elements, all of them in one ` +
          `Region. Both leave out ${without}.`,
      };
}

/** A state with the outputs that the workspace reads from those deployed before it, of the right shape. */
function standInState(of: Stack): string {
  const outputs = Object.entries(of.output ?? {}).map(([output, { value }]) => {
    const standIn = /_arns?$/.test(output) ? "arn:aws:logs:eu-west-1:222222222222:stand-in" : "stand-in";
    return typeof value === "object" && value !== null
      ? [
          output,
          { type: ["map", "string"], value: Object.fromEntries(Object.keys(value).map((key) => [key, standIn])) },
        ]
      : [output, { type: "string", value: standIn }];
  });
  return JSON.stringify({
    version: 4,
    terraform_version: "1.0.0",
    serial: 1,
    lineage: "stand-in",
    outputs: Object.fromEntries(outputs) as unknown,
    resources: [],
  });
}

/**
 * What the workspace's data sources read, and the management workspace makes: the organization as its administrator sees
 * it, and the detectors that come with the designation.
 */
const prerequisites = [
  "aws_organizations_organization",
  "aws_organizations_delegated_administrator",
  "aws_guardduty_organization_admin_account",
];

const isPrerequisite = (address: unknown) => prerequisites.includes(String(address).split(".")[0] ?? "");

const keepPrerequisites = (types: Blocks = {}): Blocks =>
  eachBlock(Object.fromEntries(Object.entries(types).filter(([type]) => isPrerequisite(type))), (block) => ({
    ...block,
    depends_on: ((block.depends_on ?? []) as string[]).filter(isPrerequisite),
  }));

/** The part of a workspace that makes the prerequisites. */
const prerequisitesOf = ({ terraform, provider, ...stack }: Synthesized): Synthesized => ({
  terraform,
  provider,
  resource: keepPrerequisites(stack.resource),
  data: keepPrerequisites(stack.data),
  import: stack.import?.filter(({ to }) => isPrerequisite(to)),
});

const elements = (stack: Synthesized) =>
  [stack.resource, stack.data].flatMap((types) => Object.values(types ?? {})).flatMap((blocks) => Object.keys(blocks))
    .length;

async function measure(toolchain: Toolchain): Promise<void> {
  const stacks = synthesize(everywhere);
  const stack = stacks[name] as unknown as Synthesized;
  const { one, aliases, caveat } = forms(toolchain, stack);
  const root = mkdtempSync(join(tmpdir(), "bench-plan-"));
  const emulator = await startEmulator(everywhere);
  try {
    const environment = { ...toolchain.environment, ...emulator.environment };
    const folder = join(root, "cdktf.out");
    const management = new TerraformWorkspace(folder, "management", environment);
    management.write(
      forEmulator(prepare(toolchain, prerequisitesOf(stacks.management as unknown as Synthesized)).stack),
    );
    await management.init();
    await management.apply();

    const workspace = new TerraformWorkspace(folder, name, environment);
    const states = (stack.data?.terraform_remote_state ?? {}) as Record<string, { config: { path: string } }>;
    for (const [of, { config }] of Object.entries(states)) {
      const file = resolve(workspace.folder, config.path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, standInState(stacks[of] as Stack));
    }
    const callsSoFar = async () => (await emulator.calls()).reduce((sum, { count }) => sum + count, 0);
    const plan = async (label: string, form: Synthesized): Promise<TreeMeasurement> => {
      workspace.write(forEmulator(form));
      await workspace.init();
      const before = await callsSoFar();
      const taken = await measureTree(["terraform", "plan", "-input=false", "-lock=false"], {
        cwd: workspace.folder,
        env: { ...process.env, ...environment },
        counted: "terraform-provi",
      });
      const calls = (await callsSoFar()) - before;
      row([label, taken.processes, calls, taken.wallSeconds.toFixed(1), taken.peakMegabytes.toFixed(0)]);
      return taken;
    };

    console.log(`\nterraform plan of ${name}: ${elements(stack)} elements in ${governed.length} Regions. ${caveat}`);
    row(["provider", "processes", "API calls", "wall s", "peak MB"]);
    const alone = await plan("one", one);
    const perRegion = await plan("per Region", aliases);
    judge([
      [
        "memory with one provider to that with one per Region",
        alone.peakMegabytes / perRegion.peakMegabytes,
        bounds.memory,
      ],
      [
        "wall time with one provider to that with one per Region",
        alone.wallSeconds / perRegion.wallSeconds,
        bounds.wall,
      ],
    ]);
  } finally {
    await emulator.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

forgetAws();
const toolchain = findToolchain();
const python = preparePython();
const missing = [toolchain, python].find((each) => typeof each === "string") ?? unwatchable();
if (typeof toolchain === "string" || missing !== undefined) {
  console.log(`\nterraform plan of ${name} is not measured: ${String(missing)}\nbench: not run`);
  process.exitCode = notRun;
} else void measure(toolchain);
