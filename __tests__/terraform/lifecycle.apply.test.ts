import { names } from "../../accounts/workspace/names";
import { destroyable } from "../../emulator/emulator";
import { archivedObjects, putLogEvent } from "../../emulator/log-event";
import { accountKinds } from "../policies/tables/deployment-calls";
import { Stack, synthesize } from "../support/synthesized";
import { Deployment, payments, smallOrganization, summary } from "./deployment";
import { callsOfTerraform, unjudged } from "./deployment-calls";
import { detection } from "./detection";
import { discovery, noVpcs } from "./discovery";
import { existing } from "./existing";
import { terraformLane } from "./lane";
import { switches } from "./switches";
import { verification } from "./verification";

/**
 * Differences that the emulator, not the configuration, causes after an apply: `TYPE.ARGUMENT` -> why. Nothing now; an
 * entry that no longer occurs must go.
 */
const emulatorDrift: Readonly<Record<string, string>> = {};

terraformLane("apply", "apply lane", (toolchain) => {
  const deployment = new Deployment(toolchain);
  const write = deployment.write.bind(deployment);
  const deployed = smallOrganization();
  const grown = smallOrganization((draft) => {
    draft.accounts.workloads.push({ name: "analytics", id: "666666666666" });
  });
  const longer = smallOrganization((draft) => {
    draft.retention = { profile: "sec-17a-4" };
  });
  const order = ["log-archive", "management", "security-tooling", "workloads-payments", "conformance"];
  const others = order.filter((name) => name !== "log-archive");

  beforeAll(() => deployment.start(grown));
  afterAll(() => deployment.stop());

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
    const changes = (await deployment.emulator.calls()).filter(({ operation }) => !/^(Get|Assume)/.test(operation));
    expect(changes).toEqual([]);
  });

  const deploy = async (name: string) => {
    const workspace = write(name, deployed);
    await workspace.init();
    await workspace.apply();
    expect((await workspace.resources()).length).toBeGreaterThan(0);
  };

  test("log-archive is deployed", () => deploy("log-archive"));

  test("management is deployed, without a VPC too", async () => {
    await deployment.python("111111111111", noVpcs("us-east-1"));
    await deploy("management");
    const flowLogs = (await write("management", deployed).resources()).filter((each) => /^aws_flow_log\./.test(each));
    expect(flowLogs.some((each) => each.includes("eu-west-1"))).toBe(true);
    expect(flowLogs.some((each) => each.includes("us-east-1"))).toBe(false);
  });

  test("security-tooling is deployed, and takes over what its registration switched on", () =>
    deploy("security-tooling"));

  test("a workload account is deployed, and shows Security Tooling what it measures", async () => {
    await deploy("workloads-payments");
    const made = await write("workloads-payments", deployed).resources();
    expect(made.filter((each) => /^aws_oam_link\./.test(each))).toHaveLength(2);
  });

  test("the rules of the organization are deployed, though an account of it does not record", () =>
    deploy("conformance"));

  test("the second plan of each is empty, but for what the emulator drops", async () => {
    const drift = async (name: string) =>
      (await write(name, deployed).plan()).flatMap(({ address, actions, differs }) =>
        differs.map((argument) => `${name}: ${actions.join()} ${address.split(".")[0]}.${argument}`),
      );
    const found = (await Promise.all(order.map(drift))).flat();
    expect([...new Set(found)].filter((each) => !((each.split(" ").at(-1) ?? "") in emulatorDrift))).toEqual([]);
  });

  detection(deployment, deployed);
  discovery(deployment, deployed);
  existing(deployment, deployed);
  switches(deployment, deployed);

  test("a log event of a workload account reaches the archive through the values that crossed by remote state", async () => {
    const message = "a message that must not be lost";
    const event = { accountId: payments, region: "us-east-1", logGroup: "/aws/lambda/checkout", message };
    await putLogEvent(deployment.emulator, event);
    const [object, ...others] = await archivedObjects(
      deployment.emulator,
      "222222222222",
      names(deployed).bucketName("logs"),
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

  verification(deployment, deployed);

  test("a log event of the pipeline itself is not forwarded", async () => {
    const { deliveryErrorLogGroup: logGroup, bucketName } = names(deployed);
    const event = { accountId: "222222222222", region: "eu-west-1", logGroup, message: "delivery failed" };
    await putLogEvent(deployment.emulator, event);
    expect(await archivedObjects(deployment.emulator, "222222222222", bucketName("logs"), "cloudwatch/")).toHaveLength(
      1,
    );
  });

  test("a new workload account leaves the configuration of other workspaces as it is", () => {
    const [before, after] = [synthesize(deployed), synthesize(grown)];
    for (const name of order.filter((each) => each !== "conformance")) expect(after[name]).toEqual(before[name]);
    expect(after.conformance?.resource).toEqual(before.conformance?.resource);
  });

  test("a longer retention changes no other workspace, but for how long AWS Config remembers", () => {
    const [before, after] = [synthesize(deployed), synthesize(longer)];
    const withoutHistory = (stack: Stack | undefined) => ({
      ...stack,
      resource: { ...stack?.resource, aws_config_retention_configuration: {} },
    });
    for (const name of others) expect(withoutHistory(after[name])).toEqual(withoutHistory(before[name]));
  });

  test("a new workload account has a workspace of its own, which plans nothing but additions", async () => {
    const workspace = write("workloads-analytics", grown);
    await workspace.init();
    expect((await workspace.plan()).filter(({ actions }) => actions.join() !== "create")).toEqual([]);
  });

  test("a longer retention changes lifecycle rules, how long AWS Config remembers, and nothing else", async () => {
    const workspace = write("log-archive", longer);
    const changes = await workspace.plan("-refresh=false");
    expect(new Set(summary(changes))).toEqual(
      new Set(["update aws_s3_bucket_lifecycle_configuration", "update aws_config_retention_configuration"]),
    );
    expect(changes).toHaveLength(10 + 2);
    expect(new Set(changes.flatMap(({ differs }) => differs))).toEqual(new Set(["rule", "retention_period_in_days"]));
    await workspace.applyPlan();
    expect(await workspace.plan()).toEqual([]);
  });

  test("the permission lane judges every call that Terraform has made", async () => {
    const made = callsOfTerraform(await deployment.emulator.calls(), deployed);
    expect(unjudged(made)).toEqual([]);
    const accounts = new Set(made.map((call) => call.split(" ")[0]));
    expect([...accounts].sort()).toEqual([...accountKinds].sort());
    expect(made).toContain("management organizations AttachPolicy");
  });

  test("Terraform refuses to plan the loss of the archive", async () => {
    const workspace = write("log-archive", deployed);
    await expect(workspace.terraform("plan", "-destroy", "-refresh=false")).rejects.toThrow(
      /Instance cannot be destroyed/,
    );
  });

  test("a workspace is destroyed once its protection is taken off", async () => {
    const destroy = async (name: string) => {
      const workspace = write(name, deployed, destroyable);
      if (name === "management") {
        // As the runbook says: it resigns, and Terraform reads that there is nobody any more.
        await deployment.python("333333333333", resignFromFirewallManager);
        const administrator = "aws_fms_admin_account.firewall-administrator";
        await workspace.terraform(
          "apply",
          "-refresh-only",
          "-auto-approve",
          "-input=false",
          `-target=${administrator}`,
        );
        expect(await workspace.resources()).not.toContain(administrator);
        // The organization outlives the logging: it is handed back, not deleted.
        await workspace.terraform("state", "rm", "aws_organizations_organization.trusted-access");
      }
      if (name === "security-tooling") {
        // So are the detectors, which an administrator with members cannot delete.
        const detectors = (await workspace.resources()).filter((each) => each.startsWith("aws_guardduty_detector."));
        await workspace.terraform("state", "rm", ...detectors);
      }
      if (name === "log-archive") await deployment.python("222222222222", emptyBuckets);
      await workspace.destroy();
      expect(await workspace.resources()).toEqual([]);
    };
    for (const name of [...order].reverse()) await destroy(name);
  });

  test("every request was valid against AWS's own service models", async () => {
    // Verification asks for policies of a type that AWS has had since October 2026, and the models at hand do not know.
    const tooNew = /^'RETENTION_POLICY' is not one of /;
    const violations = (await deployment.emulator.violations()).filter(
      ({ operation, message }) => operation !== "DescribeAccountPolicies" || !tooNew.test(message),
    );
    expect(violations).toEqual([]);
  });
});

/** Evidence goes with the buckets only when somebody says so. */
const emptyBuckets = `
import boto3
s3 = boto3.client("s3")
for bucket in s3.list_buckets()["Buckets"]:
    versions = s3.list_object_versions(Bucket=bucket["Name"])
    for each in versions.get("Versions", []) + versions.get("DeleteMarkers", []):
        s3.delete_object(Bucket=bucket["Name"], Key=each["Key"], VersionId=each["VersionId"], BypassGovernanceRetention=True)
`;

/** Nobody but the administrator can do this. */
const resignFromFirewallManager = `
import boto3
boto3.client("fms", region_name="us-east-1").disassociate_admin_account()
`;
