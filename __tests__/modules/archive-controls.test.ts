import { Testing } from "cdktf";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { Organization } from "../../accounts/organization/organization";
import { archiveRules } from "../../modules/detection/archive-control-rules";
import { ArchiveControls, ArchiveControlsProps } from "../../modules/detection/archive-controls";
import { allStatements } from "../support/statements";
import { Arguments, only, resources, Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const lock = { mode: "COMPLIANCE", days: 400 } as const;
const key = "arn:aws:kms:eu-west-1:222222222222:key/archive";

function build(props: Partial<ArchiveControlsProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    const recorder = (region: string) =>
      new ConfigConfigurationRecorder(scope, `recorder-${region}`, { region, roleArn: "arn:aws:iam::1:role/r" });
    new ArchiveControls(scope, "controls", {
      rulePrefix: "acme",
      homeRegion: "eu-west-1",
      recorders: { "eu-west-1": [recorder("eu-west-1")], "eu-central-1": [recorder("eu-central-1")] },
      buckets: {
        "eu-west-1": {
          trail: {
            bucketName: "acme-trail",
            kmsKeyArn: key,
            objectLock: lock,
            replicated: true,
            accessLogBucketName: "acme-access",
          },
          elb: { bucketName: "acme-elb", replicated: true, accessLogBucketName: "acme-access" },
          access: { bucketName: "acme-access", replicated: true },
        },
        "eu-central-1": { vault: { bucketName: "acme-vault", objectLock: lock } },
        "us-west-2": { elb: { bucketName: "acme-elb-2" } },
      },
      ...props,
    });
  });
  return JSON.parse(text) as Stack;
}

const stack = build();
const rules = Object.values(resources(stack, "aws_config_config_rule"));
const named = (name: string, region: string) => only(stack, "aws_config_config_rule", { name, region });
const identifier = ({ source }: Arguments) => (source as { source_identifier?: string }).source_identifier;
const bucketOf = ({ scope }: Arguments) =>
  (scope as { compliance_resource_id?: string } | undefined)?.compliance_resource_id;

/** Bucket -> what rules for single buckets demand of it. */
const demanded = (of: string): Record<string, unknown> =>
  Object.fromEntries(
    rules.filter((rule) => bucketOf(rule) === of).map((rule) => [identifier(rule) ?? "own", rule.input_parameters]),
  );

describe("rules over the archive", () => {
  test.each(["eu-west-1", "eu-central-1"])("%s judges every bucket and key by the common rules", (region) => {
    const common = rules.filter((rule) => rule.region === region && bucketOf(rule) === undefined).map(identifier);
    expect(common.sort()).toEqual(
      [
        ...Object.keys(archiveRules),
        ...(region === "eu-west-1" ? ["IAM_INLINE_POLICY_BLOCKED_KMS_ACTIONS", "KINESIS_STREAM_ENCRYPTED"] : []),
      ].sort(),
    );
  });

  test("a bucket is held to what it was made with, and to nothing else", () => {
    const logged = '${jsonencode({"targetBucket" = "acme-access"})}';
    expect(demanded("acme-trail")).toEqual({
      S3_BUCKET_DEFAULT_LOCK_ENABLED: '${jsonencode({"mode" = "COMPLIANCE"})}',
      own: undefined,
      S3_DEFAULT_ENCRYPTION_KMS: `\${jsonencode({"kmsKeyArns" = "${key}"})}`,
      S3_BUCKET_REPLICATION_ENABLED: undefined,
      S3_BUCKET_LOGGING_ENABLED: logged,
    });
    expect(demanded("acme-elb")).toEqual({
      S3_BUCKET_REPLICATION_ENABLED: undefined,
      S3_BUCKET_LOGGING_ENABLED: logged,
    });
    expect(demanded("acme-access")).toEqual({ S3_BUCKET_REPLICATION_ENABLED: undefined });
    expect(Object.keys(demanded("acme-elb"))).toHaveLength(2);
    expect(Object.keys(demanded("acme-access"))).toHaveLength(1);
    expect(demanded("acme-vault")).toEqual({
      S3_BUCKET_DEFAULT_LOCK_ENABLED: '${jsonencode({"mode" = "COMPLIANCE"})}',
      own: undefined,
    });
  });

  test("a rule for a bucket names that bucket, its type and the recorder", () => {
    expect(named("acme-archive-trail-s3-bucket-default-lock-enabled", "eu-west-1")).toMatchObject({
      description: "The bucket does not lock what it receives.",
      scope: { compliance_resource_types: ["AWS::S3::Bucket"], compliance_resource_id: "acme-trail" },
      source: { owner: "AWS", source_identifier: "S3_BUCKET_DEFAULT_LOCK_ENABLED" },
      depends_on: ["aws_config_configuration_recorder.recorder-eu-west-1"],
    });
  });

  test("the lock's length is a condition of our own, run with each change", () => {
    expect(named("acme-archive-vault-s3-bucket-locked-long-enough", "eu-central-1").source).toEqual({
      owner: "CUSTOM_POLICY",
      source_detail: [
        { event_source: "aws.config", message_type: "ConfigurationItemChangeNotification" },
        { event_source: "aws.config", message_type: "OversizedConfigurationItemChangeNotification" },
      ],
      custom_policy_details: {
        policy_runtime: "guard-2.x.x",
        policy_text: [
          "rule locked_long_enough when",
          '  resourceType == "AWS::S3::Bucket" {',
          '  supplementaryConfiguration.ObjectLockConfiguration.rule.defaultRetention.mode == "COMPLIANCE"',
          "  supplementaryConfiguration.ObjectLockConfiguration.rule.defaultRetention.days >= 400",
          "}",
        ].join("\n"),
      },
    });
  });

  test("a Region without a recorder has no rule, and one without a rule does without it", () => {
    expect(rules.filter(({ region }) => region === "us-west-2")).toEqual([]);
    const milan = Testing.synthScope((scope) => {
      const region = "eu-south-1";
      new ArchiveControls(scope, "controls", {
        rulePrefix: "acme",
        homeRegion: region,
        recorders: { [region]: [new ConfigConfigurationRecorder(scope, "recorder", { region, roleArn: "arn" })] },
        buckets: { [region]: { trail: { bucketName: "acme-trail" } } },
      });
    });
    expect(milan).toContain("S3_BUCKET_ACL_PROHIBITED");
    expect(milan).not.toContain("KMS_CMK_NOT_SCHEDULED_FOR_DELETION");
  });

  test("no bucket of the example lets another account do what the rule about policies forbids", () => {
    const patterns = archiveRules.S3_BUCKET_BLACKLISTED_ACTIONS_PROHIBITED.parameters.blacklistedActionPattern
      .split(",")
      .map((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`));
    const statements = allStatements(synthesize(variants.example as Organization)["log-archive"]);
    const open = statements.filter(
      ({ effect, principals }) => effect === "Allow" && principals?.some((each) => each.type !== "Service"),
    );
    expect(open.some(({ actions }) => actions.includes("s3:PutObject"))).toBe(true);
    expect(open.flatMap(({ actions }) => actions.filter((each) => patterns.some((one) => one.test(each))))).toEqual([]);
  });
});

describe("access to the archive", () => {
  const intending = build({
    intendedAccess: {
      "cost-replication": {
        region: "eu-west-1",
        resourceArns: ["arn:aws:s3:::acme-logs", key],
        principalArns: ["arn:aws:iam::111111111111:role/acme-cost-replication"],
      },
      sessions: {
        region: "eu-west-1",
        resourceArns: [key],
        principalArns: ["arn:aws:iam::*:role/*"],
        organizationId: "o-example123",
      },
    },
  });

  test("is analyzed in every Region of the archive, with the account as the zone of trust", () => {
    const analyzers = Object.values(resources(stack, "aws_accessanalyzer_analyzer"));
    expect(analyzers.map(({ region, type, analyzer_name: name }) => [region, type, name])).toEqual([
      ["eu-central-1", "ACCOUNT", "acme-archive"],
      ["eu-west-1", "ACCOUNT", "acme-archive"],
      ["us-west-2", "ACCOUNT", "acme-archive"],
    ]);
  });

  test("is always a finding unless it is said to be intended", () => {
    expect(resources(stack, "aws_accessanalyzer_archive_rule")).toEqual({});
  });

  test("that is intended is hidden where it is, by every property of its statement, and never when public", () => {
    const hidden = Object.values(resources(intending, "aws_accessanalyzer_archive_rule"));
    expect(hidden.map(({ region, rule_name: name, filter }) => [region, name, filter])).toEqual([
      [
        "eu-west-1",
        "cost-replication",
        [
          { criteria: "resource", eq: ["arn:aws:s3:::acme-logs", key] },
          { criteria: "isPublic", eq: ["false"] },
          {
            criteria: "condition.aws:PrincipalArn",
            eq: ["arn:aws:iam::111111111111:role/acme-cost-replication"],
          },
        ],
      ],
      [
        "eu-west-1",
        "sessions",
        [
          { criteria: "resource", eq: [key] },
          { criteria: "isPublic", eq: ["false"] },
          { criteria: "condition.aws:PrincipalArn", eq: ["arn:aws:iam::*:role/*"] },
          { criteria: "condition.aws:PrincipalOrgID", eq: ["o-example123"] },
        ],
      ],
    ]);
  });

  test("an analyzer is there before what it hides", () => {
    for (const rule of Object.values(resources(intending, "aws_accessanalyzer_archive_rule"))) {
      expect(rule.analyzer_name).toMatch(
        /^\$\{aws_accessanalyzer_analyzer\.controls_analyzer-eu-west-1_\w+\.analyzer_name\}$/,
      );
    }
  });
});
