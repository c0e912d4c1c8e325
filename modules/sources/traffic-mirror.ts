import { Ec2TrafficMirrorFilter } from "@cdktf/provider-aws/lib/ec2-traffic-mirror-filter";
import { Ec2TrafficMirrorFilterRule } from "@cdktf/provider-aws/lib/ec2-traffic-mirror-filter-rule";
import { Ec2TrafficMirrorSession } from "@cdktf/provider-aws/lib/ec2-traffic-mirror-session";
import { Ec2TrafficMirrorTarget } from "@cdktf/provider-aws/lib/ec2-traffic-mirror-target";
import { Construct } from "constructs";

/**
 * Where packets are mirrored to, by exactly one of the three kinds AWS knows.
 * @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-targets.html
 */
export type TrafficMirrorTarget =
  | { readonly networkLoadBalancerArn: string }
  | { readonly networkInterfaceId: string }
  | { readonly gatewayLoadBalancerEndpointId: string };

export interface PortRange {
  readonly fromPort: number;
  readonly toPort: number;
}

/** Rules are tried from the lowest number up, per direction; the first that matches decides. */
export interface TrafficMirrorRule {
  readonly direction: "ingress" | "egress";
  /** 1 to 32766, unique per direction. */
  readonly ruleNumber: number;
  /** @default "accept" */
  readonly action?: "accept" | "reject";
  /** @default "0.0.0.0/0" */
  readonly sourceCidrBlock?: string;
  /** @default "0.0.0.0/0" */
  readonly destinationCidrBlock?: string;
  /** IANA number: 6 is TCP, 17 UDP. @default - all protocols */
  readonly protocol?: number;
  /** Only with TCP or UDP. @default - all ports */
  readonly sourcePortRange?: PortRange;
  /** Only with TCP or UDP. @default - all ports */
  readonly destinationPortRange?: PortRange;
}

export interface TrafficMirrorProps {
  readonly region: string;
  /** Shown on the target, the filter and the sessions. */
  readonly description: string;
  /** Its security group must allow UDP 4789, on which AWS sends the packets in VXLAN. */
  readonly target: TrafficMirrorTarget;
  /**
   * Sources: interfaces of instances that support mirroring, which is decided by their type. This account must own them
   * or their subnet. Adding or removing one leaves the others alone.
   */
  readonly networkInterfaceIds: readonly string[];
  /** At most 10. @default - every IPv4 and IPv6 packet in both directions */
  readonly rules?: readonly TrafficMirrorRule[];
  /** Whether queries to Amazon's DNS server are mirrored, whatever the rules say. @default true */
  readonly mirrorAmazonDns?: boolean;
  /** Order of this session among the at most 3 of an interface, 1 to 32766. @default 1 */
  readonly sessionNumber?: number;
  /** VXLAN network identifier, 1 to 16777215, by which the target knows these packets. @default - random per session */
  readonly virtualNetworkId?: number;
  /** Bytes mirrored of each packet, VXLAN header aside. @default - the whole packet */
  readonly packetLengthBytes?: number;
}

const maximumRules = 10;

const anywhere = ["0.0.0.0/0", "::/0"];

const everything: readonly TrafficMirrorRule[] = (["ingress", "egress"] as const).flatMap((direction) =>
  anywhere.map((cidrBlock, index) => ({
    direction,
    ruleNumber: (index + 1) * 100,
    sourceCidrBlock: cidrBlock,
    destinationCidrBlock: cidrBlock,
  })),
);

const protocolsWithPorts: readonly (number | undefined)[] = [6, 17];

function problemOf(props: TrafficMirrorProps, rules: readonly TrafficMirrorRule[]): string | undefined {
  const { target, networkInterfaceIds } = props;
  if (rules.length > maximumRules) return `has ${rules.length} rules: a filter takes ${maximumRules}`;
  if ("networkInterfaceId" in target && networkInterfaceIds.includes(target.networkInterfaceId)) {
    return `mirrors its target ${target.networkInterfaceId}: an interface cannot be source and target`;
  }
  const withoutPorts = rules.find(
    ({ protocol, sourcePortRange, destinationPortRange }) =>
      (sourcePortRange ?? destinationPortRange) && !protocolsWithPorts.includes(protocol),
  );
  return (
    withoutPorts &&
    `names ports in ${withoutPorts.direction} rule ${withoutPorts.ruleNumber}: only TCP and UDP have them`
  );
}

/**
 * Packets of the given network interfaces are copied to a target for inspection: one target, one filter, and one
 * session per interface.
 *
 * AWS limits an interface to 3 sessions and a filter to 10 rules. It mirrors neither every instance type nor packets
 * that a security group or network ACL dropped. Flow logs do not show mirrored packets.
 * @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-filters.html
 * @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/mirroring/traffic-mirroring-considerations.html
 * @throws when a filter has more than 10 rules, a rule names ports that its protocol does not have, or the target is
 * also a source.
 */
export class TrafficMirror extends Construct {
  constructor(scope: Construct, id: string, props: TrafficMirrorProps) {
    super(scope, id);
    const { region, description, rules = everything } = props;
    const problem = problemOf(props, rules);
    if (problem) throw new Error(`${this.node.path} ${problem}`);

    const target = new Ec2TrafficMirrorTarget(this, "target", { region, description, ...props.target });
    const filter = new Ec2TrafficMirrorFilter(this, "filter", {
      region,
      description,
      networkServices: (props.mirrorAmazonDns ?? true) ? ["amazon-dns"] : [],
    });
    for (const rule of rules) {
      new Ec2TrafficMirrorFilterRule(this, `${rule.direction}-${rule.ruleNumber}`, {
        region,
        trafficMirrorFilterId: filter.id,
        trafficDirection: rule.direction,
        ruleNumber: rule.ruleNumber,
        ruleAction: rule.action ?? "accept",
        sourceCidrBlock: rule.sourceCidrBlock ?? "0.0.0.0/0",
        destinationCidrBlock: rule.destinationCidrBlock ?? "0.0.0.0/0",
        protocol: rule.protocol,
        sourcePortRange: rule.sourcePortRange,
        destinationPortRange: rule.destinationPortRange,
      });
    }
    for (const networkInterfaceId of props.networkInterfaceIds) {
      new Ec2TrafficMirrorSession(this, networkInterfaceId, {
        region,
        description,
        networkInterfaceId,
        trafficMirrorFilterId: filter.id,
        trafficMirrorTargetId: target.id,
        sessionNumber: props.sessionNumber ?? 1,
        virtualNetworkId: props.virtualNetworkId,
        packetLength: props.packetLengthBytes,
      });
    }
  }
}
