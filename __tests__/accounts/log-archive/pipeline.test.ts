import { Testing } from "cdktf";
import { Management } from "../../../accounts/management/management";
import { bySid, statementsOf } from "../../support/statements";
import { Arguments, only, resources, Stack, synthesize } from "../../support/synthesized";
import { organization } from "../../support/organizations";
import { variants } from "../../support/variants";

const stacksOf = (variant: string) => synthesize(variants[variant] ?? organization());
const types = (stack: Stack | undefined) => Object.keys(stack?.resource ?? {});
const deliveryOf = (stack: Stack | undefined) => only(stack, "aws_kinesis_firehose_delivery_stream");
const everyAccount = ["log-archive", "management", "security-tooling", "workloads-payments", "workloads-website"];

describe("kinesis: destinations -> stream -> delivery stream", () => {
  const archive = stacksOf("example")["log-archive"];

  test("the stream scales by itself and keeps a week for replay", () => {
    expect(only(archive, "aws_kinesis_stream")).toMatchObject({
      stream_mode_details: { stream_mode: "ON_DEMAND" },
      encryption_type: "KMS",
      retention_period: 168,
    });
  });

  test("the destination of every Region leads to the one stream", () => {
    const destinations = Object.values(resources(archive, "aws_cloudwatch_log_destination"));
    expect(destinations.map(({ region }) => region).sort()).toEqual(["eu-central-1", "eu-west-1", "us-east-1"]);
    expect(new Set(destinations.map(({ target_arn }) => target_arn))).toEqual(
      new Set([expect.stringMatching(/^\$\{aws_kinesis_stream\./)]),
    );
  });

  test("objects are large, compressed and one envelope per line", () => {
    expect(deliveryOf(archive).extended_s3_configuration).toMatchObject({
      buffering_size: 128,
      buffering_interval: 900,
      compression_format: "GZIP",
      file_extension: ".json.gz",
      cloudwatch_logging_options: { enabled: true },
    });
  });
});

describe("firehose: destinations -> delivery stream", () => {
  const stacks = stacksOf("firehose transport");
  const archive = stacks["log-archive"];

  test("there is no stream, and the delivery stream encrypts records itself", () => {
    expect(types(archive)).not.toContain("aws_kinesis_stream");
    expect(deliveryOf(archive)).toMatchObject({
      server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK" },
    });
    expect(deliveryOf(archive).kinesis_source_configuration).toBeUndefined();
  });

  test("the destination of every Region leads to it, under a role that may put records and no more", () => {
    for (const { target_arn } of Object.values(resources(archive, "aws_cloudwatch_log_destination"))) {
      expect(target_arn).toMatch(/^\$\{aws_kinesis_firehose_delivery_stream\./);
    }
    const [policy] = Object.values(resources(archive, "aws_iam_role_policy")).filter(({ role }) =>
      String(role).includes("log-destination"),
    );
    expect(statementsOf(archive, policy as Arguments, "policy").flatMap(({ actions }) => actions)).toEqual([
      "firehose:PutRecord",
      "firehose:PutRecordBatch",
    ]);
  });

  test("only the deployment role may give Firehose its grant on the key", () => {
    const key = only(archive, "aws_kms_key", { description: "Log events on their way to the archive" });
    const { condition } = bySid(statementsOf(archive, key, "policy"), "AllowDeploymentToGrantDeliveryStream");
    expect(condition).toContainEqual({ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] });
  });

  test.each(everyAccount)("%s subscribes in every Region", (name) => {
    expect(Object.keys(resources(stacks[name], "aws_cloudwatch_log_account_policy"))).toHaveLength(3);
  });
});

describe("centralization: central log groups -> delivery stream", () => {
  const centralized = variants["centralization transport"] ?? organization();
  const stacks = synthesize(centralized);
  const { management, "log-archive": archive } = stacks;

  test.each(everyAccount.filter((name) => name !== "log-archive"))("nothing is deployed into %s", (name) => {
    expect(types(stacks[name])).not.toContain("aws_cloudwatch_log_account_policy");
  });

  test("the rule copies every Region of the organization, encrypted groups too, without the pipeline's own", () => {
    const { rule } = only(management, "aws_observabilityadmin_centralization_rule_for_organization");
    expect(rule).toMatchObject([
      {
        source: [
          {
            regions: ["eu-central-1", "eu-west-1", "us-east-1"],
            scope: "OrganizationId = 'o-exampleorg1'",
            source_logs_configuration: [
              {
                encrypted_log_group_strategy: "ALLOW",
                log_group_selection_criteria:
                  "LogGroupName NOT IN ('/example-logs/archive-delivery-errors', '/example-logs/organization-trail', " +
                  "'/example-logs/vpc-flow-logs', '/example-logs/transit-gateway-flow-logs') " +
                  "AND LogGroupName NOT LIKE '/example-logs/central/%'",
              },
            ],
          },
        ],
        destination: [{ account: "222222222222", region: "eu-west-1" }],
      },
    ]);
  });

  test("a central log group says in its name which account and Region it is from", () => {
    const { rule } = only(management, "aws_observabilityadmin_centralization_rule_for_organization");
    const name = "/example-logs/central/$${source.accountId}/$${source.region}/$${source.logGroup}";
    expect(rule).toMatchObject([
      {
        destination: [
          {
            destination_logs_configuration: [
              {
                log_group_name_configuration: [{ log_group_name_pattern: name }],
                logs_encryption_configuration: [{ encryption_strategy: "CUSTOMER_MANAGED" }],
              },
            ],
          },
        ],
      },
    ]);
    const stack = new Management(Testing.app(), centralized);
    expect(stack.toHclTerraform().hcl).toMatch(
      /log_group_name_configuration \{\s+log_group_name_pattern\s+= "\/example-logs\/central\/\$\$\{source\.accountId\}\//,
    );
  });

  test("central log groups end, though they are made without a retention, and only in Log Archive", () => {
    const lists = (name: string) =>
      Object.values(resources(stacks[name], "aws_sfn_state_machine")).map(({ definition }) =>
        String(definition).includes("$not($exists(RetentionInDays))"),
      );
    expect(lists("log-archive")).toEqual([true, true, true]);
    expect(lists("workloads-payments")).toEqual([false, false, false]);
    expect(JSON.stringify(resources(stacksOf("example")["log-archive"], "aws_sfn_state_machine"))).not.toContain(
      "$not($exists(RetentionInDays))",
    );
  });

  test.each([
    ["management", "observabilityadmin.amazonaws.com", "AWSServiceRoleForObservabilityAdmin"],
    [
      "management",
      "logs-centralization.observabilityadmin.amazonaws.com",
      "AWSServiceRoleForObservabilityAdmin_LogsCentralization",
    ],
    [
      "log-archive",
      "logs-centralization.observabilityadmin.amazonaws.com",
      "AWSServiceRoleForObservabilityAdmin_LogsCentralization",
    ],
  ])("in %s the role of %s is taken over where the console made it", (name, service, roleName) => {
    const stack = stacks[name] as Stack & { readonly import: readonly Arguments[] };
    const [[existing] = []] = Object.entries(stack.data?.aws_iam_roles ?? {}).filter(
      ([, { path_prefix }]) => path_prefix === `/aws-service-role/${service}/`,
    );
    expect(stack.data?.aws_iam_roles?.[String(existing)]).toMatchObject({ name_regex: `^${roleName}$` });
    expect(stack.import).toContainEqual(
      expect.objectContaining({ for_each: `\${tolist(data.aws_iam_roles.${existing}.arns)}`, id: "${each.value}" }),
    );
  });

  test("CloudWatch has trusted access and its service-linked roles before the rule", () => {
    expect(only(management, "aws_organizations_organization").aws_service_access_principals).toContain(
      "observabilityadmin.amazonaws.com",
    );
    const roles = Object.values(resources(management, "aws_iam_service_linked_role"));
    expect(roles.map(({ aws_service_name }) => aws_service_name)).toEqual(
      expect.arrayContaining([
        "logs-centralization.observabilityadmin.amazonaws.com",
        "observabilityadmin.amazonaws.com",
      ]),
    );
    const { depends_on } = only(management, "aws_observabilityadmin_centralization_rule_for_organization");
    expect(depends_on).toHaveLength(3);
  });

  test("the key carries the tag without which CloudWatch will not use it", () => {
    const key = only(archive, "aws_kms_key", { description: "Log events on their way to the archive" });
    expect(key.tags).toEqual({ LogsManaged: "true" });
  });

  test("the key admits CloudWatch's role in Log Archive and the central log groups", () => {
    const key = only(archive, "aws_kms_key", { description: "Log events on their way to the archive" });
    const statements = statementsOf(archive, key, "policy");
    expect(bySid(statements, "AllowCentralizationToEncrypt").condition).toEqual([
      {
        test: "ArnEquals",
        variable: "aws:PrincipalArn",
        values: [
          expect.stringMatching(/:222222222222:role\/aws-service-role\/logs-centralization\.observabilityadmin\./),
        ],
      },
    ]);
    expect(bySid(statements, "AllowLogGroupsToEncrypt").condition).toEqual([
      expect.objectContaining({ values: ["arn:aws:logs:eu-west-1:222222222222:log-group:*"] }),
    ]);
  });

  test("one subscription in Log Archive leads the central groups to the delivery stream", () => {
    const policy = only(archive, "aws_cloudwatch_log_account_policy");
    expect(policy.region).toBe("eu-west-1");
    expect(policy.policy_document).toMatch(/"DestinationArn" = aws_kinesis_firehose_delivery_stream\.[\w-]+\.arn/);
    expect(types(archive)).not.toContain("aws_cloudwatch_log_destination");
  });
});
