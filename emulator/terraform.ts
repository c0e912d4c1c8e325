import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Synthesized } from "./lowering";

const run = promisify(execFile);

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
}

/** What a plan would do to one resource. */
export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  /** Top-level arguments whose values differ. */
  readonly differs: readonly string[];
}

interface PlanJson {
  readonly resource_changes?: {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: Record<string, unknown> | null;
      readonly after: Record<string, unknown> | null;
      readonly after_unknown: Record<string, unknown>;
    };
  }[];
  readonly planned_values?: { readonly outputs?: Record<string, { readonly value?: unknown }> };
}

/**
 * How many resources Terraform works on at a time. The provider waits by its own clock for what an emulator does at once:
 * half a minute for each rule of AWS Config.
 */
export const parallelism = 30;

/** Terraform and the provider end soon, and spend a quarter of their time on garbage by Go's default of 100. */
export const garbageCollection = { GOGC: "400" };

/** One workspace on disk, `ROOT/stacks/NAME`, and the Terraform commands run in it. */
export class TerraformWorkspace {
  readonly folder: string;

  constructor(
    root: string,
    readonly name: string,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {
    this.folder = join(root, "stacks", name);
    mkdirSync(this.folder, { recursive: true });
  }

  write(stack: Synthesized): void {
    writeFileSync(join(this.folder, "cdk.tf.json"), JSON.stringify(stack, null, 2));
  }

  /** What was written last. */
  read(): Synthesized {
    return JSON.parse(readFileSync(join(this.folder, "cdk.tf.json"), "utf8")) as Synthesized;
  }

  /** @throws Error with Terraform's own words. */
  async terraform(...parameters: string[]): Promise<string> {
    try {
      const { stdout } = await run("terraform", parameters, {
        cwd: this.folder,
        env: { ...process.env, ...garbageCollection, ...this.environment },
        maxBuffer: 256 * 1024 * 1024,
      });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`terraform ${parameters.join(" ")} in ${this.name}:\n${stdout ?? ""}${stderr ?? String(error)}`);
    }
  }

  /** Initializes without a backend and validates against the provider's schema. @returns what is wrong. */
  async validate(): Promise<string[]> {
    await this.init("-backend=false");
    const output = await this.terraform("validate", "-json").catch((error: Error) => error.message);
    const json = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as {
      diagnostics: Diagnostic[];
    };
    return json.diagnostics.map(({ severity, summary, detail }) => `${severity}: ${summary} ${detail ?? ""}`);
  }

  /** Once: the checksum of the provider takes longer than most of what follows. */
  async init(...parameters: string[]): Promise<void> {
    if (!existsSync(join(this.folder, ".terraform"))) await this.terraform("init", "-input=false", ...parameters);
  }

  async apply(): Promise<void> {
    await this.terraform("apply", "-auto-approve", "-input=false", `-parallelism=${parallelism}`);
  }

  /** Does what was planned last. */
  async applyPlan(): Promise<void> {
    await this.terraform("apply", "-input=false", `-parallelism=${parallelism}`, "plan.bin");
  }

  /** Trusts the state: what the emulator holds is what Terraform made. */
  async destroy(): Promise<void> {
    await this.terraform("destroy", "-auto-approve", "-input=false", "-refresh=false", `-parallelism=${parallelism}`);
  }

  /** What the next apply would do; resources it would leave alone are left out. */
  async plan(...parameters: string[]): Promise<Change[]> {
    const { resource_changes = [] } = await this.planJson(...parameters);
    return resource_changes
      .filter(({ change }) => !["no-op", "read"].includes(change.actions.join()))
      .map(({ address, change: { actions, before, after, after_unknown } }) => ({
        address,
        actions,
        differs: [
          ...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(after_unknown)]),
        ]
          .filter(
            (key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]) || after_unknown[key] === true,
          )
          .sort(),
      }));
  }

  async planJson(...parameters: string[]): Promise<PlanJson> {
    await this.terraform("plan", "-input=false", "-out=plan.bin", ...parameters);
    return JSON.parse(await this.terraform("show", "-json", "plan.bin")) as PlanJson;
  }

  /** Addresses in the state. */
  async resources(): Promise<string[]> {
    return (await this.terraform("state", "list")).split("\n").filter((line) => line !== "");
  }

  async outputs(): Promise<Record<string, unknown>> {
    const outputs = JSON.parse(await this.terraform("output", "-json")) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }
}
