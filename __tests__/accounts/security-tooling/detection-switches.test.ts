import { DetectionName } from "../../../accounts/organization/detection";
import { Organization } from "../../../accounts/organization/organization";
import { DetectionService, isOffered } from "../../../modules/detection/service-availability";
import { regions as knownRegions } from "../../../modules/policy/region";
import { statefulTypes } from "../../../modules/checks/stateful-resources-are-protected";
import { defaultRegions, detectionOf, flat, governing } from "../../support/detection";
import { Arguments, resources, synthesize } from "../../support/synthesized";

const without = (keys: Iterable<string>, others: { has(key: string): boolean }) =>
  [...keys].filter((key) => !others.has(key));

/** Addresses whose arguments differ. */
const changed = (one: ReturnType<typeof flat>, other: ReturnType<typeof flat>) =>
  [...one].flatMap(([address, block]) =>
    other.has(address) && JSON.stringify(other.get(address)) !== JSON.stringify(block) ? [address] : [],
  );

/** `WORKSPACE TYPE` */
const kindOf = (address: string) => address.replace(/\..*$/, "");

/** The service, or part of one, on whose presence in its Region a resource depends. */
function serviceOf(type: string, { name }: Arguments): DetectionService[] {
  if (/^aws_guardduty_.*_feature$/.test(type)) return [String(name) as DetectionService];
  const services: Record<string, DetectionService> = {
    aws_guardduty: "guardduty",
    aws_macie2: "macie2",
    aws_inspector2: "inspector2",
    aws_detective: "detective",
    aws_accessanalyzer: "access-analyzer",
    aws_config_organization_conformance: "config-conformance-packs",
    aws_securityhub: "securityhub-home-region",
  };
  return Object.entries(services).flatMap(([prefix, service]) => (type.startsWith(prefix) ? [service] : []));
}

/** One Region more is one name more in what watches those that are not governed, which fills one filter after the other. */
const ofRegion = /ap-northeast-1|alert-unwatched-region-/;

describe("Regions", () => {
  const before = flat(synthesize(governing(["eu-west-1", "us-east-1"], 1)));
  const after = flat(synthesize(governing(["eu-west-1", "us-east-1", "ap-northeast-1"], 1)));

  test("a Region that is added brings what it needs, and changes what lists Regions, nothing else", () => {
    expect(without(before.keys(), after)).toEqual([]);
    const added = without(after.keys(), before);
    expect(added.filter((address) => !ofRegion.test(address + JSON.stringify(after.get(address))))).toEqual([]);
    expect([...new Set(changed(before, after).map(kindOf))].sort()).toMatchInlineSnapshot(`
     [
       "management aws_cloudtrail",
       "management aws_cloudwatch_log_metric_filter",
       "security-tooling aws_securityhub_finding_aggregator",
     ]
    `);
  });

  const retired = flat(synthesize(governing(["eu-west-1", "us-east-1"], 1, ["ap-northeast-1"])));

  test("a Region that is retired loses its services, and keeps everything that holds data", () => {
    expect(without(retired.keys(), after)).toEqual([]);
    const gone = without(after.keys(), retired);
    expect(gone.filter((address) => !ofRegion.test(address + JSON.stringify(after.get(address))))).toEqual([]);
    expect(gone.filter((address) => statefulTypes.some((type) => address.includes(` ${type}.`)))).toEqual([]);
    for (const service of ["guardduty", "macie2", "inspector2", "detective", "accessanalyzer", "config", "flow_log"]) {
      expect(gone.some((address) => address.includes(` aws_${service}`))).toBe(true);
    }
    const left = [...retired.keys()].filter((address) => address.includes("ap-northeast-1"));
    const leftTypes = new Set(left.map((address) => address.split(/[ .]/)[1]));
    expect([...leftTypes].sort()).toMatchInlineSnapshot(`
     [
       "aws_accessanalyzer_analyzer",
       "aws_accessanalyzer_archive_rule",
       "aws_cloudwatch_log_group",
       "aws_cloudwatch_metric_alarm",
       "aws_kms_alias",
       "aws_kms_key",
       "aws_s3_bucket",
       "aws_s3_bucket_lifecycle_configuration",
       "aws_s3_bucket_logging",
       "aws_s3_bucket_ownership_controls",
       "aws_s3_bucket_policy",
       "aws_s3_bucket_public_access_block",
       "aws_s3_bucket_replication_configuration",
       "aws_s3_bucket_server_side_encryption_configuration",
       "aws_s3_bucket_versioning",
       "aws_s3_object",
     ]
    `);
    expect(changed(after, retired).map(kindOf).sort()).toMatchInlineSnapshot(`
     [
       "management aws_cloudwatch_log_metric_filter",
       "management aws_cloudwatch_log_metric_filter",
       "management aws_cloudwatch_log_metric_filter",
       "management aws_cloudwatch_log_metric_filter",
       "management aws_cloudwatch_log_metric_filter",
       "security-tooling aws_securityhub_finding_aggregator",
     ]
    `);
  });

  test("a Region that is dropped without being retired would take its data along, which Terraform refuses", () => {
    const gone = without(after.keys(), before).filter((address) =>
      statefulTypes.some((type) => address.includes(` ${type}.`)),
    );
    expect(gone.length).toBeGreaterThan(0);
    for (const address of gone) expect(after.get(address)?.lifecycle).toMatchObject({ prevent_destroy: true });
  });

  test("there, every service is told the same as elsewhere", () => {
    const told = (all: typeof after, region: string) =>
      [...all.keys()]
        .filter((address) => /aws_(guardduty|macie2|inspector2|detective|accessanalyzer)_/.test(address))
        .filter((address) => address.includes(region))
        .map((address) => address.replace(region, "R").replace(/_[0-9A-F]{8}$/, ""))
        .sort();
    expect(told(after, "ap-northeast-1")).toEqual(told(after, "us-east-1"));
    expect(told(after, "ap-northeast-1").length).toBeGreaterThan(30);
  });

  test.each([
    ["one", ["eu-west-1"]],
    ["seventeen", defaultRegions],
    [
      "every commercial",
      [
        "eu-west-1",
        ...[...knownRegions].flatMap(([name, { partition }]) =>
          partition === "aws" && name !== "eu-west-1" ? [name] : [],
        ),
      ],
    ],
  ])("%s: no service is asked for where it does not exist, and none is left out where it does", (_, governed) => {
    const asked: Partial<Record<DetectionService, Set<string>>> = {};
    for (const { resource } of Object.values(detectionOf(governing(governed)))) {
      for (const [type, blocks] of Object.entries(resource)) {
        for (const block of Object.values(blocks)) {
          const region = String(block.region);
          for (const service of serviceOf(type, block)) {
            expect([service, region, isOffered(service, region)]).toEqual([service, region, true]);
            (asked[service] ??= new Set()).add(region);
          }
        }
      }
    }
    for (const [service, regions] of Object.entries(asked)) {
      if (service === "securityhub-home-region") continue;
      expect([...regions].sort()).toEqual(
        governed.filter((region) => isOffered(service as DetectionService, region)).sort(),
      );
    }
    expect(Object.keys(asked)).toHaveLength(13);
  });
});

describe("switches", () => {
  const base = governing(["eu-west-1", "us-east-1"]);
  const all = flat(detectionOf(base));
  const off = (name: DetectionName, { detection }: Organization) => ({ ...detection[name], enabled: false });

  test.each<[DetectionName, RegExp]>([
    ["guardDuty", /aws_guardduty_/],
    ["securityHub", /aws_securityhub_|securityhub-/],
    ["macie", /aws_macie2_|sensitive-data-discovery|_macie-/],
    ["inspector", /aws_inspector2_|vulnerability-scanning/],
    ["detective", /aws_detective_|behavior-graph/],
    ["accessAnalyzer", /aws_accessanalyzer_|access-analyzer/],
    ["firewallManager", /aws_fms_/],
    ["organizationRules", /aws_config_organization_managed_rule/],
    ["conformancePack", /aws_config_organization_conformance_pack/],
  ])("%s off removes what belongs to it, and nothing that holds data", (name, belongs) => {
    const detection = { [name]: off(name, base) };
    const rest = flat(detectionOf({ ...base, detection: { ...base.detection, ...detection } }));
    const gone = without(all.keys(), rest);
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.filter((address) => !belongs.test(address))).toEqual([]);
    expect(gone.filter((address) => /aws_(s3_|kms_|cloudwatch_log_group)/.test(address))).toEqual([]);
  });

  test("Firewall Manager's administrator, which it alone can give up, is forgotten instead of destroyed", () => {
    const firewallManager = off("firewallManager", base) as Organization["detection"]["firewallManager"];
    const { management } = detectionOf({ ...base, detection: { ...base.detection, firewallManager } });
    expect((management as unknown as { removed: unknown }).removed).toEqual([
      { from: "aws_fms_admin_account.firewall-administrator", lifecycle: { destroy: false } },
    ]);
    // Terraform asks the provider it was made with before it forgets.
    expect(management?.provider.aws?.map(({ alias }) => alias)).toEqual([undefined, "us-east-1"]);
    expect((detectionOf(base).management as unknown as { removed?: unknown }).removed).toBeUndefined();
  });

  test("CloudTrail has no administrator beside management unless the file says so, and then it is Security Tooling", () => {
    const on = flat(
      detectionOf({ ...base, detection: { ...base.detection, cloudTrailAdministrator: { enabled: true } } }),
    );
    const added = without(on.keys(), all);
    expect(added).toEqual(["management aws_cloudtrail_organization_delegated_admin_account.trail-administrator"]);
    expect(on.get(added[0] ?? "")).toMatchObject({ account_id: base.accounts.securityTooling.id });
    expect(without(all.keys(), on)).toEqual([]);
    expect(changed(all, on)).toEqual([]);
  });

  test("archiveControls off removes its rules and analyzers from Log Archive, and nothing else", () => {
    const archiveControls = { enabled: false };
    const whole = flat(synthesize(base));
    const rest = flat(synthesize({ ...base, detection: { ...base.detection, archiveControls } }));
    const gone = without(whole.keys(), rest);
    expect(gone.length).toBeGreaterThan(20);
    expect(
      gone.filter((address) => !/^log-archive aws_(config|accessanalyzer)_.*archive-controls/.test(address)),
    ).toEqual([]);
    expect(changed(whole, rest)).toEqual([]);
  });

  test("a protection plan that is off is told so, instead of being left as it is", () => {
    const { detection } = base;
    const { guardDuty } = detection;
    const protectionPlans = { ...guardDuty.protectionPlans, runtimeMonitoring: false };
    const stacks = detectionOf({ ...base, detection: { ...detection, guardDuty: { ...guardDuty, protectionPlans } } });
    const told = Object.values(
      resources(stacks["security-tooling"], "aws_guardduty_organization_configuration_feature"),
    );
    const runtime = told.filter(({ name }) => name === "RUNTIME_MONITORING");
    expect(runtime.map(({ auto_enable }) => auto_enable)).toEqual(["NONE", "NONE"]);
    expect(told.filter(({ auto_enable }) => auto_enable === "NONE")).toHaveLength(2);
  });

  describe("AI protection", () => {
    const { detection } = base;
    const { guardDuty } = detection;
    const saying = (protectionPlans: Partial<Organization["detection"]["guardDuty"]["protectionPlans"]>) => {
      const plans = { ...guardDuty.protectionPlans, ...protectionPlans };
      return detectionOf({ ...base, detection: { ...detection, guardDuty: { ...guardDuty, protectionPlans: plans } } });
    };
    const toldOf = (stacks: ReturnType<typeof detectionOf>) =>
      ["aws_guardduty_detector_feature", "aws_guardduty_organization_configuration_feature"].flatMap((type) =>
        Object.values(resources(stacks["security-tooling"], type))
          .filter(({ name }) => name === "AI_PROTECTION")
          .map(({ status, auto_enable }) => status ?? auto_enable),
      );

    test("is not spoken of unless the file does", () => {
      expect(toldOf(saying({}))).toEqual([]);
    });

    test.each([
      [true, ["ENABLED", "ENABLED", "ALL", "ALL"]],
      [false, ["DISABLED", "DISABLED", "NONE", "NONE"]],
    ])("%s is told in every Region", (aiProtection, told) => {
      expect(toldOf(saying({ aiProtection }))).toEqual(told);
    });
  });
});
