import { Testing } from "cdktf";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { existsIn } from "../../modules/detection/config-rule";
import { ControlRule, loggingControlRules } from "../../modules/detection/logging-control-rules";
import { OrganizationRules, OrganizationRulesProps } from "../../modules/detection/organization-rules";
import { regions } from "../../modules/policy/region";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const type = "aws_config_organization_managed_rule";
const controls = Object.entries<ControlRule>(loggingControlRules);

function build(inRegions: string[], props: Partial<OrganizationRulesProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    const recorder = new ConfigConfigurationRecorder(scope, "recorder", { roleArn: "arn:aws:iam::1:role/r" });
    new OrganizationRules(scope, "rules", {
      rulePrefix: "acme",
      homeRegion: "eu-west-1",
      regions: inRegions,
      trailBucketName: "acme-trail-222222222222-eu-west-1",
      logGroupRetentionDays: 365,
      dependsOn: [recorder],
      ...props,
    });
  });
  return JSON.parse(text) as Stack;
}

const madeIn = (stack: Stack, region: string): Arguments[] =>
  Object.values(resources(stack, type)).filter((rule) => rule.region === region);
const identifiersIn = (stack: Stack, region: string) => madeIn(stack, region).map((rule) => rule.rule_identifier);

describe("organization rules", () => {
  const stack = build(["eu-west-1", "us-east-1"]);

  test.each([...regions.keys()])(
    "%s gets every control that exists there, each once, under a name AWS takes",
    (region) => {
      const rules = madeIn(build([region], { homeRegion: region, rulePrefix: "p".repeat(24) }), region);
      const expected = controls.filter(([, control]) => existsIn(control, region)).map(([identifier]) => identifier);
      expect(rules.map((rule) => rule.rule_identifier).sort()).toEqual(expected.sort());
      expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
      for (const { name } of rules) expect(name).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    },
  );

  test.each(controls)("%s is limited to its types, or cannot be, and waits for its members", (identifier, control) => {
    const rule = only(stack, type, { rule_identifier: identifier, region: "eu-west-1" });
    expect(rule).toMatchObject({
      description: control.reports,
      timeouts: { create: "30m", update: "30m", delete: "30m" },
      depends_on: ["aws_config_configuration_recorder.recorder"],
    });
    expect(rule.resource_types_scope).toEqual(control.periodic ? undefined : control.resourceTypes);
  });

  test("what an account has once is judged in the home Region alone", () => {
    const home = identifiersIn(stack, "eu-west-1").filter(
      (identifier) => !identifiersIn(stack, "us-east-1").includes(identifier),
    );
    expect(new Set(home)).toEqual(
      new Set([
        "MULTI_REGION_CLOUD_TRAIL_ENABLED",
        "CLOUD_TRAIL_ENABLED",
        "CLOUDTRAIL_SECURITY_TRAIL_ENABLED",
        "CLOUD_TRAIL_ENCRYPTION_ENABLED",
        "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
        "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED",
        "CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
        "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC",
      ]),
    );
  });

  test("the trail is the one into the archive", () => {
    const rule = only(stack, type, { rule_identifier: "MULTI_REGION_CLOUD_TRAIL_ENABLED" });
    expect(rule.input_parameters).toBe(
      '${jsonencode({"s3BucketName" = "acme-trail-222222222222-eu-west-1", "includeManagementEvents" = "true", "readWriteType" = "ALL"})}',
    );
  });

  test.each([
    [365, 365],
    [400, 400],
    [1096, 731],
    [2192, 1827],
    [3653, 3653],
  ])("log groups that must keep events for %i days are asked for %i, the next length the rule knows", (days, asked) => {
    const rule = only(build(["eu-west-1"], { logGroupRetentionDays: days }), type, {
      rule_identifier: "CW_LOGGROUP_RETENTION_PERIOD_CHECK",
    });
    expect(rule.input_parameters).toBe(`\${jsonencode({"MinRetentionTime" = "${asked}"})}`);
  });

  test("excluded accounts are excluded from every rule", () => {
    const excluding = build(["eu-west-1"], { excludedAccounts: ["111111111111"] });
    for (const rule of madeIn(excluding, "eu-west-1")) expect(rule.excluded_accounts).toEqual(["111111111111"]);
    for (const rule of madeIn(stack, "eu-west-1")) expect(rule.excluded_accounts).toBeUndefined();
  });

  test("a control that the organization decided against is not made", () => {
    const without = build(["eu-west-1"], { exceptControls: ["CLOUDTRAIL_S3_DATAEVENTS_ENABLED"] });
    expect(
      identifiersIn(stack, "eu-west-1").filter((each) => !identifiersIn(without, "eu-west-1").includes(each)),
    ).toEqual(["CLOUDTRAIL_S3_DATAEVENTS_ENABLED"]);
  });
});
