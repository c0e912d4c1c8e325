import { z } from "zod";
import { logGroupRetentionDays } from "../../modules/sources/log-group-retention-days";
import { accountId, arn, name, region } from "./fields";
import { enabled, listOf, regionAndAccount, regions, selection, shortName, source } from "./source-fields";

const loadBalancerArn = arn(
  new RegExp(`elasticloadbalancing:${regionAndAccount}:loadbalancer/(app|net)/[\\w-]+/[0-9a-f]+`),
  "elasticloadbalancing:eu-west-1:444444444444:loadbalancer/app/shop/50dc6c495c0c9188",
);
const webAclArn = arn(
  // Web ACLs of CloudFront are global, and in us-east-1 alone.
  new RegExp(`wafv2:(${regionAndAccount}:regional|us-east-1:\\d{12}:global)/webacl/[\\w-]{1,128}/[0-9a-f-]{1,36}`),
  "wafv2:eu-west-1:444444444444:regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-0123456789ab",
);
const firewallArn = arn(
  new RegExp(`network-firewall:${regionAndAccount}:firewall/[\\w-]+`),
  "network-firewall:eu-west-1:444444444444:firewall/egress",
);
const distributionArn = arn(
  /cloudfront::\d{12}:distribution\/[A-Z0-9]+/,
  "cloudfront::444444444444:distribution/E1A2B3",
);
const networkLoadBalancerArn = arn(
  new RegExp(`elasticloadbalancing:${regionAndAccount}:loadbalancer/net/[\\w-]+/[0-9a-f]+`),
  "elasticloadbalancing:eu-west-1:444444444444:loadbalancer/net/inspection/50dc6c495c0c9188",
);
const networkInterfaceId = name("the id of a network interface", /^eni-[0-9a-f]{8,17}$/, "eni-0a1b2c3d4e5f60718");
const vpcId = name("the id of a VPC", /^vpc-[0-9a-f]{8,17}$/, "vpc-0a1b2c3d4e5f60718");
const transitGatewayId = name("the id of a transit gateway", /^tgw-[0-9a-f]{8,17}$/, "tgw-0a1b2c3d4e5f60718");
const zoneId = name("the id of a hosted zone", /^Z[A-Z0-9]{4,31}$/, "Z0123456789ABCDEFGHIJ");

const fileFormat = z
  .enum(["parquet", "plain-text"], { error: "parquet or plain-text" })
  .default("parquet")
  .describe("Format of the files in the archive.");

/** A second copy of what the archive has, which is bought as one. */
const localCopy = z
  .strictObject(
    {
      enabled: enabled.describe("Whether there is a copy; what it holds stays until it expires when there is none."),
      retentionDays: z
        .union(
          logGroupRetentionDays.map((days) => z.literal(days)),
          { error: `one of ${logGroupRetentionDays.join(", ")}` },
        )
        .default(30)
        .describe("Days that the copy is kept; logGroups.retentionDays does not raise it."),
    },
    { error: "{ enabled: true } or { enabled: false }" },
  )
  .prefault({})
  .describe("Copy in a log group of the account, for a search at once. The archive has its own.");

const exceptVpcs = listOf(vpcId, "ids of VPCs").default([]).describe("Ids of VPCs that are left alone.");

export const vpcFlowLogs = source("VPC flow logs of every VPC.", {
  regions,
  fileFormat,
  aggregationSeconds: z
    .union([z.literal(60), z.literal(600)], { error: "60 or 600" })
    .default(600)
    .describe("Seconds summed up in a record; 60 gives up to ten times the volume."),
  localCopy,
  except: exceptVpcs,
});

export const transitGatewayFlowLogs = source("Flow logs of every transit gateway.", {
  regions,
  fileFormat,
  localCopy,
  except: listOf(transitGatewayId, "ids of transit gateways")
    .default([])
    .describe("Ids of transit gateways that are left alone."),
});

export const resolverQueryLogs = source("Route 53 Resolver query logs of every VPC.", { regions, except: exceptVpcs });

export const publicZoneQueryLogs = source("Query logs of every public hosted zone.", {
  except: listOf(zoneId, "ids of hosted zones").default([]).describe("Ids of hosted zones that log elsewhere already."),
});

export const loadBalancers = source("Application and Network Load Balancer logs.", {
  regions,
  ...selection(loadBalancerArn, "Application or Network Load Balancers"),
  healthChecks: z
    .boolean({ error: "true or false" })
    .default(true)
    .describe("Whether the health checks of Application Load Balancers are logged, too."),
});

export const cloudFront = source("CloudFront standard logs.", selection(distributionArn, "CloudFront distributions"));

export const webAcls = source("AWS WAF logs.", {
  regions,
  ...selection(webAclArn, "web ACLs"),
  redactedHeaders: listOf(name("the name of a header in lower case", /^[a-z0-9-]{1,64}$/, "authorization"), "headers")
    .max(100, { error: "at most 100 headers: AWS WAF takes no more" })
    .default(["authorization", "cookie"])
    .describe("Headers whose values are not logged."),
});

export const networkFirewalls = source("AWS Network Firewall logs.", {
  regions,
  ...selection(firewallArn, "firewalls"),
});

export const trafficMirrors = listOf(
  z.strictObject(
    {
      name: shortName.describe("Names the mirror; a new name makes a new one."),
      account: accountId.describe("Account of the network interfaces, 12 digits in quotes."),
      region: region.describe("Governed Region that they are in."),
      target: z
        .union([networkLoadBalancerArn, networkInterfaceId], {
          error: "the ARN of a Network Load Balancer, or the id of a network interface",
        })
        .describe("Network Load Balancer, by ARN, or network interface, by id, that gets the packets."),
      networkInterfaceIds: listOf(networkInterfaceId, "network interfaces")
        .min(1, { error: "at least one network interface" })
        .describe("Ids of the network interfaces whose packets are copied."),
    },
    { error: "{ name, account, region, target, networkInterfaceIds }" },
  ),
  "traffic mirrors",
)
  .default([])
  .describe("VPC Traffic Mirroring of single network interfaces.");
