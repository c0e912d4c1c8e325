import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STSClient, AssumeRoleCommand } from "@aws-sdk/client-sts";
import { Testing } from "cdktf";
import { Emulator, forEmulator, startEmulator } from "../../emulator/emulator";
import { Synthesized } from "../../emulator/lowering";
import { TerraformWorkspace } from "../../emulator/terraform";
import { prepare } from "../../emulator/toolchain";
import { AwsReads, ClientOf } from "../../tools/trial/aws-reads";
import { Side, trialFacts } from "../../tools/trial/facts";
import { trialVerdicts } from "../../tools/trial/verdicts";
import { trialWorkspaces } from "../../tools/trial/workspaces";
import { organization } from "../support/organizations";
import { terraformLane } from "./lane";

const spare = { archive: "777777777777", source: "888888888888" };
const file = organization();

/** The organization as it is on AWS, where the spare accounts are members. */
const withSpare = organization((draft) => {
  draft.accounts.workloads = Object.entries(spare).map(([name, id]) => ({ name, id }));
});

/** Clients of AWS's SDK, in the accounts of the emulator. */
async function clientsOf({ url }: Emulator): Promise<ClientOf> {
  const region = "eu-west-1";
  const given = { accessKeyId: "x", secretAccessKey: "x" };
  const sts = new STSClient({ region, endpoint: url, credentials: given });
  const assume = async (id: string) => {
    const RoleArn = `arn:aws:iam::${id}:role/trial`;
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "trial" }));
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
  };
  const credentials: Record<Side, object> = {
    archive: await assume(spare.archive),
    source: await assume(spare.source),
  };
  return (side, Class, of) => {
    const configuration = { region: of, endpoint: url, forcePathStyle: true, credentials: credentials[side] };
    return new Class({ ...configuration, maxAttempts: 1 } as { region: string });
  };
}

terraformLane("apply", "trial", (toolchain) => {
  const folder = mkdtempSync(join(tmpdir(), "trial-"));
  const facts = trialFacts(file, Object.values(spare), "eu-west-1");
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator(withSpare);
  });
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("it is deployed, settles nothing that AWS has not settled, and is destroyed", async () => {
    const environment = { ...toolchain.environment, ...emulator.environment };
    const written = trialWorkspaces(Testing.app(), facts).map((stack) => {
      const workspace = new TerraformWorkspace(folder, stack.node.id, environment);
      const synthesized = JSON.parse(Testing.synth(stack)) as Synthesized;
      workspace.write(forEmulator(prepare(toolchain, synthesized).stack));
      return workspace;
    });
    for (const workspace of written) {
      await workspace.init();
      await workspace.apply();
    }

    const verdicts = await trialVerdicts(facts, new AwsReads(facts, await clientsOf(emulator)));
    expect(verdicts.map(({ id, answer }) => `${id}: ${answer}`)).toEqual(
      verdicts.map(({ id }) => `${id}: not settled`),
    );

    for (const workspace of written.reverse()) {
      await workspace.destroy();
      expect(await workspace.resources()).toEqual([]);
    }
    expect(await emulator.violations()).toEqual([]);
  });
});
