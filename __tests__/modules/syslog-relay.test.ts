import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformOutput, Testing } from "cdktf";
import { parse } from "yaml";
import { SyslogRelay, SyslogRelayProps } from "../../modules/sources/syslog-relay";
import { syslogRelayCloudConfig, volumeGib } from "../../modules/sources/syslog-relay-cloud-config";
import { statementsOf } from "../support/statements";
import { only, resources, Stack } from "../support/synthesized";

const standard: SyslogRelayProps = {
  name: "acme-syslog-relay",
  roleName: "acme-syslog-relay",
  region: "eu-west-1",
  partition: "aws",
  accountId: "444444444444",
  vpcId: "vpc-0a",
  subnetIds: ["subnet-0a", "subnet-0b"],
  certificateArn: "arn:aws:acm:eu-west-1:444444444444:certificate/c",
  allowedCidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"],
  remedy: { path: "sources.syslogRelays[0].allowedCidrBlocks", write: "fewer ranges" },
  logGroupName: "/acme/syslog-relay",
  logGroupArn: "arn:aws:logs:eu-west-1:444444444444:log-group:/acme/syslog-relay",
  accessLogBucketName: "acme-elb-eu-west-1",
};

const build = (props: Partial<SyslogRelayProps> = {}) =>
  JSON.parse(Testing.synthScope((scope) => void new SyslogRelay(scope, "relay", { ...standard, ...props }))) as Stack;

const stack = build();

/** `balancer` or `instances`, by the group's name. */
const groupOf = (reference: unknown) => {
  const [, address] = /^\$\{aws_security_group\.([\w-]+)\.id\}$/.exec(String(reference)) ?? [];
  const name = String(resources(stack, "aws_security_group")[address ?? ""]?.name);
  return name.endsWith("-load-balancer") ? "balancer" : "instances";
};

const rulesOf = (type: string) =>
  Object.values(resources(stack, type)).map((rule) => [
    groupOf(rule.security_group_id),
    rule.cidr_ipv4 ?? groupOf(rule.referenced_security_group_id),
    `${String(rule.ip_protocol)} ${String(rule.from_port)}-${String(rule.to_port)}`,
  ]);

describe("the network of a syslog relay", () => {
  test("lets senders reach only the load balancer, and the load balancer only the instances", () => {
    expect(rulesOf("aws_vpc_security_group_ingress_rule").sort()).toEqual([
      ["balancer", "10.0.0.0/8", "tcp 6514-6514"],
      ["balancer", "192.168.0.0/16", "tcp 6514-6514"],
      ["instances", "balancer", "tcp 6514-6514"],
    ]);
  });

  test("lets instances out to HTTPS alone, and the load balancer to the instances alone", () => {
    expect(rulesOf("aws_vpc_security_group_egress_rule").sort()).toEqual([
      ["balancer", "instances", "tcp 6514-6514"],
      ["instances", "0.0.0.0/0", "tcp 443-443"],
    ]);
  });

  test("has no rule inside a group, which would replace the rules above", () => {
    for (const group of Object.values(resources(stack, "aws_security_group"))) {
      expect(Object.keys(group)).not.toEqual(expect.arrayContaining(["ingress"]));
      expect(Object.keys(group)).not.toEqual(expect.arrayContaining(["egress"]));
    }
  });

  test("keeps the other senders when one range goes", () => {
    const type = "aws_vpc_security_group_ingress_rule";
    const fewer = resources(build({ allowedCidrBlocks: ["192.168.0.0/16"] }), type);
    expect(Object.keys(resources(stack, type))).toEqual(expect.arrayContaining(Object.keys(fewer)));
    expect(Object.keys(fewer)).toHaveLength(2);
  });
});

describe("the load balancer of a syslog relay", () => {
  test("is internal, protected from deletion, spans zones and logs its TLS connections", () => {
    expect(only(stack, "aws_lb")).toMatchObject({
      load_balancer_type: "network",
      internal: true,
      enable_deletion_protection: true,
      enable_cross_zone_load_balancing: true,
      enforce_security_group_inbound_rules_on_private_link_traffic: "on",
      access_logs: { enabled: true, bucket: "acme-elb-eu-west-1", prefix: "nlb" },
    });
  });

  test("speaks TLS 1.2 or later with senders and TLS with instances", () => {
    expect(only(stack, "aws_lb_listener")).toMatchObject({
      protocol: "TLS",
      port: 6514,
      ssl_policy: expect.stringMatching(/^ELBSecurityPolicy-TLS13-1-2-Res-/) as string,
      certificate_arn: standard.certificateArn,
    });
    expect(only(stack, "aws_lb_target_group")).toMatchObject({ protocol: "TLS", port: 6514 });
  });

  test("shows instances the senders' addresses", () => {
    expect(only(stack, "aws_lb_target_group")).toMatchObject({ target_type: "instance", preserve_client_ip: "true" });
  });

  test("cuts off senders of a leaving instance, so that they move on", () => {
    expect(only(stack, "aws_lb_target_group")).toMatchObject({
      connection_termination: true,
      deregistration_delay: "60",
    });
  });
});

describe("the instances of a syslog relay", () => {
  const template = only(stack, "aws_launch_template");

  test("have no key pair, no public address, and give credentials to themselves alone", () => {
    expect(template).not.toHaveProperty("key_name");
    expect(template.network_interfaces).toEqual([
      expect.objectContaining({ associate_public_ip_address: "false" }) as unknown,
    ]);
    expect(template.metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
  });

  test("have one encrypted volume, which leaves nothing behind", () => {
    expect(template.block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { encrypted: "true", volume_type: "gp3", volume_size: volumeGib, delete_on_termination: "true" },
      },
    ]);
  });

  test.each([
    [undefined, "arm64"],
    ["t4g.small", "arm64"],
    ["c7gn.large", "arm64"],
    ["x2gd.medium", "arm64"],
    ["t3.small", "x86_64"],
    ["m7i.large", "x86_64"],
    ["g4dn.xlarge", "x86_64"],
  ])("of type %s run the newest Amazon Linux for %s", (instanceType, architecture) => {
    expect(only(build({ instanceType }), "aws_launch_template").image_id).toBe(
      `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
    );
  });

  test("are replaced after 14 days and on every change, never below the number that is needed", () => {
    const replacement = { min_healthy_percentage: 100, max_healthy_percentage: 150 };
    expect(only(stack, "aws_autoscaling_group")).toMatchObject({
      min_size: 2,
      max_size: 4,
      health_check_type: "ELB",
      max_instance_lifetime: 1_209_600,
      instance_maintenance_policy: replacement,
      instance_refresh: { strategy: "Rolling", preferences: replacement },
      launch_template: { version: expect.stringMatching(/^\$\{aws_launch_template\..*\.latest_version\}$/) as string },
    });
  });

  test("stay long enough after the last sender to ship what they received", () => {
    const { deregistration_delay: delay } = only(stack, "aws_lb_target_group");
    const hook = only(stack, "aws_autoscaling_lifecycle_hook");
    expect(hook).toMatchObject({
      lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      default_result: "CONTINUE",
    });
    expect(hook.heartbeat_timeout).toBeGreaterThanOrEqual(Number(delay) + 120);
  });
});

describe("the role of a syslog relay", () => {
  const ownInstances = [
    {
      test: "ArnLike",
      variable: "ec2:SourceInstanceArn",
      values: ["arn:aws:ec2:eu-west-1:444444444444:instance/*"],
    },
  ];

  test("can write to the log group and accept sessions, from instances of the account, and nothing else", () => {
    expect(statementsOf(stack, only(stack, "aws_iam_role_policy"), "policy")).toEqual([
      {
        sid: "WriteRelayedMessages",
        effect: "Allow",
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: [`${standard.logGroupArn}:*`],
        condition: ownInstances,
      },
      {
        sid: "AcceptSessionsOfSessionManager",
        effect: "Allow",
        actions: [
          "ssm:UpdateInstanceInformation",
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        resources: ["*"],
        condition: ownInstances,
      },
    ]);
    expect(resources(stack, "aws_iam_role_policy_attachment")).toEqual({});
    expect(only(stack, "aws_iam_role")).not.toHaveProperty("managed_policy_arns");
  });

  test("is lent the policy for encrypted sessions where the account has one", () => {
    expect(resources(stack, "aws_iam_role_policy_attachment")).toEqual({});
    const attached = only(build({ sessionPolicyArn: "arn:policy" }), "aws_iam_role_policy_attachment");
    expect(attached.policy_arn).toBe("arn:policy");
  });

  test("is for EC2 alone", () => {
    expect(statementsOf(stack, only(stack, "aws_iam_role"), "assume_role_policy")).toMatchObject([
      { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] },
    ]);
  });
});

describe("the user data of a syslog relay", () => {
  const decode = (synthesized: Stack) =>
    Buffer.from(String(only(synthesized, "aws_launch_template").user_data), "base64").toString();

  test("is cloud-config for this log group, the target group's port, and longer than an instance lives", () => {
    const { port } = only(stack, "aws_lb_target_group");
    const { max_instance_lifetime: lifetimeSeconds } = only(stack, "aws_autoscaling_group");
    const certificateValidityDays = 28;
    expect(parse(decode(stack))).toEqual(
      syslogRelayCloudConfig({ logGroupName: "/acme/syslog-relay", port: Number(port), certificateValidityDays }),
    );
    expect(certificateValidityDays * 86_400).toBeGreaterThan(Number(lifetimeSeconds));
  });

  test("fits the 16 KB that EC2 takes, even with the longest log group name", () => {
    const longest = decode(build({ logGroupName: "x".repeat(512) }));
    expect(longest.split("\n", 1)).toEqual(["#cloud-config"]);
    expect(Buffer.byteLength(longest)).toBeLessThan(16 * 1024);
  });
});

describe("a syslog relay", () => {
  test("offers the load balancer's name", () => {
    const rendered = Testing.synthScope((scope) => {
      const { endpoint } = new SyslogRelay(scope, "relay", standard);
      new TerraformOutput(scope, "endpoint", { value: endpoint });
    });
    expect((JSON.parse(rendered) as Stack).output?.endpoint?.value).toMatch(/^\$\{aws_lb\.[\w-]+\.dns_name\}$/);
  });

  test("refuses a name that Elastic Load Balancing does not accept", () => {
    expect(() => build({ name: "x".repeat(33) })).toThrow(/longer than 32 characters/);
  });

  test("refuses a log group whose name is not known when user data is written", () => {
    const unknown = () =>
      Testing.synthScope((scope) => {
        const { name } = new CloudwatchLogGroup(scope, "group", { name: "/acme/syslog-relay" });
        new SyslogRelay(scope, "relay", { ...standard, logGroupName: name });
      });
    expect(unknown).toThrow(/must be known at synthesis/);
  });
});
