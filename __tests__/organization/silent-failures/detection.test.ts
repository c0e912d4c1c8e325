import { SynthesizedStatement } from "../../support/statements";
import { defaultRegions } from "../../support/detection";
import { organization } from "../../support/organizations";
import { only, resources, Stack, synthesize } from "../../support/synthesized";
import {
  archive,
  archiveKey,
  bucketStatements,
  facts,
  management,
  named,
  ofBucket,
  Row,
  securityTooling,
} from "./facts";

const { governed } = facts.regions;
const regionsOf = (stack: typeof management, type: string) =>
  Object.values(resources(stack, type))
    .map(({ region }) => region)
    .sort();

const rows: Row[] = [
  [
    22,
    "the folders of every export exist before GuardDuty is told of them, and no retention removes them",
    () => {
      const folders = Object.values(resources(archive, "aws_s3_object"));
      expect(folders.map(({ key }) => key).sort()).toEqual(
        ["guardduty/", ...defaultRegions.map((region) => `guardduty/AWSLogs/333333333333/GuardDuty/${region}/`)].sort(),
      );
      for (const { destination_arn } of Object.values(
        resources(securityTooling, "aws_guardduty_publishing_destination"),
      )) {
        expect(destination_arn).toMatch(/\/guardduty$/);
      }
      const { rule } = ofBucket("aws_s3_bucket_lifecycle_configuration", named.bucketName("logs"));
      expect(rule).toContainEqual(
        expect.objectContaining({
          id: "guardduty",
          filter: [{ and: [{ prefix: "guardduty/", object_size_greater_than: 0 }] }],
        }),
      );
    },
  ],
  [
    23,
    "GuardDuty exports to the archive from every Region, and Macie from every governed one",
    () => {
      expect(regionsOf(securityTooling, "aws_guardduty_publishing_destination")).toEqual([...defaultRegions].sort());
      expect(regionsOf(securityTooling, "aws_macie2_classification_export_configuration")).toEqual(
        [...governed].sort(),
      );
      const { s3_destination } = only(securityTooling, "aws_macie2_classification_export_configuration", {
        region: "us-east-1",
      });
      expect(s3_destination).toEqual({
        bucket_name: "${data.terraform_remote_state.log-archive.outputs.logs_bucket_name}",
        key_prefix: "macie/",
        kms_key_arn: "${data.terraform_remote_state.log-archive.outputs.archive_key_arn}",
      });
    },
  ],
  [
    48,
    "an administrator is registered in every Region of its service, but for Security Hub, which carries the home Region's on",
    () => {
      expect(regionsOf(management, "aws_guardduty_organization_admin_account")).toEqual([...defaultRegions].sort());
      for (const type of [
        "aws_macie2_organization_admin_account",
        "aws_inspector2_delegated_admin_account",
        "aws_detective_organization_admin_account",
      ]) {
        expect(regionsOf(management, type)).toEqual([...governed].sort());
      }
      expect(regionsOf(management, "aws_securityhub_organization_admin_account")).toEqual([facts.regions.home]);
      expect(only(securityTooling, "aws_securityhub_finding_aggregator")).toMatchObject({
        region: facts.regions.home,
        linking_mode: "SPECIFIED_REGIONS",
        specified_regions: governed.filter((region) => region !== facts.regions.home),
      });
      expect(named.firewallManagerRegion).toBe("us-east-1");
    },
  ],
];

test("no rule judges a trail by what it lacks on purpose", () => {
  const judged = (change: Parameters<typeof organization>[0]) =>
    Object.values(
      resources(synthesize(organization(change)).conformance as Stack, "aws_config_organization_managed_rule"),
    )
      .map(({ rule_identifier }) => String(rule_identifier))
      .filter((identifier) => /DATAEVENTS|CLOUD_WATCH_LOGS/.test(identifier));
  expect(judged((draft) => void (draft.sources.dataEvents = { enabled: true, s3: "all", lambda: "all" }))).toEqual([
    "CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
  ]);
  expect(judged((draft) => void (draft.sources.dataEvents = { enabled: true, s3: "none", lambda: "all" }))).toEqual([]);
  for (const [enabled, lambda] of [
    [false, "all"],
    [true, "none"],
  ] as const) {
    expect(judged((draft) => void (draft.sources.dataEvents = { enabled, s3: "none", lambda }))).toEqual([
      "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED",
    ]);
  }
});

/** Whoever of another account a statement lets in, in its own words; none where it names AWS services or Log Archive. */
const foreigners = (statements: readonly SynthesizedStatement[]) =>
  statements
    .filter(({ effect, principals }) => effect === "Allow" && principals?.some(({ type }) => type !== "Service"))
    .flatMap(({ condition }) => condition.filter(({ variable }) => variable === "aws:PrincipalArn"))
    .flatMap(({ values }) => values)
    .filter((arn) => !arn.includes(":222222222222:"));

test("the analyzer of the archive keeps quiet about the access that its policies give, and about no other", () => {
  const given = (resource: string) => {
    const rules = Object.values(resources(archive, "aws_accessanalyzer_archive_rule")).map(
      ({ filter }) => filter as { criteria: string; eq: string[] }[],
    );
    const concerned = rules.filter((filter) =>
      filter.some(({ criteria, eq }) => criteria === "resource" && eq.some((arn) => arn.includes(resource))),
    );
    return concerned.flatMap((filter) => filter.find(({ criteria }) => criteria === "condition.aws:PrincipalArn")?.eq);
  };
  const bucket = new Set(foreigners(bucketStatements(named.bucketName("logs"))));
  const key = new Set(foreigners(archiveKey));
  expect([bucket.size, key.size]).toEqual([7, 4]);
  expect(new Set(given(named.bucketName("logs")))).toEqual(bucket);
  expect(new Set(given("aws_kms_key."))).toEqual(key);
});

describe("silent failure", () => {
  test.each(rows)("row %i: %s", (_, __, holds) => holds());
});
