import { synthesize, only, resources, Stack } from "../../support/synthesized";
import { organization } from "../../support/organizations";
import { everySource } from "../../support/variants";
import { accounts, conformance, management, named, Row, stacks, subscriptions } from "./facts";

const payments = stacks["workloads-payments"] as Stack;
const regions = ["eu-west-1", "eu-central-1", "us-east-1"];
const listed = synthesize(organization(everySource));

const rows: readonly Row[] = [
  [
    10,
    "a recorder has its channel before it is started, in every account and Region",
    () => {
      for (const stack of Object.values(accounts)) {
        for (const region of regions) {
          const started = only(stack, "aws_config_configuration_recorder_status", { region });
          const [, channel = ""] =
            /^aws_config_delivery_channel\.([\w-]+)$/.exec(String((started.depends_on as string[])[0])) ?? [];
          const { depends_on } = resources(stack, "aws_config_delivery_channel")[channel] ?? {};
          expect(depends_on).toEqual([expect.stringMatching(/^aws_config_configuration_recorder\./)]);
          expect(started.is_enabled).toBe(true);
        }
      }
    },
  ],
  [
    11,
    "both services of AWS Config have trusted access, and Security Tooling administers both",
    () => {
      const services = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"];
      const trusted = String(only(management, "aws_organizations_organization").aws_service_access_principals);
      for (const service of services) expect(trusted).toContain(JSON.stringify(service));
      const administered = Object.values(resources(management, "aws_organizations_delegated_administrator"));
      expect(administered.map(({ service_principal }) => service_principal)).toEqual(expect.arrayContaining(services));
      expect(new Set(administered.map(({ account_id }) => account_id))).toEqual(new Set(["333333333333"]));
    },
  ],
  [
    16,
    "Network Load Balancers get the only log they have, that of their TLS listeners",
    () => {
      const network = Object.values(resources(payments, "aws_cloudwatch_log_delivery_source")).filter(
        ({ log_type }) => log_type === "NLB_ACCESS_LOGS",
      );
      expect(network).toHaveLength(regions.length);
    },
  ],
  [
    18,
    "CloudFront's deliveries are made in us-east-1",
    () => {
      const sources = Object.values(resources(payments, "aws_cloudwatch_log_delivery_source"));
      expect(sources.filter(({ log_type }) => log_type === "ACCESS_LOGS").map(({ region }) => region)).toEqual([
        "us-east-1",
      ]);
      expect(
        only(stacks["log-archive"], "aws_cloudwatch_log_delivery_destination", { name: named.cloudFrontDestination })
          .region,
      ).toBe("us-east-1");
    },
  ],
  [
    19,
    "no delivery has a path of its own and Hive-compatible partitions at once",
    () => {
      for (const stack of Object.values(stacks)) {
        for (const { s3_delivery_configuration } of Object.values(resources(stack, "aws_cloudwatch_log_delivery"))) {
          for (const each of (s3_delivery_configuration ?? []) as Record<string, unknown>[]) {
            expect(each).toMatchObject({ enable_hive_compatible_path: false });
          }
        }
      }
    },
  ],
  [
    24,
    "log groups of the edge Region are forwarded where it is not governed, for Route 53 logs only there",
    () => {
      const { "workloads-payments": workload } = synthesize(
        organization((draft) => void (draft.regions.governed = ["eu-west-1"])),
      );
      const forwarded = Object.values(resources(workload, "aws_cloudwatch_log_account_policy"));
      expect(forwarded.map(({ region }) => region)).toEqual(["eu-west-1", "us-east-1"]);
    },
  ],
  [
    36,
    "public zones log to a group of us-east-1, which has a destination there",
    () => {
      const group = only(payments, "aws_cloudwatch_log_group", { name: "/aws/route53/example-logs" });
      expect(group.region).toBe("us-east-1");
      const log = only(payments, "aws_route53_query_log");
      expect(log.cloudwatch_log_group_arn).toMatch(
        /^\$\{aws_cloudwatch_log_group\.log-groups_public-zone-queries-us-east-1_/,
      );
      const workspaces = subscriptions
        .filter(({ policy }) => policy.region === "us-east-1")
        .map(({ workspace }) => workspace);
      expect(workspaces).toHaveLength(Object.keys(accounts).length);
    },
  ],
  [
    37,
    "databases and clusters, which log to CloudWatch only, are reported where they do not",
    () => {
      const rules = JSON.stringify(conformance.resource);
      for (const rule of [
        "RDS_LOGGING_ENABLED",
        "EKS_CLUSTER_LOG_ENABLED",
        "RDS_AURORA_POSTGRESQL_LOGS_TO_CLOUDWATCH",
      ]) {
        expect(rules).toContain(rule);
      }
    },
  ],
  [
    40,
    "every account has an inventory sync in every Region, to the bucket without a lock",
    () => {
      for (const stack of Object.values(accounts)) {
        const syncs = Object.values(resources(stack, "aws_ssm_resource_data_sync"));
        expect(syncs.map(({ region }) => region).sort()).toEqual([...regions].sort());
      }
    },
  ],
  [
    52,
    "cost data reaches the archive through a bucket of the management account",
    () => {
      const exported = JSON.stringify(resources(listed.management, "aws_bcmdataexports_export"));
      expect(exported).toContain("aws_s3_bucket");
      const replication = only(listed.management, "aws_s3_bucket_replication_configuration");
      expect(JSON.stringify(replication)).toContain("logs_bucket_name");
    },
  ],
];

describe("silent failure", () => {
  test.each(rows)("row %i: %s", (_, __, holds) => holds());
});
