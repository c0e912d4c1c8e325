import { TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { refusals } from "../../modules/checks/refusal";
import {
  AgentConfiguration,
  linuxAgentConfiguration,
  windowsAgentConfiguration,
} from "../../modules/sources/cloudwatch-agent-configuration";
import { OperatingSystemLogs, OperatingSystemLogsProps } from "../../modules/sources/operating-system-logs";
import { only, resources, Stack } from "../support/synthesized";

const logGroups = {
  system: { name: "/acme/system" },
  security: { name: "/acme/security" },
  application: { name: "/acme/application" },
};
const regions = ["eu-west-1", "us-east-1"];

const remedies = {
  linux: { path: "linuxApplicationFiles", write: "fewer on Linux" },
  windows: { path: "windowsApplicationFiles", write: "fewer on Windows" },
};

const logs = (scope: Construct, props: Partial<OperatingSystemLogsProps>) =>
  new OperatingSystemLogs(scope, "operating-system-logs", {
    regions,
    documentName: "acme-cloudwatch-agent",
    linuxParameterName: "AmazonCloudWatch-acme-linux",
    windowsParameterName: "AmazonCloudWatch-acme-windows",
    logGroups,
    remedies,
    ...props,
  });

const build = (props: Partial<OperatingSystemLogsProps> = {}) =>
  JSON.parse(Testing.synthScope((scope) => void logs(scope, props))) as Stack;

/** Path or event log -> `GROUP STREAM`. */
const destinations = ({ logs: { logs_collected: collected } }: AgentConfiguration) =>
  Object.fromEntries([
    ...collected.files.collect_list.map((each) => [each.file_path, `${each.log_group_name} ${each.log_stream_name}`]),
    ...(collected.windows_events?.collect_list ?? []).map((each) => [
      each.event_name,
      `${each.log_group_name} ${each.log_stream_name}`,
    ]),
  ]) as Record<string, string>;

describe("what the agent collects", () => {
  test("on Linux: system, authentication and audit logs, each in a stream of its own", () => {
    expect(destinations(linuxAgentConfiguration(logGroups, [], false))).toEqual({
      "/var/log/messages": "/acme/system {instance_id}/messages",
      "/var/log/syslog": "/acme/system {instance_id}/syslog",
      "/var/log/cloud-init.log": "/acme/system {instance_id}/cloud-init",
      "/var/log/cloud-init-output.log": "/acme/system {instance_id}/cloud-init-output",
      "/var/log/secure": "/acme/security {instance_id}/secure",
      "/var/log/auth.log": "/acme/security {instance_id}/auth",
      "/var/log/audit/audit.log": "/acme/security {instance_id}/audit",
      "/var/log/amazon/ssm/amazon-ssm-agent.log": "/acme/security {instance_id}/ssm-agent",
    });
  });

  test("on Windows: event logs of every level", () => {
    const configuration = windowsAgentConfiguration(logGroups, []);
    expect(destinations(configuration)).toEqual({
      "C:\\ProgramData\\Amazon\\SSM\\Logs\\amazon-ssm-agent.log": "/acme/security {instance_id}/ssm-agent",
      System: "/acme/system {instance_id}/system",
      Application: "/acme/application {instance_id}/application",
      Security: "/acme/security {instance_id}/security",
      "Windows PowerShell": "/acme/security {instance_id}/windows-powershell",
      "Microsoft-Windows-PowerShell/Operational": "/acme/security {instance_id}/powershell-operational",
      "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational":
        "/acme/security {instance_id}/remote-desktop-sessions",
    });
    for (const { event_levels } of configuration.logs.logs_collected.windows_events?.collect_list ?? []) {
      expect(event_levels).toEqual(["CRITICAL", "ERROR", "WARNING", "INFORMATION", "VERBOSE"]);
    }
  });

  test.each([
    ["Linux", linuxAgentConfiguration(logGroups, ["/var/log/acme/*.log"], false), "/var/log/acme/*.log"],
    ["Windows", windowsAgentConfiguration(logGroups, ["D:\\acme\\*.log"]), "D:\\acme\\*.log"],
  ])("on %s: every file that matches a pattern, not only the one changed last", (_, configuration, pattern) => {
    expect(configuration.logs.logs_collected.files.collect_list.at(-1)).toEqual({
      file_path: pattern,
      log_group_name: "/acme/application",
      log_stream_name: "{instance_id}/application",
      publish_multi_logs: true,
    });
  });

  test("the journal only where it is asked for, since an older agent refuses it", () => {
    expect(linuxAgentConfiguration(logGroups, [], false).logs.logs_collected).not.toHaveProperty("journald");
    expect(linuxAgentConfiguration(logGroups, [], true).logs.logs_collected.journald).toEqual({
      collect_list: [{ log_group_name: "/acme/security", log_stream_name: "{instance_id}/journal" }],
    });
  });

  test.each([
    ["Linux", linuxAgentConfiguration(logGroups, ["/a"], true)],
    ["Windows", windowsAgentConfiguration(logGroups, ["/a"])],
  ])("on %s: the retention and the class of the groups are left alone", (_, configuration) => {
    expect(JSON.stringify(configuration)).not.toMatch(/retention_in_days|log_group_class/);
    expect(Object.keys(configuration)).toEqual(["logs"]);
  });
});

describe("how the agent gets there", () => {
  const stack = build({ windowsApplicationFiles: ["D:\\acme\\*.log"] });

  test.each(regions)("in %s every managed node is configured again and again, and a new one at once", (region) => {
    expect(only(stack, "aws_ssm_association", { region })).toMatchObject({
      association_name: "acme-cloudwatch-agent",
      targets: [{ key: "InstanceIds", values: ["*"] }],
      schedule_expression: "rate(12 hours)",
      apply_only_at_cron_interval: false,
      max_concurrency: "10%",
      max_errors: "100%",
      compliance_severity: "HIGH",
    });
  });

  test.each(regions)("in %s the configurations exist before the association runs", (region) => {
    const parameters = Object.entries(resources(stack, "aws_ssm_parameter")).filter(
      ([, each]) => each.region === region,
    );
    expect(parameters.map(([, { name }]) => name).sort()).toEqual([
      "AmazonCloudWatch-acme-linux",
      "AmazonCloudWatch-acme-windows",
    ]);
    expect(only(stack, "aws_ssm_association", { region }).depends_on).toEqual(
      parameters.map(([address]) => `aws_ssm_parameter.${address}`),
    );
  });

  test.each(["Linux", "Windows"])("AWS's own documents install it and append our configuration on %s", (platform) => {
    const content = String(only(stack, "aws_ssm_document", { region: "eu-west-1" }).content);
    const steps = content.split('{"action" = "aws:runDocument"').filter((step) => step.includes(`"${platform}"]`));
    expect(steps).toHaveLength(2);
    expect(steps[0]).toContain('"documentPath" = "AWS-ConfigureAWSPackage"');
    expect(steps[0]).toContain('{"action" = "Install", "name" = "AmazonCloudWatchAgent"}');
    expect(steps[1]).toContain('"documentPath" = "AmazonCloudWatch-ManageAgent"');
    expect(steps[1]).toContain('"action" = "configure (append)"');
    expect(steps[1]).toContain(
      `"optionalConfigurationLocation" = "AmazonCloudWatch-acme-${platform.toLowerCase()}", "optionalRestart" = "yes"`,
    );
  });

  test("no script of ours runs on a node", () => {
    const content = String(only(stack, "aws_ssm_document", { region: "eu-west-1" }).content);
    expect(content.match(/aws:run\w+/g)).toEqual(Array(4).fill("aws:runDocument"));
  });

  test("Terraform reads the backslashes of Windows paths as such", () => {
    const { insecure_value } = only(stack, "aws_ssm_parameter", {
      region: "eu-west-1",
      name: "AmazonCloudWatch-acme-windows",
    });
    expect(insecure_value).toContain('"file_path" = "D:\\\\acme\\\\*.log"');
  });

  test("tagged nodes alone, where they are named", () => {
    const targets = [{ key: "tag:Logging", values: ["full", "audit"] }];
    expect(only(build({ regions: ["eu-west-1"], targets }), "aws_ssm_association").targets).toEqual(targets);
  });
});

describe("what is refused", () => {
  test.each([
    [
      "a parameter that the agent's policy does not let it read",
      { linuxParameterName: "acme-linux" },
      /acme-linux .* does not begin with AmazonCloudWatch-/,
    ],
    [
      "several tag keys",
      { targets: ["a", "b"].map((tag) => ({ key: `tag:${tag}`, values: ["*"] })) },
      /State Manager takes one/,
    ],
  ])("%s", (_, props, message) => {
    expect(() => build(props)).toThrow(message);
  });

  const paths = (pattern: (index: number) => string) => Array.from({ length: 40 }, (_, index) => pattern(index));

  test.each([
    ["linux", { linuxApplicationFiles: paths((index) => `/var/log/acme-${index}/*.log`) }],
    ["windows", { windowsApplicationFiles: paths((index) => `C:\\acme-${index}\\*.log`) }],
    // It fits until Terraform writes each of these characters as six.
    ["linux", { linuxApplicationFiles: [`/var/log/${"&".repeat(600)}`] }],
  ] as const)("a configuration for %s that does not fit into a parameter", (platform, props) => {
    expect(refusals(logs(new TerraformStack(Testing.app(), "stack"), props))).toEqual([
      {
        ...remedies[platform],
        found: expect.stringMatching(
          /^a parameter, stack\/operating-system-logs, of \d{4} bytes, of which 4096 fit$/,
        ) as string,
      },
    ]);
  });
});
