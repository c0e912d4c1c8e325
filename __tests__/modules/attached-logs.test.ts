import { Testing } from "cdktf";
import { Construct } from "constructs";
import { CloudFrontLogs } from "../../modules/sources/cloudfront-logs";
import { DirectoryLogs } from "../../modules/sources/directory-logs";
import { LoadBalancerLogs } from "../../modules/sources/load-balancer-logs";
import { NetworkFirewallLogs } from "../../modules/sources/network-firewall-logs";
import { PublicZoneQueryLogs } from "../../modules/sources/public-zone-query-logs";
import { ResolverQueryLogs } from "../../modules/sources/resolver-query-logs";
import { ResourceSelection } from "../../modules/sources/resource-selection";
import { WebAclLogs } from "../../modules/sources/web-acl-logs";
import { bySid, statementsOf } from "../support/statements";
import { only, resources, Stack } from "../support/synthesized";

const home = "eu-west-1";
const regions = [home, "us-east-1"];
const owner = { partition: "aws", accountId: "444444444444" } as const;
const archiveBucketName = "acme-logs";

const build = (make: (scope: Construct) => void) =>
  JSON.parse(Testing.synthScope((scope) => make(scope))) as Stack & { readonly locals?: Record<string, string> };

const arns = {
  application: `arn:aws:elasticloadbalancing:${home}:444444444444:loadbalancer/app/shop/50dc6c495c0c9188`,
  network: `arn:aws:elasticloadbalancing:${home}:444444444444:loadbalancer/net/shop/50dc6c495c0c9188`,
  webAcl: `arn:aws:wafv2:${home}:444444444444:regional/webacl/shop/a1b2`,
  globalWebAcl: "arn:aws:wafv2:us-east-1:444444444444:global/webacl/site/a1b2",
  firewall: `arn:aws:network-firewall:${home}:444444444444:firewall/egress`,
  distribution: "arn:aws:cloudfront::444444444444:distribution/E1A2B3",
};

/** What each source attaches, what finds it, and one ARN of it. */
const sources = {
  "load balancers": {
    make: (scope: Construct, selection: ResourceSelection) =>
      void new LoadBalancerLogs(scope, "s", {
        ...selection,
        regions,
        healthChecks: true,
        namePrefix: "acme",
        destinationArns: Object.fromEntries(regions.map((region) => [region, `arn:destination-${region}`])),
      }),
    attachment: "aws_cloudwatch_log_delivery",
    discovery: "aws_lbs",
    pattern: "loadbalancer/app/",
    arn: arns.application,
    region: home,
  },
  "web ACLs": {
    make: (scope: Construct, selection: ResourceSelection) =>
      void new WebAclLogs(scope, "s", {
        ...selection,
        partition: "aws",
        regions,
        archiveBucketName: "aws-waf-logs-acme",
        redactedHeaders: ["authorization", "cookie"],
      }),
    attachment: "aws_wafv2_web_acl_logging_configuration",
    discovery: "aws_resourcegroupstaggingapi_resources",
    pattern: ":(regional|global)/webacl/",
    arn: arns.webAcl,
    region: home,
  },
  firewalls: {
    make: (scope: Construct, selection: ResourceSelection) =>
      void new NetworkFirewallLogs(scope, "s", { ...selection, regions, archiveBucketName }),
    attachment: "aws_networkfirewall_logging_configuration",
    discovery: "aws_resourcegroupstaggingapi_resources",
    pattern: ":firewall/",
    arn: arns.firewall,
    region: home,
  },
  distributions: {
    make: (scope: Construct, selection: ResourceSelection) =>
      void new CloudFrontLogs(scope, "s", {
        ...selection,
        accountId: owner.accountId,
        region: "us-east-1",
        namePrefix: "acme",
        destinationArn: "arn:destination",
      }),
    attachment: "aws_cloudwatch_log_delivery",
    discovery: "aws_resourcegroupstaggingapi_resources",
    pattern: ":distribution/",
    arn: arns.distribution,
    region: "us-east-1",
  },
} as const;

describe.each(Object.entries(sources))("%s", (_, { make, attachment, discovery, pattern, arn, region }) => {
  test("are discovered when Terraform plans, without those that are excepted", () => {
    const stack = build((scope) => make(scope, { resources: "discovered", except: [arn] }));
    const [list] = Object.entries(stack.locals ?? {}).filter(([, expression]) => expression.includes(pattern));
    const [name, expression] = list ?? ["", ""];
    expect(expression).toContain(`data.${discovery}.`);
    expect(expression).toContain(`["${arn}"])`);
    expect(Object.values(resources(stack, attachment)).map(({ for_each }) => for_each)).toContain(
      `\${toset(local.${name})}`,
    );
  });

  test("are those listed, and nothing is looked up", () => {
    const stack = build((scope) => make(scope, { resources: { [region]: [arn] } }));
    expect(stack.data?.[discovery]).toBeUndefined();
    for (const { for_each } of Object.values(resources(stack, attachment))) {
      expect(for_each).toBe(`\${toset(["${arn}"])}`);
    }
    expect(Object.keys(resources(stack, attachment))).not.toEqual([]);
  });

  test("that are not listed are left alone", () => {
    expect(build((scope) => make(scope, { resources: {} })).resource).toBeUndefined();
  });
});

describe("load balancers", () => {
  const { make } = sources["load balancers"];
  const stack = build((scope) => make(scope, { resources: { [home]: [arns.application, arns.network] } }));

  test.each([
    ["ALB_ACCESS_LOGS", arns.application],
    ["ALB_CONNECTION_LOGS", arns.application],
    ["ALB_HEALTH_CHECK_LOGS", arns.application],
    ["NLB_ACCESS_LOGS", arns.network],
  ])("deliver %s, each from a source with a name of its own", (logType, arn) => {
    const source = only(stack, "aws_cloudwatch_log_delivery_source", { log_type: logType });
    expect(source).toMatchObject({ for_each: `\${toset(["${arn}"])}`, resource_arn: "${each.value}" });
    expect(source.name).toMatch(/^acme-[a-z-]+-\$\{substr\(sha256\(each\.value\), 0, 12\)\}$/);
  });

  test("deliver to the destination of their Region", () => {
    for (const delivery of Object.values(resources(stack, "aws_cloudwatch_log_delivery"))) {
      expect(delivery.delivery_destination_arn).toBe(`arn:destination-${home}`);
      expect(delivery.delivery_source_name).toMatch(
        /^\$\{aws_cloudwatch_log_delivery_source\..*\[each\.key\]\.name\}$/,
      );
    }
  });

  test("that log by themselves are left alone, found or listed", () => {
    const exceptPattern = "/(syslog-data-centre)/";
    const found = build((scope) => make(scope, { resources: "discovered", exceptPattern }));
    for (const list of Object.values(found.locals ?? {})) {
      expect(list).toContain(`&& !can(regex("${exceptPattern}", arn))]`);
    }
    const relay = arns.network.replace("shop", "syslog-data-centre");
    const listed = build((scope) => make(scope, { resources: { [home]: [relay] }, exceptPattern }));
    expect(listed.resource).toBeUndefined();
  });

  test("refuse a prefix that would make the names of delivery sources too long", () => {
    const long = (scope: Construct) =>
      void new LoadBalancerLogs(scope, "s", {
        regions: [home],
        healthChecks: true,
        namePrefix: "p".repeat(40),
        destinationArns: {},
        resources: "discovered",
      });
    expect(() => build(long)).toThrow(/is too long/);
  });
});

describe("web ACLs", () => {
  const { make } = sources["web ACLs"];

  test("log to the archive without the headers that carry credentials", () => {
    const stack = build((scope) => make(scope, { resources: { [home]: [arns.webAcl] } }));
    expect(only(stack, "aws_wafv2_web_acl_logging_configuration")).toMatchObject({
      log_destination_configs: ["arn:aws:s3:::aws-waf-logs-acme/waf"],
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
    });
  });

  test("of CloudFront are reached in us-east-1", () => {
    const stack = build((scope) => make(scope, { resources: { "us-east-1": [arns.globalWebAcl] } }));
    expect(only(stack, "aws_wafv2_web_acl_logging_configuration").region).toBe("us-east-1");
  });
});

test("firewalls log alerts, flows and TLS inspection to their folder of the archive", () => {
  const stack = build((scope) => sources.firewalls.make(scope, { resources: { [home]: [arns.firewall] } }));
  const { logging_configuration } = only(stack, "aws_networkfirewall_logging_configuration");
  expect(logging_configuration).toEqual({
    log_destination_config: ["ALERT", "FLOW", "TLS"].map((log_type) => ({
      log_type,
      log_destination_type: "S3",
      log_destination: { bucketName: archiveBucketName, prefix: "network-firewall" },
    })),
  });
});

test("distributions deliver in us-east-1, into the folder of their account, which does not begin as AWS's own", () => {
  const stack = build((scope) =>
    sources.distributions.make(scope, { resources: { "us-east-1": [arns.distribution] } }),
  );
  expect(only(stack, "aws_cloudwatch_log_delivery")).toMatchObject({
    region: "us-east-1",
    s3_delivery_configuration: [
      {
        suffix_path: "444444444444/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}",
        enable_hive_compatible_path: false,
      },
    ],
  });
});

describe("DNS queries", () => {
  test("of every VPC the account owns, but for those that are excepted, are logged to the archive, by a configuration of the same Region", () => {
    const stack = build(
      (scope) =>
        void new ResolverQueryLogs(scope, "s", {
          ...owner,
          name: "acme",
          regions,
          archiveBucketName,
          except: ["vpc-0a1b2c3d4e5f60718"],
        }),
    );
    for (const region of regions) {
      const configuration = only(stack, "aws_route53_resolver_query_log_config", { region });
      expect(configuration.destination_arn).toBe("arn:aws:s3:::acme-logs/dns/");
      const association = only(stack, "aws_route53_resolver_query_log_config_association", { region });
      const [, list = ""] = /^\$\{toset\(local\.([\w-]+)\)\}$/.exec(String(association.for_each)) ?? [];
      expect(stack.locals?.[list]).toMatch(
        /^\$\{setsubtract\(data\.aws_vpcs\.[\w-]+\.ids, \["vpc-0a1b2c3d4e5f60718"\]\)\}$/,
      );
      expect(association.resource_id).toBe("${each.value}");
    }
    for (const { filter } of Object.values(stack.data.aws_vpcs ?? {})) {
      expect(filter).toEqual([{ name: "owner-id", values: ["444444444444"] }]);
    }
  });

  test("for public zones go to a log group that only Route 53, for zones of this account, may write to", () => {
    const logGroup = {
      name: "/aws/route53/acme",
      arn: "arn:aws:logs:us-east-1:444444444444:log-group:/aws/route53/acme",
    };
    const stack = build(
      (scope) =>
        void new PublicZoneQueryLogs(scope, "s", {
          ...owner,
          policyName: "acme-zones",
          region: "us-east-1",
          logGroup,
          except: ["Z0EXCEPTED"],
        }),
    );
    const [every, zones] = Object.values(stack.locals ?? {});
    expect(every).toMatch(/^\$\{coalesce\(data\.aws_route53_zones\.[\w-]+\.ids, \[\]\)\}$/);
    expect(zones).toMatch(/if !zone\.private_zone\], \["Z0EXCEPTED"\]\)\}$/);
    const log = only(stack, "aws_route53_query_log");
    expect(log.cloudwatch_log_group_arn).toBe(logGroup.arn);
    expect(log.depends_on).toEqual([expect.stringMatching(/^aws_cloudwatch_log_resource_policy\./)]);
    const admission = only(stack, "aws_cloudwatch_log_resource_policy");
    expect(admission.region).toBe("us-east-1");
    expect(bySid(statementsOf(stack, admission, "policy_document"), "AllowZonesToWriteQueries")).toMatchObject({
      principals: [{ type: "Service", identifiers: ["route53.amazonaws.com"] }],
      resources: [`${logGroup.arn}:*`],
      condition: [
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["444444444444"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:route53:::hostedzone/*"] },
      ],
    });
  });
});

test("listed directories write to a log group of their Region that only Directory Service may write to", () => {
  const logGroup = { name: "/aws/directoryservice/acme", arn: "arn:group" };
  const stack = build(
    (scope) =>
      void new DirectoryLogs(scope, "s", {
        ...owner,
        policyName: "acme-directories",
        directoryArns: { [home]: [`arn:aws:ds:${home}:444444444444:directory/d-1234567890`] },
        logGroups: { [home]: logGroup },
      }),
  );
  expect(only(stack, "aws_directory_service_log_subscription")).toMatchObject({
    for_each: '${toset(["d-1234567890"])}',
    directory_id: "${each.value}",
    log_group_name: logGroup.name,
  });
  const [statement] = statementsOf(stack, only(stack, "aws_cloudwatch_log_resource_policy"), "policy_document");
  expect(statement).toMatchObject({
    principals: [{ type: "Service", identifiers: ["ds.amazonaws.com"] }],
    resources: ["arn:group:*"],
  });
});
