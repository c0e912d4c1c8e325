import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { Emulator } from "./emulator";

const run = promisify(execFile);

/** Whether the AWS CLI is missing, as a sentence; nothing where it is there. */
export function missingAwsCli(): string | undefined {
  if (spawnSync("aws", ["--version"], { stdio: "ignore" }).status === 0) return undefined;
  return "the AWS CLI is missing; install it from https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
}

/** Environment under which the AWS CLI acts in one account of the emulator. */
export async function accountEnvironment(
  emulator: Emulator,
  accountId: string,
): Promise<Record<string, string | undefined>> {
  const { Credentials } = await aws<{ Credentials: Record<string, string> }>(emulator.environment, [
    ...["sts", "assume-role", "--region", "us-east-1", "--role-session-name", "demo"],
    ...["--role-arn", `arn:aws:iam::${accountId}:role/demo`],
  ]);
  return {
    ...emulator.environment,
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
  };
}

/** Runs the AWS CLI and reads the JSON it prints, if any. */
export async function aws<Result = unknown>(
  environment: Readonly<Record<string, string | undefined>>,
  parameters: readonly string[],
): Promise<Result> {
  const { stdout } = await run("aws", [...parameters, "--output", "json"], {
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  return (stdout.trim() ? JSON.parse(stdout) : undefined) as Result;
}
