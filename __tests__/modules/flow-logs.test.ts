import { Testing } from "cdktf";
import {
  logFormat,
  tableColumns,
  transitGatewayFlowLogFields,
  vpcFlowLogFields,
} from "../../modules/sources/flow-log-records";
import { FlowLogs, FlowLogsProps, FlowLogSubject } from "../../modules/sources/flow-logs";
import { bySid, statementsOf } from "../support/statements";
import { Arguments, only, resources, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];
const groupArn = (region: string) => `arn:aws:logs:${region}:444444444444:log-group:/acme/flow-logs`;

const build = (subject: FlowLogSubject, changed: Partial<FlowLogsProps> = {}) =>
  JSON.parse(
    Testing.synthScope(
      (scope) =>
        void new FlowLogs(scope, "flow-logs", {
          subject,
          partition: "aws",
          accountId: "444444444444",
          regions,
          archiveBucketName: "acme-logs",
          fileFormat: "parquet",
          aggregationSeconds: 600,
          except: [],
          localCopy: {
            logGroups: Object.fromEntries(
              regions.map((region) => [region, { name: "/acme/flow-logs", arn: groupArn(region) }]),
            ),
            roleName: "acme-flow-logs",
          },
          ...changed,
        }),
    ),
  ) as Stack & { readonly locals: Readonly<Record<string, string>> };

/** The list that a flow log is made for each of, as an expression of Terraform's. */
const listOf = ({ locals }: ReturnType<typeof build>, { for_each: each }: Arguments) =>
  locals[/^\$\{toset\(local\.([\w-]+)\)\}$/.exec(String(each))?.[1] ?? ""];

describe("flow logs of VPCs", () => {
  const stack = build("vpc");

  test.each(regions)("in %s cover the VPCs that the account owns when Terraform plans", (region) => {
    const found = stack.data.aws_vpcs?.[`flow-logs_vpcs-${region}`] ?? Object.values(stack.data.aws_vpcs ?? {});
    expect(JSON.stringify(found)).toContain("owner-id");
    for (const log of Object.values(resources(stack, "aws_flow_log")).filter((each) => each.region === region)) {
      expect(listOf(stack, log)).toMatch(/^\$\{setsubtract\(data\.aws_vpcs\.[\w-]+\.ids, \[\]\)\}$/);
      expect(log).toMatchObject({ vpc_id: "${each.value}", traffic_type: "ALL", max_aggregation_interval: 600 });
    }
  });

  test.each(regions)("in %s go to hourly folders of the archive and to a local log group", (region) => {
    expect(only(stack, "aws_flow_log", { region, log_destination_type: "s3" })).toMatchObject({
      log_destination: "arn:aws:s3:::acme-logs/vpcflow/",
      destination_options: { file_format: "parquet", per_hour_partition: true, hive_compatible_partitions: false },
    });
    expect(only(stack, "aws_flow_log", { region, log_destination_type: "cloud-watch-logs" })).toMatchObject({
      log_destination: groupArn(region),
      iam_role_arn: expect.stringMatching(/aws_iam_role\./) as string,
    });
  });

  test("ask for every field, and a table over them has the same fields in the same order", () => {
    for (const log of Object.values(resources(stack, "aws_flow_log"))) {
      expect(log.log_format).toBe(logFormat(vpcFlowLogFields));
    }
    const named = [...logFormat(vpcFlowLogFields).matchAll(/\$\$\{([a-z-]+)\}/g)].map(([, field = ""]) => field);
    expect(named).toHaveLength(42);
    expect(tableColumns(vpcFlowLogFields).map(({ name }) => name)).toEqual(
      named.map((field) => field.replaceAll("-", "_")),
    );
    expect(tableColumns(vpcFlowLogFields).filter(({ type }) => type !== "string")).toEqual([
      { name: "version", type: "int" },
      { name: "srcport", type: "int" },
      { name: "dstport", type: "int" },
      { name: "protocol", type: "int" },
      { name: "packets", type: "bigint" },
      { name: "bytes", type: "bigint" },
      { name: "start", type: "bigint" },
      { name: "end", type: "bigint" },
      { name: "tcp_flags", type: "int" },
      { name: "traffic_path", type: "int" },
    ]);
  });

  test("are written under a role that only flow logs of this account may assume, to these groups alone", () => {
    const role = only(stack, "aws_iam_role");
    expect(bySid(statementsOf(stack, role, "assume_role_policy"), "AllowFlowLogsOfThisAccount")).toMatchObject({
      principals: [{ type: "Service", identifiers: ["vpc-flow-logs.amazonaws.com"] }],
      condition: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["444444444444"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:ec2:*:444444444444:vpc-flow-log/*"] },
      ],
    });
    expect(
      statementsOf(stack, only(stack, "aws_iam_role_policy"), "policy").map(({ sid, actions, resources: of }) => ({
        sid,
        actions,
        resources: of,
      })),
    ).toEqual([
      {
        sid: "WriteFlowLogs",
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: regions.map((region) => `${groupArn(region)}:*`),
      },
      {
        sid: "FindLogGroup",
        actions: ["logs:DescribeLogGroups"],
        resources: regions.map((region) => `arn:aws:logs:${region}:444444444444:log-group:*`),
      },
    ]);
  });

  test("are text where the organization asks for text", () => {
    const text = only(build("vpc", { fileFormat: "plain-text" }), "aws_flow_log", {
      region: "eu-west-1",
      log_destination_type: "s3",
    });
    expect(text.destination_options).toMatchObject({ file_format: "plain-text" });
  });
});

describe.each([
  ["vpc", "vpc-0a1b2c3d4e5f60718"],
  ["transit-gateway", "tgw-0a1b2c3d4e5f60718"],
] as const)("flow logs of a %s", (subject, id) => {
  test("leave those alone that are excepted", () => {
    const stack = build(subject, { except: [id] });
    const logs = Object.values(resources(stack, "aws_flow_log"));
    expect(logs).toHaveLength(4);
    for (const log of logs) expect(listOf(stack, log)).toContain(`, ["${id}"])}`);
  });

  test("have one copy, and nobody writes to log groups, where a local one is not wanted", () => {
    const stack = build(subject, { localCopy: undefined });
    const logs = Object.values(resources(stack, "aws_flow_log"));
    expect(logs.map((log) => log.log_destination_type)).toEqual(["s3", "s3"]);
    expect(resources(stack, "aws_iam_role")).toEqual({});
  });
});

describe("flow logs of transit gateways", () => {
  const stack = build("transit-gateway");
  const logs = Object.values(resources(stack, "aws_flow_log"));

  test("cover the gateways that the account owns, found through their attachments", () => {
    for (const attachments of Object.values(stack.data.aws_ec2_transit_gateway_attachments ?? {})) {
      expect(attachments.filter).toEqual([{ name: "transit-gateway-owner-id", values: ["444444444444"] }]);
    }
    expect(logs).toHaveLength(4);
    for (const log of logs) expect(log.transit_gateway_id).toBe("${each.value}");
  });

  test("have their own fields and folder, and what AWS demands of them: a minute, and no traffic type", () => {
    for (const log of logs) {
      expect(log).toMatchObject({ log_format: logFormat(transitGatewayFlowLogFields), max_aggregation_interval: 60 });
      expect(log).not.toHaveProperty("traffic_type");
    }
    expect(only(stack, "aws_flow_log", { region: "us-east-1", log_destination_type: "s3" }).log_destination).toBe(
      "arn:aws:s3:::acme-logs/tgwflow/",
    );
  });
});
