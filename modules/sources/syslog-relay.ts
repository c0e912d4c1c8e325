import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Remedy } from "../checks/problem";
import { refuseLarger } from "../checks/refusal";
import { logTypes } from "../archive/log-types";
import { drainSeconds, SyslogRelayInstances, SyslogRelayInstancesProps } from "./syslog-relay-instances";

export interface SyslogRelayProps extends Omit<
  SyslogRelayInstancesProps,
  "port" | "securityGroupId" | "targetGroupArn" | "ready"
> {
  readonly vpcId: string;
  /** ACM certificate that senders see, of the same Region and for the name under which they reach the relay. */
  readonly certificateArn: string;
  /** IPv4 ranges of the senders. */
  readonly allowedCidrBlocks: readonly string[];
  /** What to change where there are more of them than a security group has room for. */
  readonly remedy: Remedy;
  /** Bucket of the Region for load balancer logs; its policy must already admit Network Load Balancers. */
  readonly accessLogBucketName: string;
}

/** Port registered for syslog over TLS. */
const syslogTlsPort = 6514;

/** Elastic Load Balancing accepts no longer name. */
const maximumNameLength = 32;

/**
 * Syslog over TLS from on-premises hosts and appliances ends up in a log group: a Network Load Balancer inside the VPC,
 * and behind it a few instances with rsyslog and the CloudWatch agent.
 *
 * Messages are encrypted on both hops. Every instance makes its own certificate, which the load balancer does not
 * verify; within a VPC packets cannot be spoofed. The load balancer ends the senders' TLS, so their addresses decide
 * who may send, not client certificates; each message is stored with the address it came from. Senders without traffic
 * are disconnected after 350 seconds and must connect again by themselves.
 *
 * Nothing listens for SSH and there is no key pair: administrators use Session Manager. The relay holds no data, so it
 * is not stateful, but the load balancer is protected from deletion.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html
 * @throws when the name is longer than 32 characters, or the log group's name is not known at synthesis.
 */
export class SyslogRelay extends Construct {
  /** DNS name of the load balancer, for the record under the certificate's name. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, props: SyslogRelayProps) {
    super(scope, id);
    const { name } = props;
    if (name.length > maximumNameLength) throw new Error(`${name} is longer than ${maximumNameLength} characters`);
    const { balancerGroup, instanceGroup, rules } = this.securityGroups(props);
    const { balancer, targetGroup, listener } = this.loadBalancer(props, balancerGroup.id);
    new SyslogRelayInstances(this, "instances", {
      ...props,
      port: syslogTlsPort,
      securityGroupId: instanceGroup.id,
      targetGroupArn: targetGroup.arn,
      ready: [...rules, listener],
    });
    this.endpoint = balancer.dnsName;
  }

  /**
   * Senders reach only the load balancer, the load balancer only the instances, and these only HTTPS. DNS, time and
   * metadata are the VPC's own and pass no security group. Terraform removes the rule that AWS adds to every new group.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  private securityGroups({ region, vpcId, name, allowedCidrBlocks, remedy }: SyslogRelayProps) {
    refuseLarger(this, "securityGroup", allowedCidrBlocks.length, remedy);
    const balancerGroup = new SecurityGroup(this, "load-balancer-group", {
      region,
      vpcId,
      name: `${name}-load-balancer`,
      description: "Load balancer of the syslog relay",
    });
    const instanceGroup = new SecurityGroup(this, "instance-group", {
      region,
      vpcId,
      name: `${name}-instances`,
      description: "Instances of the syslog relay",
    });
    const syslog = { region, ipProtocol: "tcp", fromPort: syslogTlsPort, toPort: syslogTlsPort };
    const rules: ITerraformDependable[] = [
      ...allowedCidrBlocks.map(
        (cidrIpv4) =>
          new VpcSecurityGroupIngressRule(this, `senders-${cidrIpv4.replace(/[./]/g, "-")}`, {
            ...syslog,
            securityGroupId: balancerGroup.id,
            cidrIpv4,
            description: "Syslog over TLS from senders",
          }),
      ),
      new VpcSecurityGroupEgressRule(this, "load-balancer-to-instances", {
        ...syslog,
        securityGroupId: balancerGroup.id,
        referencedSecurityGroupId: instanceGroup.id,
        description: "Syslog over TLS and health checks",
      }),
      new VpcSecurityGroupIngressRule(this, "instances-from-load-balancer", {
        ...syslog,
        securityGroupId: instanceGroup.id,
        referencedSecurityGroupId: balancerGroup.id,
        description: "Syslog over TLS and health checks",
      }),
      new VpcSecurityGroupEgressRule(this, "instances-to-https", {
        region,
        securityGroupId: instanceGroup.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "0.0.0.0/0",
        description: "CloudWatch Logs, Systems Manager, package repositories",
      }),
    ];
    return { balancerGroup, instanceGroup, rules };
  }

  /** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html */
  private loadBalancer({ region, name, ...props }: SyslogRelayProps, securityGroupId: string) {
    const balancer = new Lb(this, "load-balancer", {
      region,
      name,
      loadBalancerType: "network",
      internal: true,
      subnets: [...props.subnetIds],
      securityGroups: [securityGroupId],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      accessLogs: {
        enabled: true,
        bucket: props.accessLogBucketName,
        prefix: logTypes.nlb.prefix.replace("/", ""),
      },
    });
    const targetGroup = new LbTargetGroup(this, "target-group", {
      region,
      name,
      vpcId: props.vpcId,
      protocol: "TLS",
      port: syslogTlsPort,
      targetType: "instance",
      preserveClientIp: "true",
      deregistrationDelay: `${drainSeconds}`,
      connectionTermination: true,
      healthCheck: { protocol: "TCP", port: "traffic-port", interval: 10, healthyThreshold: 3, unhealthyThreshold: 3 },
    });
    const listener = new LbListener(this, "listener", {
      region,
      loadBalancerArn: balancer.arn,
      protocol: "TLS",
      port: syslogTlsPort,
      certificateArn: props.certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    });
    return { balancer, targetGroup, listener };
  }
}
