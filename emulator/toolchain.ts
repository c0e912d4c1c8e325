import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { providerRelease } from "../accounts/workspace/provider-release";
import { fallbackRelease, lower, Lowered, Synthesized } from "./lowering";

/** Terraform with a provider to run it with. */
export interface Toolchain {
  /** `pinned` is what users get; the fallback needs lowered configuration. */
  readonly provider: "pinned" | typeof fallbackRelease;
  /** Environment under which Terraform finds that provider. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a workspace becomes for the provider at hand. */
export const prepare = (toolchain: Toolchain, stack: Synthesized): Lowered =>
  toolchain.provider === "pinned" ? { stack, notCovered: [] } : lower(stack);

/** Terraform's own places for providers that are not downloaded, and the folder into which images put software. */
function mirrors(): string[] {
  const usual = ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins"];
  const optional = existsSync("/opt") ? readdirSync("/opt").map((name) => join("/opt", name)) : [];
  return [...usual, join(homedir(), ".terraform.d/plugins"), ...optional].filter((root) =>
    existsSync(join(root, "registry.terraform.io/hashicorp/aws")),
  );
}

/** A CLI configuration with one source of providers, so that a mirror never waits for the network. */
const cliConfiguration = (source: string) => `provider_installation {\n  ${source}\n}\ndisable_checkpoint = true\n`;

const fromMirror = (path: string) => cliConfiguration(`filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }`);

const fromRegistry = cliConfiguration("direct {}");

function canInitialize(version: string, environment: Record<string, string>): boolean {
  const folder = mkdtempSync(join(tmpdir(), "toolchain-"));
  const configuration = { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } };
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
    const env = { ...process.env, ...environment };
    execFileSync("terraform", ["init", "-input=false"], { cwd: folder, env, stdio: "ignore", timeout: 120_000 });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** E.g. `1.11.4`; nothing where there is no Terraform. */
function terraformVersion(): string | undefined {
  try {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: "" };
    const said = execFileSync("terraform", ["version", "-json"], { env, stdio: ["ignore", "pipe", "ignore"] });
    return (JSON.parse(said.toString()) as { terraform_version?: string }).terraform_version;
  } catch {
    return undefined;
  }
}

/** State in S3 is locked by a file since 1.10. */
function isRecent(version = "0.0"): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 1 || (major === 1 && minor >= 10);
}

/**
 * Looks for Terraform and the provider: the pinned one, from a mirror or the registry, else the fallback from a mirror.
 * @returns why not, as a sentence, where there is none.
 */
export function findToolchain(): Toolchain | string {
  if (!isRecent(terraformVersion())) {
    return "Terraform 1.10 or later is missing: https://developer.hashicorp.com/terraform/install";
  }
  const folder = join(tmpdir(), `terraform-cli-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true });
  const environment = (name: string, configuration: string) => {
    const file = join(folder, `${name}.tfrc`);
    writeFileSync(file, configuration);
    return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
  };

  const local = mirrors().map((mirror, index) => environment(`mirror-${index}`, fromMirror(mirror)));
  const withPinned = [...local, environment("registry", fromRegistry)].find((each) =>
    canInitialize(providerRelease, each),
  );
  if (withPinned) return { provider: "pinned", environment: withPinned };
  const withFallback = local.find((each) => canInitialize(fallbackRelease, each));
  if (withFallback) return { provider: fallbackRelease, environment: withFallback };
  return `The AWS provider is missing: neither ${providerRelease} from a mirror or the registry, nor ${fallbackRelease} from a mirror`;
}
