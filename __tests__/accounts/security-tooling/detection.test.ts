import { Detection } from "../../../accounts/organization/detection";
import { Organization } from "../../../accounts/organization/organization";
import { defaultRegions, governing } from "../../support/detection";
import { organization } from "../../support/organizations";
import { only, resources, Stack, synthesize } from "../../support/synthesized";

const example = synthesize(organization());
const management = example.management as Stack;
const securityTooling = example["security-tooling"] as Stack;

describe("administration", () => {
  test("every service that acts in member accounts has trusted access, whatever else has it", () => {
    const principals = String(only(management, "aws_organizations_organization").aws_service_access_principals);
    const [, current = "", ours = "[]"] = /^\$\{setunion\((.*), (\[.*\])\)\}$/.exec(principals) ?? [];
    expect(current).toMatch(/^tolist\(data\.aws_organizations_organization\..*\.aws_service_access_principals\)$/);
    expect((JSON.parse(ours) as string[]).map((principal) => principal.replace(".amazonaws.com", "")).sort()).toEqual([
      "access-analyzer",
      "cloudtrail",
      "config",
      "config-multiaccountsetup",
      "detective",
      "fms",
      "guardduty",
      "inspector2",
      "macie",
      "malware-protection.guardduty",
      "securityhub",
    ]);
  });

  test("Security Tooling administers what is administered for all Regions at once", () => {
    const delegated = Object.values(resources(management, "aws_organizations_delegated_administrator"));
    expect(delegated.map(({ service_principal, account_id }) => [service_principal, account_id]).sort()).toEqual([
      ["access-analyzer.amazonaws.com", "333333333333"],
      ["config-multiaccountsetup.amazonaws.com", "333333333333"],
      ["config.amazonaws.com", "333333333333"],
    ]);
    expect(only(management, "aws_fms_admin_account")).toMatchObject({
      account_id: "333333333333",
      provider: "aws.us-east-1",
      // After the last of the other registrations: the organization changes once at a time.
      depends_on: [
        "aws_organizations_organization.trusted-access",
        expect.stringMatching(/^aws_detective_organization_admin_account\..*-us-east-1_/),
      ],
    });
  });

  test.each([
    ["aws_guardduty_organization_admin_account", "admin_account_id"],
    ["aws_macie2_organization_admin_account", "admin_account_id"],
    ["aws_inspector2_delegated_admin_account", "account_id"],
    ["aws_detective_organization_admin_account", "account_id"],
  ])("%s: Region after Region, the home Region first", (type, argument) => {
    const registrations = Object.entries(resources(management, type));
    expect(registrations.map(([, block]) => block[argument])).toEqual(registrations.map(() => "333333333333"));
    const waitsFor = (region: string) => {
      const { depends_on } = only(management, type, { region });
      const others = (depends_on as string[]).filter((address) => address.startsWith(`${type}.`));
      const before = others.map((address) => registrations.find(([name]) => address === `${type}.${name}`)?.[1].region);
      return [(depends_on as string[])[0], ...before];
    };
    const trusted = "aws_organizations_organization.trusted-access";
    const { depends_on } = only(management, type, { region: "us-east-1" });
    for (const own of ["aws_guardduty_detector", "aws_macie2_account", "aws_securityhub_account"]) {
      for (const name of Object.keys(resources(management, own))) expect(depends_on).toContain(`${own}.${name}`);
    }
    expect(waitsFor("eu-west-1")).toEqual([trusted]);
    expect(waitsFor("eu-central-1")).toEqual([trusted, "eu-west-1"]);
    expect(waitsFor("us-east-1")).toEqual([trusted, "eu-central-1"]);
  });

  test("the management account has what no administrator can switch on there", () => {
    const regionsOf = (type: string) => Object.values(resources(management, type)).map(({ region }) => region);
    expect(regionsOf("aws_guardduty_detector").sort()).toEqual([...defaultRegions].sort());
    expect(regionsOf("aws_macie2_account").sort()).toEqual(["eu-central-1", "eu-west-1", "us-east-1"]);
    expect(only(management, "aws_securityhub_account").region).toBe("eu-west-1");
    const roles = Object.values(resources(management, "aws_iam_service_linked_role"));
    expect(roles.map(({ aws_service_name }) => aws_service_name)).toEqual(
      expect.arrayContaining(["access-analyzer.amazonaws.com", "config-multiaccountsetup.amazonaws.com"]),
    );
  });
});

describe("GuardDuty", () => {
  const types = [
    "aws_guardduty_detector",
    "aws_guardduty_organization_configuration",
    "aws_guardduty_publishing_destination",
  ];
  const regionsIn = (stack: Stack | undefined, type: string) =>
    Object.values(resources(stack, type))
      .map(({ region }) => String(region))
      .sort();
  const detectorsForgotten = (stack: Stack | undefined) =>
    ((stack as unknown as { removed?: { from: string }[] }).removed ?? [])
      .flatMap(({ from }) => /^aws_guardduty_detector\.threat-detection_detector-([a-z0-9-]+)_/.exec(from)?.[1] ?? [])
      .sort();
  const telling = (regions: "all" | "governed", change: (draft: Organization) => void = () => undefined) =>
    synthesize(
      organization((draft) => {
        draft.regions.governed = ["eu-west-1", "us-east-1"];
        draft.detection.guardDuty.regions = regions;
        change(draft);
      }),
    );

  test("watches in every Region that no account has to opt in to, governed or not, in both accounts that it is told in", () => {
    for (const type of types) expect(regionsIn(securityTooling, type)).toEqual([...defaultRegions].sort());
    expect(regionsIn(management, "aws_guardduty_organization_admin_account")).toEqual([...defaultRegions].sort());
    expect(detectorsForgotten(securityTooling)).toEqual([]);
  });

  test("watches in governed Regions that have to be opted in to as well, and in no others of that kind", () => {
    const stacks = telling("all", (draft) => draft.regions.governed.push("il-central-1"));
    const expected = [...defaultRegions, "il-central-1"].sort();
    for (const type of types) expect(regionsIn(stacks["security-tooling"], type)).toEqual(expected);
    expect(regionsIn(stacks.management, "aws_guardduty_detector")).toEqual(expected);
  });

  test("goes on watching in a retired Region that every account has", () => {
    const stacks = telling("all", (draft) => (draft.regions.retired = ["eu-north-1", "il-central-1"]));
    expect(regionsIn(stacks["security-tooling"], "aws_guardduty_detector")).toEqual([...defaultRegions].sort());
    expect(detectorsForgotten(stacks["security-tooling"])).toEqual(["il-central-1"]);
  });

  test("watches in governed Regions alone where the file says so, and forgets the detectors of all others", () => {
    const stacks = telling("governed");
    for (const type of types) expect(regionsIn(stacks["security-tooling"], type)).toEqual(["eu-west-1", "us-east-1"]);
    expect(regionsIn(stacks.management, "aws_guardduty_detector")).toEqual(["eu-west-1", "us-east-1"]);
    expect(detectorsForgotten(stacks["security-tooling"])).toEqual(
      defaultRegions.filter((region) => !["eu-west-1", "us-east-1"].includes(region)).sort(),
    );
  });

  test("may be off while Detective is on, which does not need it any more", () => {
    const stacks = synthesize(
      organization((draft) => {
        draft.regions.governed = ["eu-west-1"];
        draft.detection.guardDuty = { enabled: false } as Detection["guardDuty"];
      }),
    );
    expect(only(stacks["security-tooling"], "aws_detective_graph").region).toBe("eu-west-1");
    for (const type of types) expect(regionsIn(stacks["security-tooling"], type)).toEqual([]);
  });

  test("has its folders in the archive whatever the file says, so that none is ever given up", () => {
    const folders = (stacks: Record<string, Stack>) => resources(stacks["log-archive"], "aws_s3_object");
    expect(folders(telling("governed"))).toEqual(folders(telling("all")));
    expect(Object.keys(folders(example))).toHaveLength(defaultRegions.length + 1);
  });
});

describe("findings", () => {
  test("those of Security Hub leave the home Region, where they come together, and those of Macie each Region", () => {
    const rules = Object.values(resources(securityTooling, "aws_cloudwatch_event_rule")).filter(({ name }) =>
      /^example-logs-(?!alert-|high-).*-findings$/.test(String(name)),
    );
    expect(rules.map(({ name, region }) => `${String(name)} ${String(region)}`).sort()).toEqual([
      "example-logs-macie-findings eu-central-1",
      "example-logs-macie-findings eu-west-1",
      "example-logs-macie-findings us-east-1",
      "example-logs-securityhub-findings eu-west-1",
    ]);
  });

  test("what has no Security Hub to go to leaves every Region by itself", () => {
    const described = organization((draft) => {
      draft.regions.governed = ["eu-west-1", "us-east-1"];
      draft.detection = { ...draft.detection, securityHub: { enabled: false } as Detection["securityHub"] };
    });
    const rules = Object.values(resources(synthesize(described)["security-tooling"], "aws_cloudwatch_event_rule"));
    const findings = rules
      .map(({ name }) => String(name))
      .filter((name) => /^example-logs-(?!alert-|high-).*-findings$/.test(name));
    expect(findings.sort()).toEqual(
      ["access-analyzer", "inspector", "macie"].flatMap((name) => Array(2).fill(`example-logs-${name}-findings`)),
    );
  });

  test("their log group is forwarded to the archive", () => {
    const [policy] = Object.values(resources(securityTooling, "aws_cloudwatch_log_account_policy"));
    expect(policy?.selection_criteria).not.toContain("findings");
    const groups = Object.values(resources(securityTooling, "aws_cloudwatch_log_group")).filter(
      ({ name }) => name === "/aws/events/example-logs/findings",
    );
    expect(groups.map(({ region }) => region).sort()).toEqual(["eu-central-1", "eu-west-1", "us-east-1"]);
  });
});

const localsOf = (stack: Stack | undefined) => (stack as unknown as { locals: Record<string, string> }).locals;
const recordingOf = (stack: Stack | undefined) => localsOf(stack)["accounts-with-recorder"] ?? "";

describe("accounts", () => {
  test("a new one changes nothing of the services that watch; rules of AWS Config learn that it records", () => {
    const one = synthesize(governing(["eu-west-1"], 1));
    const two = synthesize(governing(["eu-west-1"], 2));
    for (const name of ["security-tooling", "management", "log-archive"]) expect(two[name]).toEqual(one[name]);
    expect(two.conformance?.resource).toEqual(one.conformance?.resource);
    expect(recordingOf(two.conformance)).toBe(
      recordingOf(one.conformance).replace('"444444444444"]', '"444444444444","555555555555"]'),
    );
  });

  test("those that are not active, or not named, are excluded from the rules of AWS Config", () => {
    const { conformance } = example;
    const [active] = Object.keys(localsOf(conformance)).filter((name) => name.startsWith("accounts_active_"));
    expect(recordingOf(conformance)).toBe(
      `\${setintersection(keys(local.${active}), ` +
        '["111111111111","222222222222","333333333333","444444444444","555555555555"])}',
    );
    expect(localsOf(conformance)["accounts-without-recorder"]).toMatch(
      /^\$\{setsubtract\(data\.aws_organizations_organization\.[\w-]+\.accounts\[\*\]\.id, local\.accounts-with-recorder\)\}$/,
    );
    for (const type of ["aws_config_organization_managed_rule", "aws_config_organization_conformance_pack"]) {
      for (const { excluded_accounts } of Object.values(resources(conformance, type))) {
        expect(excluded_accounts).toBe("${local.accounts-without-recorder}");
      }
    }
  });

  test("Security Hub's standards bind them last, by the policy of Security Tooling, once they record", () => {
    const type = "aws_securityhub_configuration_policy_association";
    const workspaces = Object.entries(example).filter(([, stack]) => Object.keys(resources(stack, type)).length > 0);
    expect(workspaces.map(([name]) => name)).toEqual(["conformance"]);
    const { policy_id } = only(example.conformance, type, { for_each: "${toset(local.accounts-with-recorder)}" });
    expect(policy_id).toBe("${data.terraform_remote_state.security-tooling.outputs.security_hub_policy_id}");
    const [policy] = Object.keys(resources(securityTooling, "aws_securityhub_configuration_policy"));
    expect(securityTooling.output?.security_hub_policy_id?.value).toBe(
      `\${aws_securityhub_configuration_policy.${policy}.id}`,
    );
  });

  test("whether one is active is asked in one place, of its state before its status", () => {
    for (const [name, stack] of Object.entries(example)) {
      const asked = JSON.stringify(stack).match(/account\.(status|state)/g) ?? [];
      // The postcondition, and the local that everything else goes by.
      const places = ["security-tooling", "conformance"].includes(name) ? 2 : 0;
      expect([name, asked]).toEqual([name, Array(places).fill(["account.state", "account.status"]).flat()]);
    }
  });

  test.each(["security-tooling", "conformance"])(
    "%s plans nothing where AWS Organizations does not say that its own account is active",
    (name) => {
      const [found] = Object.values(example[name]?.data.aws_organizations_organization ?? {});
      expect(found?.lifecycle).toEqual({
        postcondition: [
          {
            condition:
              '${anytrue([for account in self.accounts : coalesce(try(account.state, ""), try(account.status, ""), ' +
              '"UNKNOWN") == "ACTIVE" if account.id == "333333333333"])}',
            error_message: expect.stringContaining("account 333333333333, which asks, is active") as string,
          },
        ],
      });
    },
  );
});
