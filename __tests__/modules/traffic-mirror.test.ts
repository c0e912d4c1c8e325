import { Testing } from "cdktf";
import { TrafficMirror, TrafficMirrorProps, TrafficMirrorRule } from "../../modules/sources/traffic-mirror";
import { only, resources, Stack } from "../support/synthesized";

const standard: TrafficMirrorProps = {
  region: "eu-west-1",
  description: "packets for inspection",
  target: { networkInterfaceId: "eni-0f" },
  networkInterfaceIds: ["eni-0a", "eni-0b"],
};

const build = (props: Partial<TrafficMirrorProps> = {}) =>
  JSON.parse(
    Testing.synthScope((scope) => void new TrafficMirror(scope, "mirror", { ...standard, ...props })),
  ) as Stack;

const rulesOf = (stack: Stack) =>
  Object.values(resources(stack, "aws_ec2_traffic_mirror_filter_rule")).map((rule) => ({
    direction: rule.traffic_direction,
    number: rule.rule_number,
    action: rule.rule_action,
    from: rule.source_cidr_block,
    to: rule.destination_cidr_block,
    protocol: rule.protocol,
  }));

const rule: TrafficMirrorRule = { direction: "ingress", ruleNumber: 10 };

describe("a traffic mirror", () => {
  test.each([
    [{ networkLoadBalancerArn: "arn:nlb" }, { network_load_balancer_arn: "arn:nlb" }],
    [{ networkInterfaceId: "eni-0f" }, { network_interface_id: "eni-0f" }],
    [{ gatewayLoadBalancerEndpointId: "vpce-0a" }, { gateway_load_balancer_endpoint_id: "vpce-0a" }],
  ])("has the target %j and no other", (target, expected) => {
    const made = Object.entries(only(build({ target }), "aws_ec2_traffic_mirror_target"));
    const written = Object.fromEntries(made.filter(([name]) => name !== "//"));
    expect(written).toEqual({ region: "eu-west-1", description: "packets for inspection", ...expected });
  });

  test("has one session per interface, all with the same filter and target", () => {
    const stack = build({ sessionNumber: 2, virtualNetworkId: 4711, packetLengthBytes: 128 });
    const sessions = Object.values(resources(stack, "aws_ec2_traffic_mirror_session"));
    expect(sessions.map(({ network_interface_id: id }) => id)).toEqual(["eni-0a", "eni-0b"]);
    for (const session of sessions) {
      expect(session).toMatchObject({
        region: "eu-west-1",
        session_number: 2,
        virtual_network_id: 4711,
        packet_length: 128,
        traffic_mirror_filter_id: expect.stringContaining("aws_ec2_traffic_mirror_filter.") as string,
        traffic_mirror_target_id: expect.stringContaining("aws_ec2_traffic_mirror_target.") as string,
      });
    }
  });

  test("mirrors whole packets under a number of AWS's choice unless told otherwise", () => {
    for (const session of Object.values(resources(build(), "aws_ec2_traffic_mirror_session"))) {
      expect(session.session_number).toBe(1);
      expect(session).not.toHaveProperty("virtual_network_id");
      expect(session).not.toHaveProperty("packet_length");
    }
  });

  test("keeps the other sessions when one interface goes", () => {
    const type = "aws_ec2_traffic_mirror_session";
    const fewer = resources(build({ networkInterfaceIds: ["eni-0b"] }), type);
    expect(resources(build(), type)).toMatchObject(fewer);
    expect(Object.keys(fewer)).toHaveLength(1);
  });

  test("mirrors everything in both directions unless told otherwise", () => {
    const accept = { action: "accept", protocol: undefined };
    const v4 = { ...accept, number: 100, from: "0.0.0.0/0", to: "0.0.0.0/0" };
    const v6 = { ...accept, number: 200, from: "::/0", to: "::/0" };
    expect(rulesOf(build())).toEqual(
      ["egress", "ingress"].flatMap((direction) => [
        { ...v4, direction },
        { ...v6, direction },
      ]),
    );
  });

  test("mirrors what its rules accept, and nothing in a direction without rules", () => {
    const stack = build({
      rules: [
        { ...rule, action: "reject", sourceCidrBlock: "10.1.0.0/16" },
        { ...rule, ruleNumber: 20, protocol: 6, destinationPortRange: { fromPort: 443, toPort: 443 } },
      ],
    });
    expect(rulesOf(stack)).toMatchObject([
      { direction: "ingress", number: 10, action: "reject", from: "10.1.0.0/16", to: "0.0.0.0/0" },
      { direction: "ingress", number: 20, action: "accept", from: "0.0.0.0/0", to: "0.0.0.0/0", protocol: 6 },
    ]);
    expect(only(stack, "aws_ec2_traffic_mirror_filter_rule", { rule_number: 20 })).toMatchObject({
      destination_port_range: { from_port: 443, to_port: 443 },
    });
  });

  test.each([
    [undefined, ["amazon-dns"]],
    [true, ["amazon-dns"]],
    [false, []],
  ])("with mirrorAmazonDns %s mirrors the network services %j", (mirrorAmazonDns, expected) => {
    expect(only(build({ mirrorAmazonDns }), "aws_ec2_traffic_mirror_filter").network_services).toEqual(expected);
  });

  const refused: [string, Partial<TrafficMirrorProps>, RegExp][] = [
    [
      "more rules than a filter takes",
      { rules: Array.from({ length: 11 }, (_, index) => ({ ...rule, ruleNumber: index + 1 })) },
      /has 11 rules: a filter takes 10/,
    ],
    [
      "ports of every protocol",
      { rules: [{ ...rule, destinationPortRange: { fromPort: 53, toPort: 53 } }] },
      /names ports in ingress rule 10: only TCP and UDP have them/,
    ],
    [
      "ports of a protocol without",
      { rules: [{ ...rule, protocol: 1, sourcePortRange: { fromPort: 1, toPort: 1 } }] },
      /names ports in ingress rule 10/,
    ],
    ["a target that is a source", { networkInterfaceIds: ["eni-0f"] }, /mirrors its target eni-0f/],
  ];
  test.each(refused)("refuses %s", (_, props, message) => {
    expect(() => build(props)).toThrow(message);
  });
});
