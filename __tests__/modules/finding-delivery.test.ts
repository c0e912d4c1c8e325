import { TerraformLocal, Testing } from "cdktf";
import { Construct } from "constructs";
import { FindingFolders } from "../../modules/archive/finding-folders";
import { FindingEvents, FindingEventsProps, FindingSource } from "../../modules/detection/finding-events";
import { FindingsHub, FindingsHubProps } from "../../modules/detection/findings-hub";
import { HubAssociations } from "../../modules/detection/hub-associations";
import { Standard, standards } from "../../modules/detection/standards";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const home = "eu-west-1";
const regions = [home, "us-east-1", "ap-northeast-1"];
const accountId = "333333333333";

const build = (make: (scope: Construct) => void) => JSON.parse(Testing.synthScope(make)) as Stack;

describe("Security Hub", () => {
  const type = {
    aggregator: "aws_securityhub_finding_aggregator",
    organization: "aws_securityhub_organization_configuration",
    policy: "aws_securityhub_configuration_policy",
  };
  const hub = (props: Partial<FindingsHubProps> = {}) =>
    build(
      (scope) =>
        void new FindingsHub(scope, "s", {
          partition: "aws",
          homeRegion: home,
          linkedRegions: ["us-east-1", "ap-northeast-1"],
          policyName: "acme",
          standards: ["aws-foundational-security-best-practices"],
          disabledControls: ["S3.13"],
          ...props,
        }),
    );
  const stack = hub();
  const address = (which: string) => `${which}.${Object.keys(resources(stack, which)).join()}`;
  const policyOf = (workspace: Stack) =>
    only(workspace, type.policy).configuration_policy as Arguments & { enabled_standard_arns: string[] };

  test("is configured for the organization, and for no account one by one", () => {
    expect(Object.keys(stack.resource).sort()).toEqual(Object.values(type).sort());
    for (const which of Object.values(type)) expect(only(stack, which).region).toBe(home);
  });

  test("brings findings together, then configures centrally, then has a policy", () => {
    expect(only(stack, type.aggregator)).toEqual({
      region: home,
      linking_mode: "SPECIFIED_REGIONS",
      specified_regions: ["us-east-1", "ap-northeast-1"],
    });
    expect(only(stack, type.organization)).toEqual({
      region: home,
      auto_enable: false,
      auto_enable_standards: "NONE",
      organization_configuration: { configuration_type: "CENTRAL" },
      timeouts: { create: "30m", update: "30m", delete: "30m" },
      depends_on: [address(type.aggregator)],
    });
    expect(only(stack, type.policy)).toMatchObject({
      name: "acme",
      configuration_policy: { service_enabled: true },
      depends_on: [address(type.organization)],
    });
  });

  test("lets go of the root, which an earlier release bound before anybody recorded, and leaves it bound", () => {
    expect((stack as Stack & { removed?: unknown }).removed).toEqual([
      {
        from: expect.stringMatching(/^aws_securityhub_configuration_policy_association\.s_root_/) as string,
        lifecycle: { destroy: false },
      },
    ]);
  });

  test("links no Region where there is only one", () => {
    expect(only(hub({ linkedRegions: [] }), type.aggregator)).toEqual({ region: home, linking_mode: "NO_REGIONS" });
  });

  const endings: Record<Standard, string> = {
    "aws-foundational-security-best-practices": "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark-3.0.0": "cis-aws-foundations-benchmark/v/3.0.0",
    "cis-aws-foundations-benchmark-5.0.0": "cis-aws-foundations-benchmark/v/5.0.0",
    "pci-dss-4.0.1": "pci-dss/v/4.0.1",
    "nist-800-53-5.0.0": "nist-800-53/v/5.0.0",
    "ai-security-best-practices-1.0.0": "ai-security-best-practices/v/1.0.0",
  };

  test.each([
    ["aws", home],
    ["aws-us-gov", "us-gov-west-1"],
  ] as const)("names standards as partition %s and the home Region %s have them", (partition, homeRegion) => {
    const named = hub({ partition, homeRegion, standards: Object.keys(standards) as Standard[] });
    expect(policyOf(named).enabled_standard_arns).toEqual(
      Object.values(endings).map((ending) => `arn:${partition}:securityhub:${homeRegion}::standards/${ending}`),
    );
  });

  test.each(Object.keys(endings) as Standard[])("checks %s alone where it alone is wanted", (standard) => {
    const { enabled_standard_arns } = policyOf(hub({ standards: [standard] }));
    expect(enabled_standard_arns).toEqual([`arn:aws:securityhub:${home}::standards/${endings[standard]}`]);
  });

  test.each([[["S3.13", "KMS.4"]], [[]]])("switches off exactly the controls %j", (disabledControls) => {
    expect(policyOf(hub({ disabledControls })).security_controls_configuration).toEqual({
      disabled_control_identifiers: disabledControls,
    });
  });
});

describe("Security Hub, once accounts record", () => {
  const type = "aws_securityhub_configuration_policy_association";
  const stack = build(
    (scope) =>
      void new HubAssociations(scope, "s", {
        region: home,
        rootId: "r-acme",
        policyId: "a1b2c3d4-5678-4abc-8def-111122223333",
        policyName: "acme",
        recordingAccountIds: new TerraformLocal(scope, "recording", []).asList,
      }),
  );
  const timeouts = { create: "24h", update: "24h" };
  const [accounts = ""] = Object.entries(resources(stack, type)).flatMap(([name, { for_each }]) =>
    for_each ? name : [],
  );

  test("holds each account that records to its standards, and waits for it as long as AWS may need", () => {
    expect(resources(stack, type)[accounts]).toEqual({
      region: home,
      for_each: "${toset(local.recording)}",
      policy_id: "a1b2c3d4-5678-4abc-8def-111122223333",
      target_id: "${each.value}",
      timeouts,
    });
  });

  test("is on without standards in whoever else is in the organization or joins it, which cannot fail for want of a recorder", () => {
    const { configuration_policy, name } = only(stack, "aws_securityhub_configuration_policy");
    expect(name).toBe("acme-without-standards");
    expect(configuration_policy).toEqual({
      service_enabled: true,
      enabled_standard_arns: [],
      security_controls_configuration: { disabled_control_identifiers: [] },
    });
    const [policy] = Object.keys(resources(stack, "aws_securityhub_configuration_policy"));
    expect(only(stack, type, { target_id: "r-acme" })).toEqual({
      region: home,
      policy_id: `\${aws_securityhub_configuration_policy.${policy}.id}`,
      target_id: "r-acme",
      timeouts,
      depends_on: [`${type}.${accounts}`],
    });
    expect(Object.keys(resources(stack, type))).toHaveLength(2);
  });
});

describe("findings that a service cannot export", () => {
  const logGroups = Object.fromEntries(
    regions.map((region) => [
      region,
      { name: "/aws/events/acme", arn: `arn:aws:logs:${region}:${accountId}:log-group:/aws/events/acme` },
    ]),
  );
  const deliver = (props: Pick<FindingEventsProps, "regions"> & Partial<FindingEventsProps>) =>
    build((scope) => void new FindingEvents(scope, "s", { namePrefix: "acme", logGroups, ...props }));

  const patterns: Record<FindingSource, [source: string, detailType: string]> = {
    securityhub: ["aws.securityhub", "Security Hub Findings - Imported"],
    macie: ["aws.macie", "Macie Finding"],
    inspector: ["aws.inspector2", "Inspector2 Finding"],
    "access-analyzer": ["aws.access-analyzer", "Access Analyzer Finding"],
  };

  test.each(Object.entries(patterns))(
    "those of %s alone go to the log group of their Region, which admits EventBridge without a role",
    (service, [source, detailType]) => {
      const stack = deliver({ regions: { [service]: regions } });
      const rules = resources(stack, "aws_cloudwatch_event_rule");
      expect(Object.values(rules)).toHaveLength(regions.length);
      expect(Object.values(resources(stack, "aws_cloudwatch_event_target"))).toHaveLength(regions.length);
      for (const region of regions) {
        expect(only(stack, "aws_cloudwatch_event_rule", { region })).toEqual({
          region,
          name: `acme-${service}-findings`,
          description: `Findings of ${service}, on their way to the archive.`,
          event_pattern: `\${jsonencode({"source" = ["${source}"], "detail-type" = ["${detailType}"]})}`,
        });
        const [rule] = Object.entries(rules).find(([, each]) => each.region === region) ?? [];
        expect(only(stack, "aws_cloudwatch_event_target", { region })).toEqual({
          region,
          rule: `\${aws_cloudwatch_event_rule.${rule}.name}`,
          target_id: "log-group",
          arn: logGroups[region]?.arn,
        });
      }
    },
  );

  test("are taken from the Regions given for each service, and from no other", () => {
    const stack = deliver({ regions: { securityhub: [home], macie: [home, "us-east-1"] } });
    const rules = Object.values(resources(stack, "aws_cloudwatch_event_rule"));
    expect(rules.map(({ name, region }) => `${String(name)} ${String(region)}`).sort()).toEqual([
      `acme-macie-findings ${home}`,
      "acme-macie-findings us-east-1",
      `acme-securityhub-findings ${home}`,
    ]);
  });

  test("need a log group in their Region, and an error says which has none", () => {
    expect(() => deliver({ regions: { macie: [home, "us-west-2"] } })).toThrow(
      "no log group for findings in us-west-2",
    );
  });
});

test("folders of findings are empty, encrypted without the archive's key, and without the provider's tags", () => {
  const keys = ["guardduty/", `guardduty/AWSLogs/${accountId}/GuardDuty/${home}/`];
  const stack = build(
    (scope) => void new FindingFolders(scope, "s", { bucketName: "acme-logs", bucketRegion: home, keys }),
  );
  expect(Object.values(resources(stack, "aws_s3_object"))).toHaveLength(keys.length);
  for (const key of keys) {
    // Exactly this: no content, no source, no key, no tags.
    expect(only(stack, "aws_s3_object", { key })).toEqual({
      region: home,
      bucket: "acme-logs",
      key,
      server_side_encryption: "AES256",
      override_provider: { default_tags: { tags: {} } },
    });
  }
});
