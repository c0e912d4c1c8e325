import { z } from "zod";
import { accountId, arn, region, wholeNumber } from "./fields";

/** Parts of every source. */
const enabled = z
  .boolean({ error: "true or false" })
  .default(true)
  .describe("Whether it is collected; what it has written stays when it is not.");

const regions = z
  .array(region, { error: "a list of Regions" })
  .min(1, { error: "at least one Region, or enabled: false" })
  .optional()
  .describe("Regions it is collected from, all of them governed; every governed Region by default.");

const source = <Shape extends z.ZodRawShape>(description: string, shape: Shape) =>
  z
    .strictObject({ enabled, ...shape }, { error: "{ enabled: true } or { enabled: false }" })
    .prefault({} as never)
    .describe(description);

const name = (what: string, pattern: RegExp, example: string) =>
  z.string({ error: `${what}, e.g. ${example}` }).regex(pattern, { error: `${what}, e.g. ${example}` });

const listOf = <Item extends z.ZodType>(item: Item, what: string) => z.array(item, { error: `a list of ${what}` });

const selection = (resource: z.ZodString, what: string) => ({
  resources: z
    .union([z.literal("discovered"), listOf(resource, what)], { error: `discovered, or a list of ARNs of ${what}` })
    .default("discovered")
    .describe(`ARNs of ${what}, or whatever there is when Terraform plans.`),
  except: listOf(resource, `ARNs of ${what}`).default([]).describe(`ARNs of ${what} that are left alone.`),
});

const regionAndAccount = "[a-z0-9-]+:\\d{12}";
const loadBalancerArn = arn(
  new RegExp(`elasticloadbalancing:${regionAndAccount}:loadbalancer/(app|net)/[\\w-]+/[0-9a-f]+`),
  "elasticloadbalancing:eu-west-1:444444444444:loadbalancer/app/shop/50dc6c495c0c9188",
);
const webAclArn = arn(
  new RegExp(`wafv2:${regionAndAccount}:(regional|global)/webacl/[\\w-]+/[0-9a-f-]+`),
  "wafv2:eu-west-1:444444444444:regional/webacl/shop/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
);
const firewallArn = arn(
  new RegExp(`network-firewall:${regionAndAccount}:firewall/[\\w-]+`),
  "network-firewall:eu-west-1:444444444444:firewall/egress",
);
const distributionArn = arn(
  /cloudfront::\d{12}:distribution\/[A-Z0-9]+/,
  "cloudfront::444444444444:distribution/E1A2B3",
);
const directoryArn = arn(
  new RegExp(`ds:${regionAndAccount}:directory/d-[0-9a-f]{10}`),
  "ds:eu-west-1:444444444444:directory/d-1234567890",
);
const functionArn = arn(
  new RegExp(`lambda:${regionAndAccount}:function:[\\w-]+`),
  "lambda:eu-west-1:444444444444:function:checkout",
);
const objectsArn = arn(
  /s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^*?]*)?/,
  "s3:::customer-data or arn:aws:s3:::customer-data/cards/",
);
const certificateArn = arn(
  new RegExp(`acm:${regionAndAccount}:certificate/[\\w-]+`),
  "acm:eu-west-1:444444444444:certificate/12345678-1234-1234-1234-123456789012",
);
const networkLoadBalancerArn = arn(
  new RegExp(`elasticloadbalancing:${regionAndAccount}:loadbalancer/net/[\\w-]+/[0-9a-f]+`),
  "elasticloadbalancing:eu-west-1:444444444444:loadbalancer/net/inspection/50dc6c495c0c9188",
);

const vpcId = name("the id of a VPC", /^vpc-[0-9a-f]{8,17}$/, "vpc-0a1b2c3d4e5f60718");
const subnetId = name("the id of a subnet", /^subnet-[0-9a-f]{8,17}$/, "subnet-0a1b2c3d4e5f60718");
const networkInterfaceId = name("the id of a network interface", /^eni-[0-9a-f]{8,17}$/, "eni-0a1b2c3d4e5f60718");
const zoneId = name("the id of a hosted zone", /^Z[A-Z0-9]{4,31}$/, "Z0123456789ABCDEFGHIJ");
const cidrBlock = z.cidrv4({ error: "an IPv4 range, e.g. 10.0.0.0/8" });
const shortName = name("a short name in lower case", /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/, "data-centre");

const fileFormat = z
  .enum(["parquet", "plain-text"], { error: "parquet or plain-text" })
  .default("parquet")
  .describe("Format of the files in the archive.");

const scope = <Item extends z.ZodType>(item: Item, what: string) =>
  z
    .union([z.enum(["all", "none"]), listOf(item, what).min(1)], { error: `all, none, or a list of ARNs of ${what}` })
    .default("all")
    .describe(`all, none, or ARNs of ${what}.`);

/** What is collected. Every source that AWS's guidance names is on unless it is switched off; the optional ones are listed. */
export const sourcesSchema = z
  .strictObject(
    {
      config: source("AWS Config: configuration of every resource, and its history.", {
        regions,
        recordingFrequency: z
          .enum(["CONTINUOUS", "DAILY"], { error: "CONTINUOUS or DAILY" })
          .default("CONTINUOUS")
          .describe("DAILY is cheaper and misses what comes and goes within a day."),
      }),
      vpcFlowLogs: source("VPC flow logs of every VPC.", {
        regions,
        fileFormat,
        aggregationSeconds: z
          .union([z.literal(60), z.literal(600)], { error: "60 or 600" })
          .default(600)
          .describe("Seconds summed up in a record; 60 gives up to ten times the volume."),
      }),
      transitGatewayFlowLogs: source("Flow logs of every transit gateway.", { regions, fileFormat }),
      resolverQueryLogs: source("Route 53 Resolver query logs of every VPC.", { regions }),
      publicZoneQueryLogs: source("Query logs of every public hosted zone.", {
        except: listOf(zoneId, "ids of hosted zones")
          .default([])
          .describe("Ids of hosted zones that log elsewhere already."),
      }),
      logGroupRetention: source("Retention of every log group, raised to logGroups.retentionDays, never shortened.", {
        regions,
        neverExpire: z
          .enum(["leave", "limit"], { error: "leave or limit" })
          .default("leave")
          .describe("What becomes of groups that never expire."),
      }),
      loadBalancers: source("Application and Network Load Balancer logs.", {
        regions,
        ...selection(loadBalancerArn, "Application or Network Load Balancers"),
      }),
      cloudFront: source("CloudFront standard logs.", selection(distributionArn, "CloudFront distributions")),
      webAcls: source("AWS WAF logs.", {
        regions,
        ...selection(webAclArn, "web ACLs"),
        redactedHeaders: listOf(
          name("the name of a header in lower case", /^[a-z0-9-]{1,64}$/, "authorization"),
          "headers",
        )
          .default(["authorization", "cookie"])
          .describe("Headers whose values are not logged."),
      }),
      networkFirewalls: source("AWS Network Firewall logs.", { regions, ...selection(firewallArn, "firewalls") }),
      dataEvents: source("CloudTrail data events; the archive's own buckets are never among them.", {
        s3: scope(objectsArn, "buckets or prefixes"),
        lambda: scope(functionArn, "functions"),
      }),
      loggingGaps: source(
        "AWS Config rules over the logging that AWS can switch on by itself: Beanstalk, Neptune, Classic Load Balancers.",
        {
          regions,
          remediate: z
            .boolean({ error: "true or false" })
            .default(false)
            .describe("Whether AWS's own automations switch the logging on."),
        },
      ),
      directories: source("Security events of AWS Managed Microsoft AD.", {
        resources: listOf(directoryArn, "ARNs of directories").default([]).describe("ARNs of directories."),
      }),
      operatingSystems: source("Operating system and application logs, through the CloudWatch agent.", {
        regions,
        instances: z
          .union(
            [
              z.literal("all"),
              z.strictObject({ tag: z.string().min(1), values: listOf(z.string().min(1), "values").min(1) }),
            ],
            { error: "all, or { tag: NAME, values: [...] }: State Manager selects by one tag" },
          )
          .default("all")
          .describe("Managed instances that get the agent: all of them, or those with one of the tag's values."),
        linuxApplicationFiles: listOf(z.string().startsWith("/", { error: "a path that begins with /" }), "paths")
          .default([])
          .describe("Patterns of application logs on Linux, e.g. /var/log/shop/*.log."),
        windowsApplicationFiles: listOf(z.string().min(1, { error: "a path" }), "paths")
          .default([])
          .describe("Patterns of application logs on Windows, e.g. C:\\shop\\logs\\*.log."),
        linuxJournal: z
          .boolean({ error: "true or false" })
          .default(false)
          .describe("Whether the systemd journal is read too, which needs a CloudWatch agent of May 2026 or later."),
      }),
      sessions: source("Session Manager transcripts, encrypted.", {
        regions,
        idleTimeoutMinutes: wholeNumber("minutes", 1, 60)
          .default(20)
          .describe("Minutes after which an idle session ends."),
        maximumMinutes: wholeNumber("minutes", 1, 1440).default(480).describe("Minutes after which a session ends."),
      }),
      inventory: source("Systems Manager Inventory of every managed instance.", { regions }),
      costAndUsage: z
        .strictObject(
          {
            enabled,
            retentionDays: wholeNumber("days", 30, 3650)
              .default(400)
              .describe("Days the export's own bucket keeps it."),
          },
          { error: "{ enabled: true }" },
        )
        .optional()
        .describe(
          "Cost and Usage Report 2.0 of the whole organization. Once deployed, switch it off with enabled: false.",
        ),
      syslogRelays: listOf(
        z.strictObject(
          {
            name: shortName,
            account: accountId,
            region,
            vpcId,
            subnetIds: listOf(subnetId, "subnets").min(2, { error: "subnets of at least two Availability Zones" }),
            certificateArn: certificateArn.describe("Certificate that senders see."),
            allowedCidrBlocks: listOf(cidrBlock, "IPv4 ranges").min(1, { error: "at least one range of senders" }),
          },
          { error: "{ name, account, region, vpcId, subnetIds, certificateArn, allowedCidrBlocks }" },
        ),
        "syslog relays",
      )
        .default([])
        .describe("rsyslog servers behind a TLS endpoint, for logs of appliances and data centres."),
      trafficMirrors: listOf(
        z.strictObject(
          {
            name: shortName,
            account: accountId,
            region,
            target: z.union([networkLoadBalancerArn, networkInterfaceId], {
              error: "the ARN of a Network Load Balancer, or the id of a network interface",
            }),
            networkInterfaceIds: listOf(networkInterfaceId, "network interfaces").min(1, {
              error: "at least one network interface",
            }),
          },
          { error: "{ name, account, region, target, networkInterfaceIds }" },
        ),
        "traffic mirrors",
      )
        .default([])
        .describe("VPC Traffic Mirroring of single network interfaces."),
    },
    { error: "sources as NAME: { enabled: false }" },
  )
  .prefault({})
  .describe("What is collected. Everything is, but for what is switched off here.");

export type Sources = z.infer<typeof sourcesSchema>;
export type SourceName = keyof Sources;
