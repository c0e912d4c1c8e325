import { Organization } from "../../accounts/organization/organization";
import { destroyable, forEmulator } from "../../emulator/emulator";
import { lower, Synthesized, unknownToFallback } from "../../emulator/lowering";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const stack: Synthesized = {
  terraform: { required_providers: { aws: { source: "aws", version: "~> 6.66" } } },
  provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["1"] }] },
  data: {
    aws_iam_policy_document: { p: { statement: [] } },
    terraform_remote_state: { s: { backend: "s3", config: { region: "us-east-1" } } },
  },
  resource: {
    aws_kms_key: { home: { region: "eu-west-1" }, away: { region: "us-east-1", description: "d" } },
    aws_iam_role: { r: { name: "r" } },
    aws_cloudwatch_log_group: { g: { region: "eu-west-1", name: "g", deletion_protection_enabled: true } },
    aws_observabilityadmin_centralization_rule_for_organization: { c: { region: "eu-west-1" } },
    aws_s3_bucket_server_side_encryption_configuration: {
      s: { bucket: "b", rule: [{ blocked_encryption_types: ["SSE-C"], bucket_key_enabled: true }] },
    },
  },
};

describe("lowering to a release without per-resource Regions", () => {
  const { stack: lowered, notCovered } = lower(stack);

  test("a resource of the home Region keeps the provider", () => {
    expect(lowered.resource?.aws_kms_key?.home).toEqual({});
  });

  test("a resource of another Region gets a provider of that Region, else the same", () => {
    expect(lowered.resource?.aws_kms_key?.away).toEqual({ description: "d", provider: "aws.us-east-1" });
    expect(lowered.provider.aws).toEqual([
      { region: "eu-west-1", allowed_account_ids: ["1"] },
      { region: "us-east-1", allowed_account_ids: ["1"], alias: "us-east-1" },
    ]);
  });

  test("a resource without a Region, and remote state, stay as they are", () => {
    expect(lowered.resource?.aws_iam_role).toEqual(stack.resource?.aws_iam_role);
    expect(lowered.data).toEqual(stack.data);
  });

  test("what the release does not know is left out and said", () => {
    expect(lowered.resource?.aws_cloudwatch_log_group?.g).toEqual({ name: "g" });
    expect(lowered.resource?.aws_s3_bucket_server_side_encryption_configuration?.s).toEqual({
      bucket: "b",
      rule: [{ bucket_key_enabled: true }],
    });
    expect(lowered.resource).not.toHaveProperty("aws_observabilityadmin_centralization_rule_for_organization");
    expect(notCovered).toEqual([
      "aws_cloudwatch_log_group.deletion_protection_enabled",
      "aws_observabilityadmin_centralization_rule_for_organization",
      "aws_s3_bucket_server_side_encryption_configuration.rule.blocked_encryption_types",
    ]);
  });

  test("where nothing of a kind is left, the kind is not written", () => {
    const rule = "aws_observabilityadmin_centralization_rule_for_organization";
    const { stack: empty } = lower({ ...stack, data: {}, resource: { [rule]: { c: { region: "eu-west-1" } } } });
    expect(empty).not.toHaveProperty("resource");
    expect(empty).not.toHaveProperty("data");
    expect(lower({ terraform: stack.terraform, provider: stack.provider }).stack).not.toHaveProperty("resource");
  });

  test("the release is pinned", () => {
    expect(lowered.terraform.required_providers.aws).toEqual({ source: "hashicorp/aws", version: "5.100.0" });
  });

  test("the input is left alone", () => {
    const before = structuredClone(stack);
    lower(stack);
    expect(stack).toEqual(before);
  });

  test("everything that is listed as unknown is in use", () => {
    const used = new Set(
      ["every source", "centralization transport"]
        .flatMap((variant) => Object.values(synthesize(variants[variant] as Organization)))
        .flatMap((each) => lower(each as unknown as Synthesized).notCovered),
    );
    const listed = Object.entries(unknownToFallback).flatMap(([type, what]) =>
      typeof what === "string" ? [type] : what.map((argument) => `${type}.${argument}`),
    );
    expect([...used].sort()).toEqual(listed.sort());
  });
});

test("for the emulator, S3 is addressed by path and unknown calls fail quickly", () => {
  expect(forEmulator(stack).provider.aws).toEqual([
    { region: "eu-west-1", allowed_account_ids: ["1"], s3_use_path_style: true, max_retries: 2 },
  ]);
});

test("for the emulator, state in S3 is addressed by path too: a workspace's own, and all that it reads", () => {
  const inS3 = synthesize(variants["s3 backend"] as Organization)["security-tooling"] as unknown as Synthesized;
  const { terraform, data } = forEmulator(inS3);
  expect(terraform.backend?.s3).toEqual({ ...inS3.terraform.backend?.s3, use_path_style: true });
  const read = Object.values(data?.terraform_remote_state ?? {}).map(({ config }) => config);
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((config) => !(config as Record<string, unknown>).use_path_style)).toEqual([]);
  expect(Object.keys(data ?? {}).sort()).toEqual(Object.keys(inS3.data ?? {}).sort());
});

test("for the emulator, state in files stays as it is", () => {
  const inFiles = synthesize(variants.example as Organization)["security-tooling"] as unknown as Synthesized;
  expect(forEmulator(inFiles)).toMatchObject({ terraform: inFiles.terraform, data: inFiles.data });
});

test("to be destroyed, a stack loses its refusal and nothing else", () => {
  const protectedStack = {
    ...stack,
    resource: { aws_s3_bucket: { b: { lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } } } },
  };
  expect(destroyable(protectedStack).resource).toEqual({
    aws_s3_bucket: { b: { lifecycle: { prevent_destroy: false, ignore_changes: ["tags"] } } },
  });
});
