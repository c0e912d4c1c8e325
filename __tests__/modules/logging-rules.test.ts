import { archiveRules, bucketRules, homeArchiveRules } from "../../modules/detection/archive-control-rules";
import { ConfigRule, existsIn, nameOf } from "../../modules/detection/config-rule";
import { loggingControlRules, notForOrganization } from "../../modules/detection/logging-control-rules";
import { loggingGapRules } from "../../modules/detection/logging-gap-rules";
import { regions } from "../../modules/policy/region";
import { remediedRules } from "../../modules/sources/logging-remediation-rules";

type AnyRule = Pick<ConfigRule, "reports" | "resourceTypes" | "onlyIn" | "absentFrom">;

/** Where a rule runs -> the rules that run there. */
const places: Record<string, Record<string, AnyRule>> = {
  "the conformance pack": loggingGapRules,
  "the organization's rules": loggingControlRules,
  "every account, with remediation": remediedRules,
  "the archive": { ...archiveRules, ...homeArchiveRules, ...bucketRules },
};
const rules = Object.values(places).flatMap((table) => Object.entries(table));
const identifiers = rules.map(([identifier]) => identifier);

/**
 * `Operational-Best-Practices-for-Logging.yaml` of github.com/awslabs/aws-config-rules at commit
 * 241e5b4422a64a6087d255fca504de8d56c54fed, read in November 2026.
 */
const publishedPack = `
  API_GW_EXECUTION_LOGGING_ENABLED CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED CLOUD_TRAIL_ENABLED
  CLOUD_TRAIL_ENCRYPTION_ENABLED CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED CLOUDTRAIL_S3_DATAEVENTS_ENABLED
  CLOUDTRAIL_SECURITY_TRAIL_ENABLED CLOUDWATCH_LOG_GROUP_ENCRYPTED CODEBUILD_PROJECT_LOGGING_ENABLED
  CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED CW_LOGGROUP_RETENTION_PERIOD_CHECK ELASTICSEARCH_LOGS_TO_CLOUDWATCH
  ELB_LOGGING_ENABLED MULTI_REGION_CLOUD_TRAIL_ENABLED OPENSEARCH_AUDIT_LOGGING_ENABLED
  OPENSEARCH_LOGS_TO_CLOUDWATCH RDS_LOGGING_ENABLED REDSHIFT_AUDIT_LOGGING_ENABLED
  REDSHIFT_CLUSTER_CONFIGURATION_CHECK S3_BUCKET_LOGGING_ENABLED VPC_FLOW_LOGS_ENABLED WAFV2_LOGGING_ENABLED
`
  .trim()
  .split(/\s+/);

describe("rules about logging", () => {
  test("no rule is in two places", () => {
    const repeated = identifiers.filter((identifier, index) => identifiers.indexOf(identifier) !== index);
    expect(repeated).toEqual([]);
  });

  test("every rule of AWS's own pack for logging is somewhere", () => {
    expect(publishedPack).toHaveLength(22);
    expect(publishedPack.filter((identifier) => !identifiers.includes(identifier))).toEqual([]);
  });

  test("what the organization is not held to says why, and what only the archive is held to is there", () => {
    for (const [identifier, reason] of Object.entries(notForOrganization)) {
      expect(reason).toMatch(/^[A-Z].{20,120}\.$/);
      expect(Object.keys(loggingControlRules)).not.toContain(identifier);
      expect(Object.keys(loggingGapRules)).not.toContain(identifier);
      if (reason.includes("archive's own")) expect(Object.keys(bucketRules)).toContain(identifier);
    }
  });

  test("none looks at an older way of logging", () => {
    expect(identifiers).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(NLB_LOGGING|CLOUDFRONT_ACCESSLOGS|WAF_CLASSIC)/)]),
    );
  });

  test("two conditions are our own, and AWS has no rule of their names", () => {
    const own = rules.filter(([, rule]) => "guardPolicy" in rule).map(([identifier]) => identifier);
    expect(own).toEqual(["LAMBDA_FUNCTION_LOGS_ERRORS", "S3_BUCKET_LOCKED_LONG_ENOUGH"]);
  });

  test.each(rules)("%s says what it reports, on what", (identifier, { reports, resourceTypes }) => {
    expect(identifier).toMatch(/^[A-Z0-9_]+$/);
    expect(reports).toMatch(/^[A-Z].{10,250}\.$/);
    expect(resourceTypes.length).toBeGreaterThan(0);
    for (const type of resourceTypes) expect(type).toMatch(/^AWS::\w*::\w+$/);
  });

  test.each(rules)("%s is absent from known Regions only, each said once", (_, { absentFrom, onlyIn }) => {
    const said = [...(absentFrom?.split(/\s+/) ?? []), ...(onlyIn === undefined ? [] : [onlyIn])];
    expect(said.filter((region) => !regions.has(region))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });

  test("a rule of one Region is nowhere else", () => {
    const { ROUTE53_QUERY_LOGGING_ENABLED } = loggingGapRules;
    expect([...regions.keys()].filter((region) => existsIn(ROUTE53_QUERY_LOGGING_ENABLED, region))).toEqual([
      "us-east-1",
    ]);
  });

  test("names are AWS's", () => {
    expect(nameOf("RDS_LOGGING_ENABLED")).toBe("rds-logging-enabled");
  });
});
