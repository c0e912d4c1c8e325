import { Organization } from "../../accounts/organization/organization";
import { Deployment, payments, summary } from "./deployment";

/** Removes the VPCs that an account has from the start. */
export const noVpcs = (region: string) => `
import boto3
ec2 = boto3.client("ec2", region_name="${region}")
for subnet in ec2.describe_subnets()["Subnets"]:
    ec2.delete_subnet(SubnetId=subnet["SubnetId"])
for vpc in ec2.describe_vpcs()["Vpcs"]:
    ec2.delete_vpc(VpcId=vpc["VpcId"])
`;

/** Makes a hundred VPCs. */
const hundredVpcs = (region: string) => `
import boto3
ec2 = boto3.client("ec2", region_name="${region}")
for each in range(100):
    ec2.create_vpc(CidrBlock=f"10.{each}.0.0/16")
`;

/** What sources find in a workload account that is deployed already. */
export function discovery(deployment: Deployment, deployed: Organization): void {
  describe("discovery", () => {
    const region = "us-east-1";
    const made: Record<string, string> = {};
    let cli: Awaited<ReturnType<Deployment["cli"]>>;
    beforeAll(async () => {
      cli = await deployment.cli(payments, region);
    });

    test("a VPC, zones, a load balancer and a web ACL made after the first deployment are logged at the next", async () => {
      const { Vpc } = await cli<{ Vpc: { VpcId: string } }>("ec2", "create-vpc", "--cidr-block", "10.20.0.0/16");
      made.vpc = Vpc.VpcId;
      const zone = async (name: string, ...more: string[]) => {
        const { HostedZone } = await cli<{ HostedZone: { Id: string } }>(
          ...["route53", "create-hosted-zone", "--name", name, "--caller-reference", name, ...more],
        );
        return HostedZone.Id.replace("/hostedzone/", "");
      };
      made.publicZone = await zone("example.com");
      made.privateZone = await zone("example.internal", "--vpc", `VPCRegion=${region},VPCId=${made.vpc}`);
      const subnets = await Promise.all(
        ["a", "b"].map(async (letter, index) => {
          const { Subnet } = await cli<{ Subnet: { SubnetId: string } }>(
            ...["ec2", "create-subnet", "--vpc-id", Vpc.VpcId, "--cidr-block", `10.20.${index}.0/24`],
            ...["--availability-zone", region + letter],
          );
          return Subnet.SubnetId;
        }),
      );
      const { LoadBalancers } = await cli<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
        ...["elbv2", "create-load-balancer", "--name", "shop", "--scheme", "internal", "--subnets", ...subnets],
      );
      made.loadBalancer = LoadBalancers[0]?.LoadBalancerArn ?? "";
      const { Summary } = await cli<{ Summary: { Id: string; ARN: string } }>(
        ...["wafv2", "create-web-acl", "--name", "shop", "--scope", "REGIONAL", "--default-action", "Allow={}"],
        ...["--tags", "Key=team,Value=payments", "--visibility-config"],
        "SampledRequestsEnabled=false,CloudWatchMetricsEnabled=false,MetricName=shop",
      );
      made.webAcl = Summary.ARN;

      const workspace = deployment.write("workloads-payments", deployed);
      expect(summary(await workspace.plan())).toEqual([
        ...Array<string>(3).fill("create aws_cloudwatch_log_delivery"),
        ...Array<string>(3).fill("create aws_cloudwatch_log_delivery_source"),
        ...Array<string>(2).fill("create aws_flow_log"),
        "create aws_route53_query_log",
        "create aws_route53_resolver_query_log_config_association",
        "create aws_wafv2_web_acl_logging_configuration",
      ]);
      await workspace.applyPlan();
      expect(await workspace.plan()).toEqual([]);
      const addresses = (await workspace.resources()).join("\n");
      for (const found of [made.vpc, made.publicZone, made.loadBalancer, made.webAcl]) {
        expect(addresses).toContain(`["${found}"]`);
      }
      expect(addresses).not.toContain(`aws_route53_query_log.public-zone-query-logs_query-log["${made.privateZone}"]`);
    });

    test("what is gone leaves the plan, which is clean afterwards", async () => {
      await cli("elbv2", "delete-load-balancer", "--load-balancer-arn", made.loadBalancer ?? "");
      for (const id of [made.publicZone, made.privateZone])
        await cli("route53", "delete-hosted-zone", "--id", id ?? "");
      const { Subnets } = await cli<{ Subnets: { SubnetId: string }[] }>(
        ...["ec2", "describe-subnets", "--filters", `Name=vpc-id,Values=${made.vpc}`],
      );
      for (const { SubnetId } of Subnets) await cli("ec2", "delete-subnet", "--subnet-id", SubnetId);
      await cli("ec2", "delete-vpc", "--vpc-id", made.vpc ?? "");

      const workspace = deployment.write("workloads-payments", deployed);
      expect(summary(await workspace.plan()).every((each) => each.startsWith("delete "))).toBe(true);
      await workspace.applyPlan();
      expect(await workspace.plan()).toEqual([]);
      expect((await workspace.resources()).join("\n")).not.toContain(made.vpc);
    });

    test("an account with a hundred VPCs is planned like any other", async () => {
      await deployment.python("333333333333", hundredVpcs(region));
      const changes = summary(await deployment.write("security-tooling", deployed).plan("-refresh=false"));
      expect(changes).toEqual([
        ...Array<string>(200).fill("create aws_flow_log"),
        ...Array<string>(100).fill("create aws_route53_resolver_query_log_config_association"),
      ]);
    });
  });
}
