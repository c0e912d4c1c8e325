import { CloudFrontClient, ListDistributionsCommand } from "@aws-sdk/client-cloudfront";
import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  DescribeLoggingConfigurationCommand,
  ListFirewallsCommand,
  NetworkFirewallClient,
} from "@aws-sdk/client-network-firewall";
import { ListHostedZonesCommand, ListQueryLoggingConfigsCommand, Route53Client } from "@aws-sdk/client-route-53";
import { ListLoggingConfigurationsCommand, ListWebACLsCommand, Scope, WAFV2Client } from "@aws-sdk/client-wafv2";
import { atTheEdge, whereCollected } from "../expectations";
import type { Answer, Asked, Link } from "../link";
import { allPages } from "../pages";
import { chosen, each, link } from "./resources";

const deliveries = "logs:DescribeDeliveries";

/** ARNs of what has a delivery of CloudWatch's to Log Archive. */
async function delivered(asked: Asked): Promise<ReadonlySet<string>> {
  const client = asked.client(CloudWatchLogsClient);
  const found = await allPages(async (nextToken) => {
    const page = await client.send(new DescribeDeliveriesCommand({ nextToken }));
    return { items: page.deliveries, next: page.nextToken };
  });
  const sources = await allPages(async (nextToken) => {
    const page = await client.send(new DescribeDeliverySourcesCommand({ nextToken }));
    return { items: page.deliverySources, next: page.nextToken };
  });
  const ours = new Set(
    found
      .filter(({ deliveryDestinationArn: to = "" }) => to.includes(`:${asked.organization.accounts.logArchive.id}:`))
      .map(({ deliverySourceName: name }) => name),
  );
  return new Set(sources.filter(({ name }) => ours.has(name)).flatMap(({ resourceArns: arns }) => arns ?? []));
}

async function loadBalancers(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(ElasticLoadBalancingV2Client);
  const found = await allPages(async (Marker) => {
    const page = await client.send(new DescribeLoadBalancersCommand({ Marker }));
    return { items: page.LoadBalancers, next: page.NextMarker };
  });
  // Gateway Load Balancers have no log, and those of our relays write theirs by themselves.
  const arns = found
    .flatMap(({ LoadBalancerArn: arn }) => arn ?? [])
    .filter((arn) => /:loadbalancer\/(app|net)\//.test(arn) && !arn.includes(":loadbalancer/net/log-relay-"));
  const wanted = chosen(asked, arns, "loadBalancers");
  const logged = wanted.length > 0 ? await delivered(asked) : new Set<string>();
  return each(deliveries, wanted, (arn) => logged.has(arn));
}

async function cloudFront(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(CloudFrontClient);
  const found = await allPages(async (Marker) => {
    const { DistributionList: list } = await client.send(new ListDistributionsCommand({ Marker }));
    return { items: list?.Items, next: list?.NextMarker };
  });
  const wanted = chosen(
    asked,
    found.flatMap(({ ARN: arn }) => arn ?? []),
    "cloudFront",
  );
  const logged = wanted.length > 0 ? await delivered(asked) : new Set<string>();
  return each(deliveries, wanted, (arn) => logged.has(arn));
}

async function webAcls(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(WAFV2Client);
  const scopes: Scope[] = asked.region === asked.names.edgeRegion ? ["REGIONAL", "CLOUDFRONT"] : ["REGIONAL"];
  const arns: string[] = [];
  const logged = new Set<string>();
  for (const scope of scopes) {
    const acls = await allPages(async (NextMarker) => {
      const page = await client.send(new ListWebACLsCommand({ Scope: scope, NextMarker }));
      return { items: page.WebACLs, next: page.NextMarker };
    });
    arns.push(...acls.flatMap(({ ARN: arn }) => arn ?? []));
    const configurations = await allPages(async (NextMarker) => {
      const page = await client.send(new ListLoggingConfigurationsCommand({ Scope: scope, NextMarker }));
      return { items: page.LoggingConfigurations, next: page.NextMarker };
    });
    for (const { ResourceArn: arn, LogDestinationConfigs: to } of configurations) {
      if (arn && to?.some((each) => each.includes(`:::${asked.names.bucketName("waf")}`))) logged.add(arn);
    }
  }
  return each("wafv2:ListLoggingConfigurations", chosen(asked, arns, "webAcls"), (arn) => logged.has(arn));
}

async function firewalls(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(NetworkFirewallClient);
  const found = await allPages(async (NextToken) => {
    const page = await client.send(new ListFirewallsCommand({ NextToken }));
    return { items: page.Firewalls, next: page.NextToken };
  });
  const wanted = chosen(
    asked,
    found.flatMap(({ FirewallArn: arn }) => arn ?? []),
    "networkFirewalls",
  );
  const logged = new Set<string>();
  for (const FirewallArn of wanted) {
    const { LoggingConfiguration: configuration } = await client.send(
      new DescribeLoggingConfigurationCommand({ FirewallArn }),
    );
    const ours = configuration?.LogDestinationConfigs?.filter(
      ({ LogDestination: to }) => to?.["bucketName"] === asked.names.bucketName("logs"),
    );
    if (ours?.some(({ LogType: type }) => type === "FLOW") && ours.some(({ LogType: type }) => type === "ALERT"))
      logged.add(FirewallArn);
  }
  return each("network-firewall:DescribeLoggingConfiguration", wanted, (arn) => logged.has(arn));
}

async function publicZones(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(Route53Client);
  const zones = await allPages(async (Marker) => {
    const page = await client.send(new ListHostedZonesCommand({ Marker }));
    return { items: page.HostedZones, next: page.NextMarker };
  });
  const { except } = asked.organization.sources.publicZoneQueryLogs;
  const wanted = zones
    .filter(({ Config: settings }) => !settings?.PrivateZone)
    .flatMap(({ Id: id }) => id?.replace("/hostedzone/", "") ?? [])
    .filter((id) => !except.includes(id));
  const configurations = await allPages(async (NextToken) => {
    const page = await client.send(new ListQueryLoggingConfigsCommand({ NextToken }));
    return { items: page.QueryLoggingConfigs, next: page.NextToken };
  });
  const group = `:log-group:${asked.names.logGroups["public-zone-queries"].name}`;
  const logged = new Set(
    configurations.filter(({ CloudWatchLogsLogGroupArn: to }) => to?.includes(group)).map(({ HostedZoneId: id }) => id),
  );
  return each("route53:ListQueryLoggingConfigs", wanted, (id) => logged.has(id));
}

/** What faces the world. */
export const edge: readonly Link[] = [
  link(
    "load-balancer-logs",
    "Every Application and Network Load Balancer is logged.",
    "alb",
    "logs",
    ["elasticloadbalancing:DescribeLoadBalancers", deliveries, "logs:DescribeDeliverySources"],
    whereCollected("loadBalancers"),
    loadBalancers,
  ),
  link(
    "cloudfront-logs",
    "Every CloudFront distribution is logged.",
    "cloudfront",
    "logs",
    ["cloudfront:ListDistributions", deliveries, "logs:DescribeDeliverySources"],
    atTheEdge("cloudFront"),
    cloudFront,
  ),
  link(
    "web-acl-logs",
    "Every web ACL is logged.",
    "waf",
    "wafv2",
    ["wafv2:ListWebACLs", "wafv2:ListLoggingConfigurations"],
    whereCollected("webAcls"),
    webAcls,
  ),
  link(
    "network-firewall-logs",
    "Every network firewall logs flows and alerts.",
    "networkFirewall",
    "network-firewall",
    ["network-firewall:ListFirewalls", "network-firewall:DescribeLoggingConfiguration"],
    whereCollected("networkFirewalls"),
    firewalls,
  ),
  link(
    "public-zone-query-logs",
    "Queries of every public zone are logged.",
    "cloudwatch",
    "route53",
    ["route53:ListHostedZones", "route53:ListQueryLoggingConfigs"],
    atTheEdge("publicZoneQueryLogs"),
    publicZones,
  ),
];
