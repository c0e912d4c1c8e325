import { Testing } from "cdktf";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { existsIn, nameOf } from "../../modules/detection/config-rule";
import { regions } from "../../modules/policy/region";
import { LoggingRemediation, LoggingRemediationProps } from "../../modules/sources/logging-remediation";
import { remediationDocuments, RemediedRule, remediedRules } from "../../modules/sources/logging-remediation-rules";
import { allStatements, bySid, statementsOf } from "../support/statements";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const rules = Object.entries<RemediedRule>(remediedRules);

function build(recordedRegions: string[], props: Partial<LoggingRemediationProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    const recorders = recordedRegions.map((region) => [
      region,
      [new ConfigConfigurationRecorder(scope, `recorder-${region}`, { region, roleArn: "arn:aws:iam::1:role/r" })],
    ]);
    new LoggingRemediation(scope, "gaps", {
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

describe("rules", () => {
  const stack = build(["eu-west-1", "us-east-1", "us-gov-west-1"]);

  test.each([...regions.keys()])("%s gets every rule that exists there, and each of them once", (region) => {
    const expected = rules
      .filter(([, rule]) => existsIn(rule, region))
      .map(([identifier]) => `acme-${nameOf(identifier)}`);
    expect(
      rulesIn(build([region]), region)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected.sort());
  });

  test.each(rules)("%s is AWS's rule, limited to the type its document repairs", (identifier, rule) => {
    expect(
      only(stack, "aws_config_config_rule", { name: `acme-${nameOf(identifier)}`, region: "us-east-1" }),
    ).toMatchObject({
      description: rule.reports,
      source: { owner: "AWS", source_identifier: identifier },
      scope: { compliance_resource_types: rule.resourceTypes },
      depends_on: ["aws_config_configuration_recorder.recorder-us-east-1"],
    });
  });

  test("are three, and never look at an ALB or an NLB", () => {
    expect(rulesIn(stack, "eu-west-1").map(({ name }) => name)).toEqual([
      "acme-elastic-beanstalk-logs-to-cloudwatch",
      "acme-elb-logging-enabled",
      "acme-neptune-cluster-cloudwatch-log-export-enabled",
    ]);
    expect(JSON.stringify(stack)).not.toContain("ElasticLoadBalancingV2");
  });

  test("GovCloud does without the rules it lacks", () => {
    expect(rulesIn(stack, "us-gov-west-1").map(({ name }) => name)).toEqual(["acme-elb-logging-enabled"]);
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
      Object.values(remediationDocuments)
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
