import { Organization } from "../../accounts/organization/organization";
import { Deployment, payments, smallOrganization, summary } from "./deployment";

/** Types of resources that only listed sources have. */
const listedTypes: readonly string[] = [
  "aws_autoscaling_group",
  "aws_directory_service_log_subscription",
  "aws_ec2_traffic_mirror_session",
  "aws_lb",
  "aws_networkfirewall_logging_configuration",
];

const dropped = "moto drops it";

/** Differences that the emulator, not the configuration, causes after an apply: `TYPE.ARGUMENT` -> why. */
const emulatorDrift: Readonly<Record<string, string>> = {
  "aws_autoscaling_group.capacity_reservation_specification": dropped,
  "aws_autoscaling_group.instance_maintenance_policy": dropped,
  "aws_autoscaling_lifecycle_hook.notification_target_arn": dropped,
  "aws_autoscaling_lifecycle_hook.role_arn": dropped,
  "aws_autoscaling_policy.enabled": dropped,
  "aws_autoscaling_policy.predictive_scaling_configuration": dropped,
  "aws_lb.enforce_security_group_inbound_rules_on_private_link_traffic": dropped,
  "aws_vpc_security_group_egress_rule.description": "moto drops it where the other side is a group",
  "aws_vpc_security_group_ingress_rule.description": "moto drops it where the other side is a group",
};

/** Makes what sources can be attached to in an account, and lists it as the organization file would. */
async function listedSources(deployment: Deployment, region: string): Promise<unknown> {
  const cli = await deployment.cli(payments, region);
  const { Subnets } = await cli<{ Subnets: { SubnetId: string; VpcId: string }[] }>("ec2", "describe-subnets");
  const subnetIds = Subnets.map(({ SubnetId }) => SubnetId);
  const networkInterface = async () => {
    const made = await cli<{ NetworkInterface: { NetworkInterfaceId: string } }>(
      ...["ec2", "create-network-interface", "--subnet-id", subnetIds[0] ?? ""],
    );
    return made.NetworkInterface.NetworkInterfaceId;
  };
  const { CertificateArn } = await cli<{ CertificateArn: string }>(
    ...["acm", "request-certificate", "--domain-name", "syslog.example.com"],
  );
  const { FirewallPolicyResponse } = await cli<{ FirewallPolicyResponse: { FirewallPolicyArn: string } }>(
    ...["network-firewall", "create-firewall-policy", "--firewall-policy-name", "egress", "--firewall-policy"],
    "StatelessDefaultActions=aws:forward_to_sfe,StatelessFragmentDefaultActions=aws:forward_to_sfe",
  );
  const { Firewall } = await cli<{ Firewall: { FirewallArn: string } }>(
    ...["network-firewall", "create-firewall", "--firewall-name", "egress"],
    ...["--firewall-policy-arn", FirewallPolicyResponse.FirewallPolicyArn],
    ...["--vpc-id", Subnets[0]?.VpcId ?? "", "--subnet-mappings", `SubnetId=${subnetIds[0]}`],
  );
  const place = { account: payments, region };
  return {
    cloudFront: { resources: [`arn:aws:cloudfront::${payments}:distribution/E1A2B3C4D5`] },
    networkFirewalls: { resources: [Firewall.FirewallArn] },
    directories: { resources: [`arn:aws:ds:${region}:${payments}:directory/d-1234567890`] },
    loggingGaps: { remediate: true },
    syslogRelays: [
      {
        ...place,
        name: "data-centre",
        vpcId: Subnets[0]?.VpcId,
        subnetIds: subnetIds.slice(0, 2),
        certificateArn: CertificateArn,
        allowedCidrBlocks: ["10.0.0.0/8"],
      },
    ],
    trafficMirrors: [
      {
        ...place,
        name: "inspection",
        target: await networkInterface(),
        networkInterfaceIds: [await networkInterface()],
      },
    ],
  };
}

/** Sources that are switched off, on, or told what to attach to, in an organization that is deployed already. */
export function switches(deployment: Deployment, deployed: Organization): void {
  const silent = smallOrganization((draft) => void (draft.sources.vpcFlowLogs = { enabled: false } as never));
  const withoutCosts = smallOrganization(
    (draft) => void (draft.sources.costAndUsage = { enabled: false, retentionDays: 400 }),
  );

  describe("sources", () => {
    test("switching a source off removes what it attached, and no log group", async () => {
      const changes = await deployment.write("workloads-payments", silent).plan("-refresh=false");
      expect(new Set(summary(changes))).toEqual(
        new Set(["delete aws_flow_log", "delete aws_iam_role", "delete aws_iam_role_policy"]),
      );
    });

    test("switching the export of cost data off keeps its bucket", async () => {
      const changes = await deployment.write("management", withoutCosts).plan("-refresh=false");
      expect(summary(changes)).toEqual([
        "delete aws_bcmdataexports_export",
        "delete aws_iam_role",
        "delete aws_iam_role_policy",
        "delete aws_s3_bucket_replication_configuration",
        "update aws_s3_bucket_policy",
      ]);
    });

    test("what is listed is attached, and leaves the account when it is taken out of the list", async () => {
      const listed = await listedSources(deployment, "eu-west-1");
      const workspace = deployment.write(
        "workloads-payments",
        smallOrganization((draft) => void (draft.sources = listed as never)),
      );
      await workspace.apply();
      const drift = (await workspace.plan()).flatMap(({ address, actions, differs }) =>
        differs.map((argument) => `${actions.join()} ${address.split(".")[0]}.${argument}`),
      );
      expect(drift.filter((each) => !(each.replace("update ", "") in emulatorDrift))).toEqual([]);
      const addresses = (await workspace.resources()).join("\n");
      for (const type of listedTypes) expect(addresses).toContain(`${type}.`);

      const cli = await deployment.cli(payments, "eu-west-1");
      const { LoadBalancers } = await cli<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
        ...["elbv2", "describe-load-balancers", "--names", "log-relay-data-centre"],
      );
      await cli(
        ...["elbv2", "modify-load-balancer-attributes", "--load-balancer-arn", LoadBalancers[0]?.LoadBalancerArn ?? ""],
        ...["--attributes", "Key=deletion_protection.enabled,Value=false"],
      );
      const leaving = summary(await deployment.write("workloads-payments", deployed).plan("-refresh=false"));
      expect(leaving.filter((each) => !each.startsWith("delete "))).toEqual([]);
      for (const type of listedTypes) expect(leaving).toContain(`delete ${type}`);
    });
  });
}
