import { Testing } from "cdktf";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { regions } from "../../modules/policy/region";
import { loggingRemediations } from "../../modules/sources/logging-gap-remediations";
import { existsIn, LoggingGapRule, loggingGapRules } from "../../modules/sources/logging-gap-rules";
import { LoggingGaps, LoggingGapsProps } from "../../modules/sources/logging-gaps";
import { allStatements, bySid, statementsOf } from "../support/statements";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const rules = Object.entries<LoggingGapRule>(loggingGapRules);
const kebab = (identifier: string) => identifier.toLowerCase().replaceAll("_", "-");

function build(recordedRegions: string[], props: Partial<LoggingGapsProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    const recorders = recordedRegions.map((region) => [
      region,
      new ConfigConfigurationRecorder(scope, `recorder-${region}`, { region, roleArn: "arn:aws:iam::1:role/r" }),
    ]);
    new LoggingGaps(scope, "gaps", {
      rulePrefix: "acme",
      partition: "aws",
      accountId: "444444444444",
      recorders: Object.fromEntries(recorders),
      remediate: false,
      roleName: "acme-logging-remediation",
      ...props,
    });
  });
  return JSON.parse(text) as Stack;
}

const rulesIn = (stack: Stack, region: string): Arguments[] =>
  Object.values(resources(stack, "aws_config_config_rule")).filter((rule) => rule.region === region);

const remediationsIn = (stack: Stack, region: string): Record<string, Arguments> =>
  Object.fromEntries(
    Object.values(resources(stack, "aws_config_remediation_configuration"))
      .filter((remediation) => remediation.region === region)
      .map((remediation) => [String(remediation.target_id), remediation]),
  );

describe("table of rules", () => {
  test.each(rules)("%s says what it reports, on what", (_, { reports, resourceTypes }) => {
    expect(reports).toMatch(/^[A-Z].{10,250}\.$/);
    expect(resourceTypes.length).toBeGreaterThan(0);
    for (const type of resourceTypes) expect(type).toMatch(/^AWS::\w+::\w+$/);
  });

  test.each(rules)("%s is absent from known Regions only, each said once", (_, { absentFrom, onlyIn }) => {
    const said = [...(absentFrom?.split(/\s+/) ?? []), ...(onlyIn === undefined ? [] : [onlyIn])];
    expect(said.filter((region) => !regions.has(region))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });

  test("a rule of one Region is nowhere else", () => {
    expect(
      [...regions.keys()].filter((region) => existsIn(loggingGapRules.ROUTE53_QUERY_LOGGING_ENABLED, region)),
    ).toEqual(["us-east-1"]);
  });
});

describe("rules", () => {
  const stack = build(["eu-west-1", "us-east-1", "us-gov-west-1"]);

  test.each([...regions.keys()])("%s gets every rule that exists there, and each of them once", (region) => {
    const expected = rules
      .filter(([, rule]) => existsIn(rule, region))
      .map(([identifier]) => `acme-${kebab(identifier)}`);
    expect(
      rulesIn(build([region]), region)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected.sort());
  });

  test.each(rules)("%s is AWS's rule with its parameters, or our condition", (identifier, rule) => {
    const made = only(stack, "aws_config_config_rule", { name: `acme-${kebab(identifier)}`, region: "us-east-1" });
    const parameters = Object.entries(rule.parameters ?? {}).map(([name, value]) => `"${name}" = "${value}"`);
    expect(made).toMatchObject({
      description: rule.reports,
      source: rule.guardPolicy
        ? { owner: "CUSTOM_POLICY", custom_policy_details: { policy_text: rule.guardPolicy } }
        : { owner: "AWS", source_identifier: identifier },
      depends_on: ["aws_config_configuration_recorder.recorder-us-east-1"],
    });
    expect(made.input_parameters).toBe(
      parameters.length > 0 ? `\${jsonencode({${parameters.join(", ")}})}` : undefined,
    );
  });

  test("a rule that answers to changes is limited to its types, and so never sees an ALB or an NLB", () => {
    const scopes = rulesIn(stack, "eu-west-1").map(
      ({ scope }) => scope as { compliance_resource_types: string[] } | undefined,
    );
    expect(scopes.flatMap((scope) => scope?.compliance_resource_types ?? [])).toContain(
      "AWS::ElasticLoadBalancing::LoadBalancer",
    );
    expect(JSON.stringify(scopes)).not.toContain("ElasticLoadBalancingV2");
    for (const [identifier, rule] of rules.filter(([, { periodic }]) => periodic)) {
      expect(
        only(stack, "aws_config_config_rule", { name: `acme-${kebab(identifier)}`, region: "us-east-1" }).scope,
      ).toBe(undefined);
      expect(rule.guardPolicy).toBeUndefined();
    }
  });

  test("only Lambda's is our own, and none looks at an older way of logging", () => {
    expect(rules.filter(([, { guardPolicy }]) => guardPolicy).map(([identifier]) => identifier)).toEqual([
      "LAMBDA_FUNCTION_LOGS_ERRORS",
    ]);
    expect(Object.keys(loggingGapRules)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(NLB_LOGGING|CLOUDFRONT_ACCESSLOGS|WAF_CLASSIC)/)]),
    );
  });

  test("GovCloud and the youngest Regions do without the rules they lack", () => {
    const names = (region: string) => rulesIn(build([region]), region).map(({ name }) => name);
    expect(names("us-gov-west-1")).not.toContain("acme-eks-cluster-log-enabled");
    expect(names("us-gov-west-1")).toContain("acme-rds-logging-enabled");
    expect(names("mx-central-1")).not.toContain("acme-aurora-mysql-cluster-audit-logging");
  });
});

describe("remediation", () => {
  const buckets = { "eu-west-1": "acme-elb-222222222222-eu-west-1" };
  const remediating = build(["eu-west-1", "us-east-1"], { remediate: true, loadBalancerBucketNames: buckets });

  test("is not made unless asked for, nor is its role", () => {
    const reporting = build(["eu-west-1"], { loadBalancerBucketNames: buckets });
    expect(resources(reporting, "aws_config_remediation_configuration")).toEqual({});
    expect(resources(reporting, "aws_iam_role")).toEqual({});
  });

  test("is made for the known documents, with the resource, the role and what else they need", () => {
    const role = {
      name: "AutomationAssumeRole",
      static_value: "arn:aws:iam::444444444444:role/acme-logging-remediation",
    };
    const made = remediationsIn(remediating, "eu-west-1");
    expect(Object.keys(made).sort()).toEqual(
      Object.values(loggingRemediations)
        .map(({ documentName }) => documentName)
        .sort(),
    );
    expect(made["AWSConfigRemediation-EnableElasticBeanstalkEnvironmentLogStreaming"]).toMatchObject({
      resource_type: "AWS::ElasticBeanstalk::Environment",
      parameter: [role, { name: "EnvironmentId", resource_value: "RESOURCE_ID" }],
    });
    expect(made["AWS-EnableNeptuneDbAuditLogsToCloudWatch"]).toMatchObject({
      resource_type: "AWS::RDS::DBCluster",
      parameter: [role, { name: "DbClusterResourceId", resource_value: "RESOURCE_ID" }],
    });
    expect(made["AWSConfigRemediation-EnableLoggingForALBAndCLB"]).toMatchObject({
      resource_type: "AWS::ElasticLoadBalancing::LoadBalancer",
      parameter: [
        role,
        { name: "LoadBalancerId", resource_value: "RESOURCE_ID" },
        { name: "S3BucketName", static_value: "acme-elb-222222222222-eu-west-1" },
        { name: "S3BucketPrefix", static_value: "clb" },
      ],
    });
  });

  test("runs by itself, three times within an hour at most", () => {
    for (const remediation of Object.values(resources(remediating, "aws_config_remediation_configuration"))) {
      expect(remediation).toMatchObject({
        automatic: true,
        target_type: "SSM_DOCUMENT",
        maximum_automatic_attempts: 3,
        retry_attempt_seconds: 3600,
      });
    }
  });

  test("leaves Classic Load Balancers alone where no bucket admits their logs", () => {
    expect(Object.keys(remediationsIn(remediating, "us-east-1"))).not.toContain(
      "AWSConfigRemediation-EnableLoggingForALBAndCLB",
    );
  });

  test("is not made in a Region without the rule", () => {
    expect(remediationsIn(build(["us-gov-west-1"], { remediate: true }), "us-gov-west-1")).toEqual({});
  });

  test("its role is Systems Manager's, of this account alone", () => {
    const role = only(remediating, "aws_iam_role");
    expect(statementsOf(remediating, role, "assume_role_policy")).toEqual([
      {
        sid: "AllowAutomationOfThisAccount",
        effect: "Allow",
        principals: [{ type: "Service", identifiers: ["ssm.amazonaws.com"] }],
        actions: ["sts:AssumeRole"],
        condition: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["444444444444"] },
          { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:ssm:*:444444444444:automation-execution/*"] },
        ],
      },
    ]);
  });

  test("its role changes the logging of these resources of this account, and nothing else", () => {
    const statements = statementsOf(remediating, only(remediating, "aws_iam_role_policy"), "policy");
    const changes = statements.map(({ sid, actions, resources: on }) => [sid, actions, on]);
    expect(changes).toEqual([
      [
        "RunTheDocuments",
        ["ssm:GetAutomationExecution", "ssm:StartAutomationExecution"],
        [
          "arn:aws:ssm:*:444444444444:automation-execution/*",
          "arn:aws:ssm:*:*:automation-definition/AWS-EnableNeptuneDbAuditLogsToCloudWatch:*",
          "arn:aws:ssm:*:*:automation-definition/AWSConfigRemediation-EnableElasticBeanstalkEnvironmentLogStreaming:*",
          "arn:aws:ssm:*:*:automation-definition/AWSConfigRemediation-EnableLoggingForALBAndCLB:*",
        ],
      ],
      [
        "ReadHowResourcesLog",
        [
          "rds:DescribeDBClusters",
          "elasticbeanstalk:DescribeConfigurationSettings",
          "elasticbeanstalk:DescribeEnvironments",
          "elasticloadbalancing:DescribeLoadBalancerAttributes",
        ],
        ["*"],
      ],
      ["ExportAuditLogsOfNeptuneClusters", ["rds:ModifyDBCluster"], ["arn:aws:rds:*:444444444444:cluster:*"]],
      [
        "StreamLogsOfBeanstalkEnvironments",
        ["elasticbeanstalk:UpdateEnvironment"],
        ["arn:aws:elasticbeanstalk:*:444444444444:environment/*"],
      ],
      [
        "LogAccessToClassicLoadBalancers",
        ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
        ["arn:aws:elasticloadbalancing:*:444444444444:loadbalancer/*"],
      ],
    ]);
    expect(bySid(statements, "ReadHowResourcesLog").condition).toEqual([
      { test: "StringEquals", variable: "aws:RequestedRegion", values: ["eu-west-1", "us-east-1"] },
    ]);
  });

  test("its role has nothing for a document that is not used", () => {
    const withoutBuckets = build(["eu-west-1"], { remediate: true });
    expect(JSON.stringify(allStatements(withoutBuckets))).not.toContain("elasticloadbalancing");
  });
});
