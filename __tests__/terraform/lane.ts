import { forgetAws } from "../../emulator/aws-environment";
import { lanes } from "../../emulator/lane";
import { toolchainWith } from "../../emulator/requirements";
import { Toolchain } from "../../emulator/toolchain";

/** Terraform starts a provider process per command; the slowest test here deploys five workspaces. */
jest.setTimeout(20 * 60_000);

// Whatever this process starts finds no AWS, whoever runs it.
forgetAws();

/**
 * Tests of a lane, which fail where the machine lacks what they need: `npm run test:plan` and `test:apply` look before, and
 * say so without a test having run.
 */
export function terraformLane(lane: keyof typeof lanes, name: string, tests: (toolchain: Toolchain) => void): void {
  const toolchain = toolchainWith(lanes[lane] ?? []);
  describe(`${name} (provider ${toolchain.provider})`, () => tests(toolchain));
}
