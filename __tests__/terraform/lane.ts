import { findToolchain, Toolchain } from "../../emulator/toolchain";

/** Terraform starts a provider process per command; the slowest test here deploys five workspaces. */
jest.setTimeout(20 * 60_000);

/**
 * A lane that needs Terraform. Where there is none it says so and is skipped on a person's machine; with `CI=true` it
 * fails, so that nobody takes silence for success.
 */
export function terraformLane(
  name: string,
  tests: (toolchain: Toolchain) => void,
  missing: () => string | undefined = () => undefined,
): void {
  const toolchain = missing() ?? findToolchain();
  if (typeof toolchain !== "string") {
    describe(`${name} (provider ${toolchain.provider})`, () => tests(toolchain));
    return;
  }
  if (process.env.CI === "true") throw new Error(`${name} cannot run: ${toolchain}`);
  process.stderr.write(`\n*** ${name} is not run: ${toolchain}\n\n`);
  test.skip(`${name} is not run: ${toolchain}`, () => undefined);
}
