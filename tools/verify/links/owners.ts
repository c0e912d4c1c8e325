import { DescribeClusterCommand, EKSClient, ListClustersCommand } from "@aws-sdk/client-eks";
import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand as DescribeClassicLoadBalancersCommand,
  ElasticLoadBalancingClient,
} from "@aws-sdk/client-elastic-load-balancing";
import { everywhere } from "../expectations";
import type { Answer, Asked, Link, Place } from "../link";
import { allPages } from "../pages";
import { each, link } from "./resources";

async function classic(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(ElasticLoadBalancingClient);
  const found = await allPages(async (Marker) => {
    const page = await client.send(new DescribeClassicLoadBalancersCommand({ Marker }));
    return { items: page.LoadBalancerDescriptions, next: page.NextMarker };
  });
  const names = found.flatMap(({ LoadBalancerName: name }) => name ?? []);
  const logged = new Set<string>();
  for (const LoadBalancerName of names) {
    const { LoadBalancerAttributes: attributes } = await client.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerName }),
    );
    const { Enabled: on, S3BucketName: bucket } = attributes?.AccessLog ?? {};
    if (on && bucket === asked.names.bucketName("elb", asked.region)) logged.add(LoadBalancerName);
  }
  return each("elasticloadbalancing:DescribeLoadBalancerAttributes", names, (name) => logged.has(name));
}

async function clusters(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(EKSClient);
  const names = await allPages(async (nextToken) => {
    const page = await client.send(new ListClustersCommand({ nextToken }));
    return { items: page.clusters, next: page.nextToken };
  });
  const logged = new Set<string>();
  for (const name of names) {
    const { cluster } = await client.send(new DescribeClusterCommand({ name }));
    const on = cluster?.logging?.clusterLogging?.filter(({ enabled }) => enabled).flatMap(({ types }) => types ?? []);
    if (on?.includes("audit")) logged.add(name);
  }
  return each("eks:DescribeCluster", names, (name) => logged.has(name));
}

/** Where owners of resources have to log them themselves: Log Archive and management run none. */
function whereOwned(expected: Parameters<Link["places"]>[0]): Place[] {
  const { management, logArchive } = expected.organization.accounts;
  return everywhere(expected).filter(({ accountId }) => ![management.id, logArchive.id].includes(accountId));
}

/** What only its owner can log. */
export const owners: readonly Link[] = [
  link(
    "classic-load-balancer-logs",
    "Every Classic Load Balancer is logged by its owner.",
    "clb",
    "logs",
    ["elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeLoadBalancerAttributes"],
    whereOwned,
    classic,
  ),
  link(
    "eks-audit-logs",
    "Every EKS cluster's audit log is switched on by its owner.",
    "cloudwatch",
    "eks",
    ["eks:ListClusters", "eks:DescribeCluster"],
    whereOwned,
    clusters,
  ),
];
