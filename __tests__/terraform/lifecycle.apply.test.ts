import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { names } from "../../accounts/names";
import { Organization } from "../../accounts/organization";
import { destroyable, Emulator, forEmulator, missingForEmulator, startEmulator } from "../../emulator/emulator";
import { archivedObjects, putLogEvent } from "../../emulator/log-event";
import { Synthesized } from "../../emulator/lowering";
import { TerraformWorkspace } from "../../emulator/terraform";
import { prepare } from "../../emulator/toolchain";
import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { terraformLane } from "./lane";

/**
 * Differences that the emulator, not the configuration, causes after an apply: `TYPE.ARGUMENT` -> why. Nothing now; an
 * entry that no longer occurs must go.
 */
const emulatorDrift: Readonly<Record<string, string>> = {};

terraformLane(
  "apply lane",
  (toolchain) => {
    const root = mkdtempSync(join(tmpdir(), "apply-lane-"));
    const deployed = organization();
    const grown = organization((draft) => {
      draft.accounts.workloads.push({ name: "analytics", id: "666666666666" });
    });
    const longer = organization((draft) => {
      draft.retention = { profile: "sec-17a-4" };
    });
    const order = ["log-archive", "management", "security-tooling", "workloads-payments", "workloads-website"];
    let emulator: Emulator;

    const write = (name: string, from: Organization, change = (stack: Synthesized) => stack) => {
      const stack = synthesize(from)[name] as unknown as Synthesized;
      const workspace = new TerraformWorkspace(root, name, { ...toolchain.environment, ...emulator.environment });
      workspace.write(change(forEmulator(prepare(toolchain, stack).stack)));
      return workspace;
    };

    beforeAll(async () => {
      emulator = await startEmulator(grown);
    });
    afterAll(async () => {
      await emulator.stop();
      rmSync(root, { recursive: true, force: true });
    });

    test("a workspace applied with the credentials of another account fails before it changes anything", async () => {
      const workspace = write("workloads-payments", deployed, ({ terraform, provider, resource }) => ({
        terraform,
        provider: {
          aws: provider.aws.map((each) => ({
            ...each,
            assume_role: [{ role_arn: "arn:aws:iam::999999999999:role/OrganizationLoggingDeployment" }],
          })),
        },
        resource: { aws_s3_account_public_access_block: resource?.aws_s3_account_public_access_block ?? {} },
      }));
      await workspace.init();
      await expect(workspace.apply()).rejects.toThrow(/AWS account ID not allowed: 999999999999/);
      const changes = (await emulator.calls()).filter(({ operation }) => !/^(Get|Assume)/.test(operation));
      expect(changes).toEqual([]);
    });

    test.each(order)("%s is deployed", async (name) => {
      const workspace = write(name, deployed);
      await workspace.init();
      await workspace.apply();
      expect((await workspace.resources()).length).toBeGreaterThan(0);
    });

    test.each(order)("the second plan of %s is empty, but for what the emulator drops", async (name) => {
      const drift = (await write(name, deployed).plan()).flatMap(({ address, differs }) =>
        differs.map((argument) => `${address.split(".")[0]}.${argument}`),
      );
      expect([...new Set(drift)].filter((argument) => !(argument in emulatorDrift))).toEqual([]);
    });

    test("a log event of a workload account reaches the archive through the values that crossed by remote state", async () => {
      const message = "a message that must not be lost";
      const event = { accountId: "444444444444", region: "us-east-1", logGroup: "/aws/lambda/checkout", message };
      await putLogEvent(emulator, event);
      const [object, ...others] = await archivedObjects(
        emulator,
        "222222222222",
        names(deployed).logsBucket,
        "cloudwatch/",
      );
      expect(others).toEqual([]);
      expect(object?.key).toMatch(/^cloudwatch\/\d{4}\/\d\d\/\d\d\/\d\d\/.*\.json\.gz$/);
      const lines = object?.text.split("\n").filter((line) => line !== "") ?? [];
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
        expect.objectContaining({
          owner: "444444444444",
          logGroup: "/aws/lambda/checkout",
          logEvents: [expect.objectContaining({ message })],
        }),
      ]);
    });

    test("a log event of the pipeline itself is not forwarded", async () => {
      const { deliveryErrorLogGroup: logGroup, logsBucket } = names(deployed);
      const event = { accountId: "222222222222", region: "eu-west-1", logGroup, message: "delivery failed" };
      await putLogEvent(emulator, event);
      expect(await archivedObjects(emulator, "222222222222", logsBucket, "cloudwatch/")).toHaveLength(1);
    });

    test.each([
      ["a new workload account", grown, order],
      ["a longer retention", longer, order.slice(1)],
    ])("%s leaves the configuration of other workspaces as it is", (_, changed, unchanged) => {
      const [before, after] = [synthesize(deployed), synthesize(changed)];
      for (const name of unchanged) expect(after[name]).toEqual(before[name]);
    });

    test("a new workload account is deployed by its own workspace alone", async () => {
      const workspace = write("workloads-analytics", grown);
      await workspace.init();
      await workspace.apply();
      expect(await workspace.plan()).toEqual([]);
    });

    test("a longer retention changes the lifecycle rules of the archive and nothing else", async () => {
      const workspace = write("log-archive", longer);
      const changes = await workspace.plan();
      expect(new Set(changes.map(({ address, actions }) => `${address.split(".")[0]} ${actions.join()}`))).toEqual(
        new Set(["aws_s3_bucket_lifecycle_configuration update"]),
      );
      expect(changes).toHaveLength(10);
      expect(new Set(changes.flatMap(({ differs }) => differs))).toEqual(new Set(["rule"]));
      await workspace.apply();
      expect(await workspace.plan()).toEqual([]);
    });

    test("Terraform refuses to plan the loss of the archive", async () => {
      await expect(write("log-archive", deployed).destroy()).rejects.toThrow(/Instance cannot be destroyed/);
    });

    test.each([...order].reverse())("%s is destroyed once its protection is taken off", async (name) => {
      const workspace = write(name, deployed, destroyable);
      if (name === "management") {
        // The organization outlives the logging: it is handed back, not deleted.
        await workspace.terraform("state", "rm", "aws_organizations_organization.trusted-access");
      }
      if (name === "log-archive") await emptyBuckets(workspace);
      await workspace.destroy();
      expect(await workspace.resources()).toEqual([]);
    });

    test("every request was valid against AWS's own service models", async () => {
      expect(await emulator.violations()).toEqual([]);
    });
  },
  missingForEmulator,
);

/** Evidence goes with the buckets only when somebody says so. */
async function emptyBuckets(workspace: TerraformWorkspace): Promise<void> {
  const stack = workspace.read();
  const forced = Object.fromEntries(
    Object.entries(stack.resource?.aws_s3_bucket ?? {}).map(([name, bucket]) => [
      name,
      { ...bucket, force_destroy: true },
    ]),
  );
  workspace.write({ ...stack, resource: { ...stack.resource, aws_s3_bucket: forced } });
  await workspace.apply();
}
