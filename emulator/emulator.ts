import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Organization } from "../accounts/organization/organization";
import { environmentOfEmulator } from "./aws-environment";
import { Synthesized } from "./lowering";
import { findPython } from "./python";

/** A request that AWS's own service model refuses. */
export interface Violation {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  readonly path: string;
  readonly message: string;
}

/** A kind of request that was made, and how often. */
export interface Call {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** Terraform's AWS provider, or whatever else called. */
  readonly client: "terraform" | "other";
  readonly count: number;
}

/** A running emulator of the accounts of an organization. */
export interface Emulator {
  readonly url: string;
  /** What Terraform and the AWS CLI need to talk to it instead of AWS. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  violations(): Promise<Violation[]>;
  calls(): Promise<Call[]>;
  stop(): Promise<void>;
}

function description(organization: Organization) {
  const { backend } = organization;
  const { management, logArchive, securityTooling, workloads } = organization.accounts;
  return {
    organizationId: organization.organization.id,
    rootId: organization.organization.rootId,
    managementAccountId: management.id,
    accounts: [
      { id: logArchive.id, name: "log-archive" },
      { id: securityTooling.id, name: "security-tooling" },
      ...workloads.map(({ id, name }) => ({ id, name })),
    ],
    homeRegion: organization.regions.home,
    ...(backend.type === "s3" ? { stateBucket: { name: backend.bucket, region: backend.region } } : {}),
  };
}

/**
 * Starts the emulator with the organization in it, as it would be before the first deployment.
 * @param port 0 chooses a free one
 * @throws when Python or moto is missing, with what they said
 */
export async function startEmulator(organization: Organization, port = 0): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const file = join(folder, "organization.json");
  writeFileSync(file, JSON.stringify(description(organization)));

  const server = spawn(
    findPython() ?? "python3",
    [resolve(__dirname, "serve.py"), "--port", String(port), "--organization", file],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  server.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((done) => server.once("close", () => done()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const url = await new Promise<string>((ready, failed) => {
    createInterface(server.stdout).on("line", (line) => {
      const [, address] = /^ready (\S+)$/.exec(line) ?? [];
      if (address) ready(address);
    });
    server.once("error", failed);
    server.once("close", () => failed(new Error(`the emulator did not start:\n${said}`)));
  });
  const list = async <Item>(path: string) => (await (await fetch(`${url}/emulator/${path}`)).json()) as Item[];
  return {
    url,
    environment: environmentOfEmulator(url),
    violations: () => list<Violation>("violations"),
    calls: () => list<Call>("calls"),
    stop,
  };
}

/** State in S3, of this workspace and of those it reads, is found by path. */
function withStateByPath(stack: Synthesized): Synthesized {
  const { s3 } = stack.terraform.backend ?? {};
  if (!s3) return stack;
  const states = Object.entries(stack.data?.terraform_remote_state ?? {}).map(([name, { config, ...rest }]) => [
    name,
    { ...rest, config: { ...(config as Record<string, unknown>), use_path_style: true } },
  ]);
  return {
    ...stack,
    terraform: { ...stack.terraform, backend: { s3: { ...s3, use_path_style: true } } },
    data: { ...stack.data, ...(states.length > 0 ? { terraform_remote_state: Object.fromEntries(states) } : {}) },
  };
}

/**
 * What the emulator needs beside the production configuration: S3 paths instead of host names, and a quick end to a call
 * it does not know.
 */
export function forEmulator(stack: Synthesized): Synthesized {
  const aws = stack.provider.aws.map((provider) => ({ ...provider, s3_use_path_style: true, max_retries: 2 }));
  return withStateByPath({ ...stack, provider: { ...stack.provider, aws } });
}

/** The same configuration without the refusal to destroy what is stateful. */
export function destroyable(stack: Synthesized): Synthesized {
  const resource = Object.fromEntries(
    Object.entries(stack.resource ?? {}).map(([type, blocks]) => [
      type,
      Object.fromEntries(
        Object.entries(blocks).map(([name, block]) => {
          const { lifecycle, ...rest } = block;
          return [name, lifecycle ? { ...rest, lifecycle: { ...lifecycle, prevent_destroy: false } } : rest];
        }),
      ),
    ]),
  );
  return { ...stack, resource };
}
