import { Testing } from "cdktf";
import { Construct } from "constructs";
import { EbsEncryption } from "../../modules/guardrails/ebs-encryption";
import { ServiceLinkedRole } from "../../modules/guardrails/service-linked-role";
import { ConfigAggregator } from "../../modules/sources/config-aggregator";
import { ConfigRecorder } from "../../modules/sources/config-recorder";
import { LogGroups } from "../../modules/sources/log-groups";
import { bySid, statementsOf } from "../support/statements";
import { only, resources, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];

const build = (make: (scope: Construct) => void) =>
  JSON.parse(Testing.synthScope((scope) => make(scope))) as Stack & { readonly import?: Record<string, unknown>[] };

describe("the recorder of AWS Config", () => {
  const recorder = (props: { recordingFrequency?: "DAILY"; retentionDays?: number } = {}) =>
    build(
      (scope) =>
        void new ConfigRecorder(scope, "config", {
          regions,
          homeRegion: "eu-west-1",
          roleArn: "arn:role",
          recordingFrequency: "CONTINUOUS",
          archiveBucketName: "acme-logs",
          archiveKmsKeyArn: "arn:key",
          retentionDays: 913,
          ...props,
        }),
    );
  const stack = recorder();

  test.each([
    ["eu-west-1", true],
    ["us-east-1", false],
  ])("in %s records every type, global types only at home", (region, includeGlobal) => {
    expect(only(stack, "aws_config_configuration_recorder", { region })).toMatchObject({
      name: "default",
      role_arn: "arn:role",
      recording_group: { all_supported: true, include_global_resource_types: includeGlobal },
      recording_mode: { recording_frequency: "CONTINUOUS" },
    });
  });

  test.each(regions)("in %s starts once its channel to the archive, which names the key, exists", (region) => {
    expect(only(stack, "aws_config_delivery_channel", { region })).toMatchObject({
      s3_bucket_name: "acme-logs",
      s3_key_prefix: "config",
      s3_kms_key_arn: "arn:key",
      depends_on: [expect.stringMatching(/^aws_config_configuration_recorder\./)],
    });
    expect(only(stack, "aws_config_configuration_recorder_status", { region })).toMatchObject({
      is_enabled: true,
      depends_on: [expect.stringMatching(/^aws_config_delivery_channel\./)],
    });
  });

  test("records daily where the organization asks for it", () => {
    expect(
      only(recorder({ recordingFrequency: "DAILY" }), "aws_config_configuration_recorder", { region: "eu-west-1" }),
    ).toMatchObject({ recording_mode: { recording_frequency: "DAILY" } });
  });

  test.each([
    [913, 913],
    [3653, 2557],
  ])("keeps its own history %d days, as long as AWS Config can", (asked, kept) => {
    for (const each of Object.values(
      resources(recorder({ retentionDays: asked }), "aws_config_retention_configuration"),
    )) {
      expect(each.retention_period_in_days).toBe(kept);
    }
  });
});

test("an aggregator sees every account and Region, under a role only AWS Config for this account may assume", () => {
  const stack = build(
    (scope) =>
      void new ConfigAggregator(scope, "aggregator", {
        aggregatorName: "acme",
        roleName: "acme-config-aggregator",
        region: "eu-west-1",
        partition: "aws",
        accountId: "333333333333",
      }),
  );
  const aggregator = only(stack, "aws_config_configuration_aggregator");
  expect(aggregator.organization_aggregation_source).toMatchObject({ all_regions: true });
  expect(aggregator.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy_attachment\./)]);
  expect(only(stack, "aws_iam_role_policy_attachment").policy_arn).toBe(
    "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations",
  );
  const trust = statementsOf(stack, only(stack, "aws_iam_role"), "assume_role_policy");
  expect(bySid(trust, "AllowAggregatorOfThisAccount").condition).toEqual([
    { test: "StringEquals", variable: "aws:SourceAccount", values: ["333333333333"] },
  ]);
});

test("a service-linked role that exists is taken over, and one that does not is made", () => {
  const stack = build(
    (scope) =>
      void new ServiceLinkedRole(scope, "role", {
        service: "config.amazonaws.com",
        roleName: "AWSServiceRoleForConfig",
      }),
  );
  expect(Object.values(stack.data.aws_iam_roles ?? {})).toMatchObject([
    { name_regex: "^AWSServiceRoleForConfig$", path_prefix: "/aws-service-role/config.amazonaws.com/" },
  ]);
  expect(stack.import).toEqual([
    {
      for_each: expect.stringMatching(/data\.aws_iam_roles\.[\w-]+\.arns/) as string,
      to: expect.stringMatching(/^aws_iam_service_linked_role\./) as string,
      id: "${each.value}",
    },
  ]);
  expect(only(stack, "aws_iam_service_linked_role").aws_service_name).toBe("config.amazonaws.com");
});

test("volumes are encrypted by default in every Region", () => {
  const stack = build((scope) => void new EbsEncryption(scope, "ebs", { regions, setHere: true }));
  expect(Object.values(resources(stack, "aws_ebs_encryption_by_default"))).toMatchObject(
    regions.map((region) => ({ region, enabled: true })),
  );
});

describe("the log groups of an account", () => {
  const stack = build(
    (scope) =>
      void new LogGroups(scope, "groups", {
        keyAlias: "acme-logs",
        partition: "aws",
        accountId: "444444444444",
        deploymentRoleArn: "arn:aws:iam::444444444444:role/Deployment",
        breakGlassRoleArn: "arn:aws:iam::444444444444:role/BreakGlass",
        groups: {
          sessions: { name: "/acme/sessions", regions },
          zones: { name: "/aws/route53/acme", regions: ["us-east-1"] },
        },
        retentionDays: 731,
      }),
  );

  test("exist in their Regions, encrypted, kept and protected", () => {
    const groups = Object.values(resources(stack, "aws_cloudwatch_log_group"));
    expect(groups.map(({ name, region }) => `${String(name)} ${String(region)}`).sort()).toEqual([
      "/acme/sessions eu-west-1",
      "/acme/sessions us-east-1",
      "/aws/route53/acme us-east-1",
    ]);
    for (const group of groups) {
      expect(group).toMatchObject({ retention_in_days: 731, deletion_protection_enabled: true });
      const [, address = ""] = /^\$\{aws_kms_key\.([\w-]+)\.arn\}$/.exec(String(group.kms_key_id)) ?? [];
      expect(resources(stack, "aws_kms_key")[address]?.region).toBe(group.region);
    }
  });

  test.each([
    ["eu-west-1", ["/acme/sessions"]],
    ["us-east-1", ["/acme/sessions", "/aws/route53/acme"]],
  ])("share one key in %s, which serves exactly these groups", (region, names) => {
    const policy = statementsOf(stack, only(stack, "aws_kms_key", { region }), "policy");
    expect(bySid(policy, "AllowLogGroupsToEncrypt")).toMatchObject({
      principals: [{ type: "Service", identifiers: [`logs.${region}.amazonaws.com`] }],
      condition: [
        {
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: names.map((name) => `arn:aws:logs:${region}:444444444444:log-group:${name}`),
        },
      ],
    });
  });
});
