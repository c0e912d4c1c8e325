import { Testing } from "cdktf";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigRule, existsIn } from "../../modules/detection/config-rule";
import { ConformancePack, ConformancePackProps } from "../../modules/detection/conformance-pack";
import { loggingGapRules } from "../../modules/detection/logging-gap-rules";
import { regions } from "../../modules/policy/region";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const type = "aws_config_organization_conformance_pack";

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

function build(inRegions: string[], props: Partial<ConformancePackProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    const recorder = new ConfigConfigurationRecorder(scope, "recorder", { roleArn: "arn:aws:iam::1:role/r" });
    new ConformancePack(scope, "pack", {
      packName: "acme-logging",
      regions: inRegions,
      dependsOn: [recorder],
      ...props,
    });
  });
  return JSON.parse(text) as Stack;
}

const templateOf = (pack: Arguments) => JSON.parse(String(pack.template_body)) as Template;

describe("conformance pack", () => {
  const stack = build([...regions.keys()]);
  const everything = templateOf(only(stack, type, { region: "us-east-1" }));

  test("is one per Region, under the same name, once its recorders run, and waits for its members", () => {
    const packs = Object.values(resources(stack, type));
    expect(packs.map(({ region }) => region).sort()).toEqual([...regions.keys()].sort());
    for (const pack of packs) {
      expect(pack).toMatchObject({
        name: "acme-logging",
        timeouts: { create: "30m", update: "30m", delete: "30m" },
        depends_on: ["aws_config_configuration_recorder.recorder"],
      });
      expect(pack.delivery_s3_bucket).toBeUndefined();
      expect(pack.excluded_accounts).toBeUndefined();
    }
  });

  test.each([...regions.keys()])("%s has the rules that exist there, in a template AWS takes", (region) => {
    const pack = only(stack, type, { region });
    const body = String(pack.template_body);
    const names = Object.values(templateOf(pack).Resources).map(({ Properties }) => Properties.ConfigRuleName);
    const expected = Object.entries<ConfigRule>(loggingGapRules).filter(([, rule]) => existsIn(rule, region));
    expect(names).toEqual(expected.map(([identifier]) => identifier.toLowerCase().replaceAll("_", "-")));
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThanOrEqual(130);
    expect(Buffer.byteLength(body)).toBeLessThan(51_200);
    // Terraform would take either for its own.
    expect(body).not.toMatch(/[$%]\{/);
  });

  test("its resources have names that CloudFormation takes, and nothing to fill in", () => {
    expect(Object.keys(everything)).toEqual(["Resources"]);
    expect(Object.keys(everything.Resources)).toHaveLength(Object.keys(loggingGapRules).length);
    for (const [id, resource] of Object.entries(everything.Resources)) {
      expect(id).toMatch(/^[A-Za-z0-9]+$/);
      expect(resource.Type).toBe("AWS::Config::ConfigRule");
    }
  });

  test("a rule of AWS has its parameters and its types", () => {
    expect(everything.Resources.OpensearchLogsToCloudwatch?.Properties).toEqual({
      ConfigRuleName: "opensearch-logs-to-cloudwatch",
      Description: "OpenSearch domains that do not export their error log.",
      InputParameters: { logTypes: "error" },
      Scope: { ComplianceResourceTypes: ["AWS::OpenSearch::Domain"] },
      Source: { Owner: "AWS", SourceIdentifier: "OPENSEARCH_LOGS_TO_CLOUDWATCH" },
    });
  });

  test("a periodic rule has no scope", () => {
    expect(everything.Resources.NetfwLoggingEnabled?.Properties).toEqual({
      ConfigRuleName: "netfw-logging-enabled",
      Description: "Network firewalls that do not log both alerts and flows.",
      InputParameters: { logType: "both" },
      Source: { Owner: "AWS", SourceIdentifier: "NETFW_LOGGING_ENABLED" },
    });
  });

  test("a condition of our own is run with each change", () => {
    expect(everything.Resources.LambdaFunctionLogsErrors?.Properties.Source).toEqual({
      Owner: "CUSTOM_POLICY",
      SourceDetails: [
        { EventSource: "aws.config", MessageType: "ConfigurationItemChangeNotification" },
        { EventSource: "aws.config", MessageType: "OversizedConfigurationItemChangeNotification" },
      ],
      CustomPolicyDetails: {
        PolicyRuntime: "guard-2.x.x",
        PolicyText: loggingGapRules.LAMBDA_FUNCTION_LOGS_ERRORS.guardPolicy,
      },
    });
  });

  test("excluded accounts are excluded", () => {
    const excluding = build(["eu-west-1"], { excludedAccounts: ["111111111111"] });
    expect(only(excluding, type).excluded_accounts).toEqual(["111111111111"]);
  });
});
