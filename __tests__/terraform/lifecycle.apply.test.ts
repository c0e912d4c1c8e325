import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { names } from "../../accounts/names";
import { Organization } from "../../accounts/organization";
import { accountEnvironment, aws } from "../../emulator/aws-cli";
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
    /** The example with one account of each kind, in the home Region and another; the vault is in a third. */
    const lane = (change: (draft: Organization) => void = () => undefined) =>
      organization((draft) => {
        draft.regions.governed = ["eu-west-1", "us-east-1"];
        draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
        change(draft);
      });
    const deployed = lane();
    const grown = lane((draft) => {
      draft.accounts.workloads.push({ name: "analytics", id: "666666666666" });
    });
    const longer = lane((draft) => {
      draft.retention = { profile: "sec-17a-4" };
    });
    const others = ["management", "security-tooling", "workloads-payments"];
    const order = ["log-archive", ...others];
    const payments = "444444444444";
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

    const deploy = async (name: string) => {
      const workspace = write(name, deployed);
      await workspace.init();
      await workspace.apply();
      expect((await workspace.resources()).length).toBeGreaterThan(0);
    };

    test("log-archive is deployed", () => deploy("log-archive"));

    // Of the others, management and security-tooling precede the workloads in AWS alone, where services must be enabled.
    test("management, security-tooling and a workload account are deployed", () => Promise.all(others.map(deploy)));

    test("the second plan of each is empty, but for what the emulator drops", async () => {
      const drift = async (name: string) =>
        (await write(name, deployed).plan()).flatMap(({ address, actions, differs }) =>
          differs.map((argument) => `${name}: ${actions.join()} ${address.split(".")[0]}.${argument}`),
        );
      const found = (await Promise.all(order.map(drift))).flat();
      expect([...new Set(found)].filter((each) => !(each.split(" ").at(-1) ?? "" in emulatorDrift))).toEqual([]);
    });

    describe("discovery", () => {
      const region = "us-east-1";
      const made: Record<string, string> = {};
      let environment: Readonly<Record<string, string | undefined>>;
      const cli = <Result>(...parameters: string[]) => aws<Result>(environment, [...parameters, "--region", region]);
      /** What a plan would do to attachments, by type. */
      const attachments = async (workspace: TerraformWorkspace) =>
        (await workspace.plan()).map(({ address, actions }) => `${actions.join()} ${address.split(".")[0]}`).sort();

      beforeAll(async () => {
        environment = await accountEnvironment(emulator, payments);
      });

      test("a VPC, zones, a load balancer and a web ACL made after the first deployment are logged at the next", async () => {
        const { Vpc } = await cli<{ Vpc: { VpcId: string } }>("ec2", "create-vpc", "--cidr-block", "10.20.0.0/16");
        made.vpc = Vpc.VpcId;
        const zone = async (name: string, ...more: string[]) => {
          const { HostedZone } = await cli<{ HostedZone: { Id: string } }>(
            ...["route53", "create-hosted-zone", "--name", name, "--caller-reference", name, ...more],
          );
          return HostedZone.Id.replace("/hostedzone/", "");
        };
        made.publicZone = await zone("example.com");
        made.privateZone = await zone("example.internal", "--vpc", `VPCRegion=${region},VPCId=${made.vpc}`);
        const subnets = await Promise.all(
          ["a", "b"].map(async (letter, index) => {
            const { Subnet } = await cli<{ Subnet: { SubnetId: string } }>(
              ...["ec2", "create-subnet", "--vpc-id", Vpc.VpcId, "--cidr-block", `10.20.${index}.0/24`],
              ...["--availability-zone", region + letter],
            );
            return Subnet.SubnetId;
          }),
        );
        const { LoadBalancers } = await cli<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
          ...["elbv2", "create-load-balancer", "--name", "shop", "--scheme", "internal", "--subnets", ...subnets],
        );
        made.loadBalancer = LoadBalancers[0]?.LoadBalancerArn ?? "";
        const { Summary } = await cli<{ Summary: { Id: string; ARN: string } }>(
          ...["wafv2", "create-web-acl", "--name", "shop", "--scope", "REGIONAL", "--default-action", "Allow={}"],
          ...["--tags", "Key=team,Value=payments", "--visibility-config"],
          "SampledRequestsEnabled=false,CloudWatchMetricsEnabled=false,MetricName=shop",
        );
        made.webAcl = Summary.ARN;

        const workspace = write("workloads-payments", deployed);
        expect(await attachments(workspace)).toEqual([
          ...Array<string>(3).fill("create aws_cloudwatch_log_delivery"),
          ...Array<string>(3).fill("create aws_cloudwatch_log_delivery_source"),
          ...Array<string>(2).fill("create aws_flow_log"),
          "create aws_route53_query_log",
          "create aws_route53_resolver_query_log_config_association",
          "create aws_wafv2_web_acl_logging_configuration",
        ]);
        await workspace.apply();
        expect(await workspace.plan()).toEqual([]);
        const addresses = (await workspace.resources()).join("\n");
        for (const found of [made.vpc, made.publicZone, made.loadBalancer, made.webAcl]) {
          expect(addresses).toContain(`["${found}"]`);
        }
        expect(addresses).not.toContain(
          `aws_route53_query_log.public-zone-query-logs_query-log["${made.privateZone}"]`,
        );
      });

      test("what is gone leaves the plan, which is clean afterwards", async () => {
        await cli("elbv2", "delete-load-balancer", "--load-balancer-arn", made.loadBalancer ?? "");
        for (const id of [made.publicZone, made.privateZone])
          await cli("route53", "delete-hosted-zone", "--id", id ?? "");
        const { Subnets } = await cli<{ Subnets: { SubnetId: string }[] }>(
          ...["ec2", "describe-subnets", "--filters", `Name=vpc-id,Values=${made.vpc}`],
        );
        for (const { SubnetId } of Subnets) await cli("ec2", "delete-subnet", "--subnet-id", SubnetId);
        await cli("ec2", "delete-vpc", "--vpc-id", made.vpc ?? "");

        const workspace = write("workloads-payments", deployed);
        expect((await attachments(workspace)).every((each) => each.startsWith("delete "))).toBe(true);
        await workspace.apply();
        expect(await workspace.plan()).toEqual([]);
        expect((await workspace.resources()).join("\n")).not.toContain(made.vpc);
      });
    });

    test("a log event of a workload account reaches the archive through the values that crossed by remote state", async () => {
      const message = "a message that must not be lost";
      const event = { accountId: payments, region: "us-east-1", logGroup: "/aws/lambda/checkout", message };
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
          owner: payments,
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
      expect(changes).toHaveLength(9);
      expect(new Set(changes.flatMap(({ differs }) => differs))).toEqual(new Set(["rule"]));
      await workspace.apply();
      expect(await workspace.plan()).toEqual([]);
    });

    test("Terraform refuses to plan the loss of the archive", async () => {
      await expect(write("log-archive", deployed).destroy()).rejects.toThrow(/Instance cannot be destroyed/);
    });

    test("a workspace is destroyed once its protection is taken off", async () => {
      const destroy = async (name: string) => {
        const workspace = write(name, deployed, destroyable);
        if (name === "management") {
          // The organization outlives the logging: it is handed back, not deleted.
          await workspace.terraform("state", "rm", "aws_organizations_organization.trusted-access");
        }
        if (name === "log-archive") await emptyBuckets(workspace);
        await workspace.destroy();
        expect(await workspace.resources()).toEqual([]);
      };
      await Promise.all(others.map(destroy));
      await destroy("log-archive");
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
