import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Organization } from "../../accounts/organization/organization";
import { accountEnvironment, aws } from "../../emulator/aws-cli";
import { findPython } from "../../emulator/python";
import { Emulator, forEmulator, startEmulator } from "../../emulator/emulator";
import { Synthesized } from "../../emulator/lowering";
import { Change, TerraformWorkspace } from "../../emulator/terraform";
import { prepare, Toolchain } from "../../emulator/toolchain";
import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";

const run = promisify(execFile);

/** The account in which things are made that sources find. */
export const payments = "444444444444";

/**
 * The example with cost data and one account of each kind, in the home Region and another; the vault is in a third. GuardDuty
 * watches in these alone: for the fallback release, each Region costs a process.
 */
export const smallOrganization = (change: (draft: Organization) => void = () => undefined): Organization =>
  organization((draft) => {
    draft.regions.governed = ["eu-west-1", "us-east-1"];
    draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
    draft.sources.costAndUsage = { enabled: true, retentionDays: 400 };
    draft.detection.guardDuty.regions = "governed";
    change(draft);
  });

/** `ACTION TYPE` of each change, sorted. */
export const summary = (changes: readonly Change[]): string[] =>
  changes.map(({ address, actions }) => `${actions.join()} ${address.split(".")[0]}`).sort();

/** An emulator, and the workspaces that are deployed to it. */
export class Deployment {
  private readonly folder = mkdtempSync(join(tmpdir(), "apply-lane-"));
  private started: Emulator | undefined;

  constructor(private readonly toolchain: Toolchain) {}

  get emulator(): Emulator {
    if (!this.started) throw new Error("the emulator has not been started");
    return this.started;
  }

  async start(facts: Organization): Promise<void> {
    this.started = await startEmulator(facts);
  }

  async stop(): Promise<void> {
    await this.started?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A workspace as an organization has it. State lies beside the output folder, and so in the folder that is removed. */
  write(name: string, from: Organization, change = (stack: Synthesized) => stack): TerraformWorkspace {
    const stack = synthesize(from)[name] as unknown as Synthesized;
    const environment = { ...this.toolchain.environment, ...this.emulator.environment };
    const workspace = new TerraformWorkspace(join(this.folder, "cdktf.out"), name, environment);
    workspace.write(change(forEmulator(prepare(this.toolchain, stack).stack)));
    return workspace;
  }

  /** Python with boto3 in one account, for what takes more calls than the AWS CLI makes in good time. @returns what it prints */
  async python(accountId: string, script: string): Promise<string> {
    const environment = await accountEnvironment(this.emulator, accountId);
    const { stdout } = await run(findPython() ?? "python3", ["-c", script], {
      env: { ...process.env, ...environment },
    });
    return stdout;
  }

  /** The AWS CLI in one account and Region. */
  async cli(accountId: string, region: string) {
    const environment = await accountEnvironment(this.emulator, accountId);
    return <Result>(...parameters: string[]) => aws<Result>(environment, [...parameters, "--region", region]);
  }
}
