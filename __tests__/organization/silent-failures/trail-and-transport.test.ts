import { bySid, statementsOf } from "../../support/statements";
import { Arguments, only, resources } from "../../support/synthesized";
import {
  accounts,
  facts,
  named,
  stacks,
  archive,
  management,
  buckets,
  trail,
  dataEventTrail,
  delivery,
  s3,
  subscriptions,
  selectorsOf,
  Row,
} from "./facts";

/** `apply` succeeds, and yet logs are missing, partial, unreadable or unprotected: what prevents each of them. */
const rows: Row[] = [
  [
    1,
    "the trail's role may write the streams of management and of every member",
    () => {
      const [role] = Object.values(resources(management, "aws_iam_role_policy")).filter(
        ({ name }) => name === "write-trail-events",
      );
      expect(
        bySid(statementsOf(management, role as Arguments, "policy"), "WriteEventsOfManagementAndMembers").resources,
      ).toEqual([
        expect.stringMatching(/:log-stream:111111111111_CloudTrail_eu-west-1\*$/),
        expect.stringMatching(/:log-stream:o-exampleorg1_\*$/),
      ]);
    },
  ],
  [
    4,
    "each trail itself names the key",
    () => {
      for (const { kms_key_id } of [trail, dataEventTrail]) {
        expect(kms_key_id).toBe("${data.terraform_remote_state.log-archive.outputs.archive_key_arn}");
      }
    },
  ],
  [
    6,
    "the trail that alarms read records management events, and no data events, which its log group would buy again",
    () => {
      expect(selectorsOf(trail).map(({ field_selector }) => field_selector)).toEqual([
        [{ field: "eventCategory", equals: ["Management"] }],
      ]);
      const recorded = selectorsOf(dataEventTrail).map(({ field_selector }) => field_selector.slice(0, 2));
      expect(recorded).toEqual(
        ["AWS::S3::Object", "AWS::Lambda::Function"].map((type) => [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: [type] },
        ]),
      );
      expect(dataEventTrail).not.toHaveProperty("cloud_watch_logs_group_arn");
      expect(dataEventTrail).not.toHaveProperty("insight_selector");
    },
  ],
  [
    6,
    "both trails record every account and Region, in files with digests",
    () => {
      for (const each of [trail, dataEventTrail]) {
        expect(each).toMatchObject({
          is_organization_trail: true,
          is_multi_region_trail: true,
          include_global_service_events: true,
          enable_log_file_validation: true,
          enable_logging: true,
        });
      }
    },
  ],
  [
    6,
    "data events are recorded by their own trail before the other stops recording them",
    () => {
      expect(trail.depends_on).toContain("aws_cloudtrail.data-event-trail");
    },
  ],
  [
    7,
    "object events of every bucket of the archive are left out",
    () => {
      const excluded = selectorsOf(dataEventTrail)[0]?.field_selector.find(
        ({ field }) => field === "resources.ARN",
      )?.not_starts_with;
      expect([...(excluded ?? [])].sort()).toEqual(buckets.map(([, { bucket }]) => `arn:aws:s3:::${bucket}/`).sort());
    },
  ],
  [
    24,
    "every account subscribes in every governed Region",
    () => {
      for (const workspace of Object.keys(accounts)) {
        const regions = subscriptions.filter((each) => each.workspace === workspace).map(({ policy }) => policy.region);
        expect(regions.sort()).toEqual([...facts.regions.governed].sort());
      }
    },
  ],
  [
    24,
    "every subscription is called after its Region, which no other field of a record says",
    () => {
      for (const { policy } of subscriptions) {
        expect(policy.policy_name).toBe(`example-logs-cloudwatch-${policy.region}`);
      }
    },
  ],
  [
    25,
    "every subscription waits until CloudWatch Logs can take its role, tried with a filter that no event matches",
    () => {
      for (const { workspace, policy } of subscriptions) {
        const filters = resources(stacks[workspace], "aws_cloudwatch_log_subscription_filter");
        const [address] = (policy.depends_on as string[]).filter((each) =>
          each.startsWith("aws_cloudwatch_log_subscription_filter."),
        );
        const filter = filters[String(address).replace(/^\w+\./, "")];
        expect(filter).toMatchObject({
          region: policy.region,
          filter_pattern: '{ $.forwarded = "never" }',
          depends_on: expect.arrayContaining([expect.stringMatching(/^aws_iam_role_policy\./)]) as unknown,
        });
        const { arguments: of = "" } =
          /^\$\{aws_iam_role\.(?<arguments>[\w-]+)\.arn\}$/.exec(String(filter?.role_arn))?.groups ?? {};
        expect(resources(stacks[workspace], "aws_iam_role")[of]?.name).toBe(named.role("subscription"));
        const destination = String(filter?.destination_arn).replace(/^\$\{(.*)\}$/, "$1");
        expect(policy.policy_document).toContain(destination);
      }
    },
  ],
  [
    25,
    "every subscription names a role of its account",
    () => {
      for (const { policy } of subscriptions) {
        expect(policy.policy_document).toMatch(/"RoleArn" = "arn:aws:iam::\d{12}:role\/example-logs-subscription"/);
      }
    },
  ],
  [
    26,
    "destinations admit account policies beside single filters",
    () => {
      const policies = Object.values(resources(archive, "aws_cloudwatch_log_destination_policy"));
      expect(policies).toHaveLength(3);
      for (const policy of policies) {
        const [statement] = statementsOf(archive, policy, "access_policy");
        expect(statement?.actions).toEqual(["logs:PutAccountPolicy", "logs:PutSubscriptionFilter"]);
      }
    },
  ],
  [
    27,
    "the destination role trusts events and the test message, whether CloudWatch Logs says the organization or not",
    () => {
      const role = only(archive, "aws_iam_role", { name: named.role("destination") });
      expect(bySid(statementsOf(archive, role, "assume_role_policy"), "AllowLogsOfOrganization").condition).toEqual([
        { test: "StringEqualsIfExists", variable: "aws:SourceOrgID", values: ["o-exampleorg1"] },
        { test: "ArnLike", variable: "aws:SourceArn", values: ["arn:aws:logs:*:*:*"] },
      ]);
    },
  ],
  [
    28,
    "no account forwards what the pipeline itself writes",
    () => {
      for (const { policy } of subscriptions) {
        expect(policy.selection_criteria).toBe(
          "LogGroupName NOT IN " +
            JSON.stringify([
              "/example-logs/archive-delivery-errors",
              "/example-logs/organization-trail",
              "/example-logs/vpc-flow-logs",
              "/example-logs/transit-gateway-flow-logs",
            ]),
        );
      }
      const errors = only(archive, "aws_cloudwatch_log_group", { name: "/example-logs/archive-delivery-errors" });
      expect(errors.region).toBe("eu-west-1");
      expect(trail.cloud_watch_logs_group_arn).toMatch(/aws_cloudwatch_log_group\.organization-trail_log-group_/);
    },
  ],
  [
    29,
    "exclusions are exact names",
    () => {
      for (const { policy } of subscriptions) {
        expect(policy.selection_criteria).toMatch(/^LogGroupName NOT IN \["[\w/-]+"(,"[\w/-]+")*\]$/);
      }
    },
  ],
  [
    30,
    "our own log groups are of the class that subscriptions see",
    () => {
      for (const stack of Object.values(stacks)) {
        for (const group of Object.values(resources(stack, "aws_cloudwatch_log_group"))) {
          expect(group.log_group_class ?? "STANDARD").toBe("STANDARD");
        }
      }
    },
  ],
  [
    31,
    "roles hold their permissions before anything is sent through them",
    () => {
      const users = [
        ...subscriptions.map(({ policy }) => policy),
        ...Object.values(resources(archive, "aws_cloudwatch_log_destination")),
        delivery,
        trail,
      ];
      for (const { depends_on } of users) {
        expect(depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_iam_role_policy\./)]));
      }
      for (const { policy } of subscriptions.filter(({ workspace }) => workspace === "log-archive")) {
        const open = (policy.depends_on as string[]).filter((each) =>
          /^aws_cloudwatch_log_destination_policy\./.test(each),
        );
        expect(open).toHaveLength(3);
      }
    },
  ],
  [
    33,
    "Firehose decompresses and never extracts messages",
    () => {
      const { processors } = s3.processing_configuration as { processors: { type: string }[] };
      expect(processors.map(({ type }) => type)).toEqual(["Decompression", "AppendDelimiterToRecord"]);
    },
  ],
  [
    34,
    "keys begin with the date, not with a log group",
    () => {
      expect(s3.prefix).toBe("cloudwatch/!{timestamp:yyyy/MM/dd/HH}/");
      expect(s3.error_output_prefix).toBe(
        "cloudwatch-errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/",
      );
      expect(s3.dynamic_partitioning_configuration).toBeUndefined();
    },
  ],
  [
    35,
    "a Kinesis source leaves encryption to the stream",
    () => {
      expect(delivery.kinesis_source_configuration).toBeDefined();
      expect(delivery.server_side_encryption).toBeUndefined();
      expect(only(archive, "aws_kinesis_stream")).toMatchObject({ encryption_type: "KMS" });
    },
  ],
  [
    47,
    "trusted access that somebody else gave is kept",
    () => {
      const { aws_service_access_principals } = only(management, "aws_organizations_organization");
      expect(aws_service_access_principals).toMatch(
        /setunion\(.*data\.aws_organizations_organization\.[\w-]+\.aws_service_access_principals/,
      );
      expect(aws_service_access_principals).toContain('"cloudtrail.amazonaws.com"');
    },
  ],
];

describe("silent failure", () => {
  test.each(rows)("row %i: %s", (_, __, holds) => holds());
});
