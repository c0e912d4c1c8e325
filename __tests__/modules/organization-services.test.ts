import { Testing } from "cdktf";
import { Construct } from "constructs";
import { AccessAnalyzers } from "../../modules/detection/access-analyzers";
import { ActiveAccounts } from "../../modules/detection/active-accounts";
import { BehaviorGraph } from "../../modules/detection/behavior-graph";
import { SensitiveDataDiscovery } from "../../modules/detection/sensitive-data-discovery";
import { ScanType, scanTypes, VulnerabilityScanning } from "../../modules/detection/vulnerability-scanning";
import { only, resources, Stack } from "../support/synthesized";

interface Workspace extends Stack {
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly locals?: Readonly<Record<string, string>>;
}

const home = "eu-west-1";
const regions = [home, "us-east-1"];
const accountId = "333333333333";
const archive = {
  archiveBucketName: "acme-logs",
  archiveKmsKeyArn: `arn:aws:kms:${home}:222222222222:key/6f1b1a7e-0000-4000-8000-444455556666`,
};

const build = (make: (scope: Construct) => void) => JSON.parse(Testing.synthScope(make)) as Workspace;

/** Address of the only block of a type whose name has this part. */
function address(blocks: Readonly<Record<string, unknown>> | undefined, type: string, part: string): string {
  const [name, ...others] = Object.keys(blocks ?? {}).filter((each) => each.includes(part));
  if (!name || others.length > 0) throw new Error(`${others.length + (name ? 1 : 0)} of type ${type} have ${part}`);
  return `${type}.${name}`;
}

const made = (stack: Workspace, type: string, part: string) => address(stack.resource[type], type, part);

type Administration = (scope: Construct, props: { accounts: ActiveAccounts; regions: string[] }) => void;

const administered = (make: Administration, inRegions = regions) =>
  build((scope) => make(scope, { regions: inRegions, accounts: new ActiveAccounts(scope, "accounts", accountId) }));

const macie: Administration = (scope, props) => void new SensitiveDataDiscovery(scope, "s", { ...archive, ...props });
const detective: Administration = (scope, props) => void new BehaviorGraph(scope, "s", props);
const inspectorWith =
  (types: readonly ScanType[]): Administration =>
  (scope, props) =>
    void new VulnerabilityScanning(scope, "s", { ...props, scanTypes: types });
const inspector = inspectorWith(scanTypes);

/** The accounts of the organization as Terraform is told of them, and the local that holds the active ones. */
const accountsOf = (stack: Workspace) =>
  `${address(stack.data.aws_organizations_organization, "data.aws_organizations_organization", "accounts")}.accounts`;
const activeOf = (stack: Workspace) => address(stack.locals, "local", "accounts_active_");

/** Name of the local that holds the founding members of a Region. */
const foundersOf = (stack: Workspace, region: string) =>
  address(stack.locals, "local", `founding-members-${region}_members_`);

describe.each([
  ["Macie", macie, "aws_macie2_member"],
  ["Inspector", inspector, "aws_inspector2_member_association"],
  ["Detective", detective, "aws_detective_member"],
] as const)("%s", (_, make, memberType) => {
  const stack = administered(make);

  test.each(regions)(
    "writes down once who was in the organization in %s: active, and not the administrator",
    (region) => {
      const present = made(stack, "terraform_data", `founding-members-${region}_present_`);
      expect(resources(stack, "terraform_data")[present.replace("terraform_data.", "")]).toEqual({
        input: `\${{for id, email in ${activeOf(stack)} : id => email if id != "${accountId}"}}`,
        lifecycle: {
          ignore_changes: ["input"],
          postcondition: [
            {
              condition: "${length(self.input) > 0}",
              error_message: expect.stringContaining(`Write it anew with -replace='${present}'`) as string,
            },
          ],
        },
      });
      expect(Object.keys(resources(stack, "terraform_data"))).toHaveLength(regions.length);
    },
  );

  test.each(regions)("enrols in %s those of the state, without whoever has left since", (region) => {
    const present = made(stack, "terraform_data", `founding-members-${region}_present_`);
    const members = foundersOf(stack, region);
    expect(stack.locals?.[members.replace("local.", "")]).toBe(
      `\${{for id, email in ${present}.input : id => email if contains(${accountsOf(stack)}[*].id, id)}}`,
    );
    expect(only(stack, memberType, { region }).for_each).toBe(`\${${members}}`);
  });
});

describe.each(regions)("in %s, Macie", (region) => {
  const stack = administered(macie);

  test("manages no session of its own, which the registration switched on", () => {
    expect(Object.keys(stack.resource).sort()).toEqual([
      "aws_macie2_classification_export_configuration",
      "aws_macie2_member",
      "aws_macie2_organization_configuration",
      "terraform_data",
    ]);
    expect(stack.import).toBeUndefined();
  });

  test("enrols members without an invitation, and ignores that it does not say their addresses", () => {
    expect(only(stack, "aws_macie2_member", { region })).toEqual({
      region,
      for_each: `\${${foundersOf(stack, region)}}`,
      account_id: "${each.key}",
      email: "${each.value}",
      lifecycle: { ignore_changes: ["email"] },
    });
  });

  test("enrols whoever joins, once the founding members are there", () => {
    expect(only(stack, "aws_macie2_organization_configuration", { region })).toEqual({
      region,
      auto_enable: true,
      depends_on: [made(stack, "aws_macie2_member", `members-${region}_`)],
    });
  });

  test("stores what it finds below its prefix of the archive, under the archive's key", () => {
    expect(only(stack, "aws_macie2_classification_export_configuration", { region })).toEqual({
      region,
      s3_destination: { bucket_name: "acme-logs", key_prefix: "macie/", kms_key_arn: archive.archiveKmsKeyArn },
    });
  });
});

describe("Inspector", () => {
  const timeouts = { create: "15m", update: "15m", delete: "15m" };

  test.each(regions)("scans in %s its own account, then the founding members, then whoever joins", (region) => {
    const stack = administered(inspectorWith(["EC2", "ECR"]));
    const enabler = (part: string) => {
      const name = made(stack, "aws_inspector2_enabler", `${part}-${region}_`);
      return resources(stack, "aws_inspector2_enabler")[name.replace("aws_inspector2_enabler.", "")];
    };
    const scans = { region, resource_types: ["EC2", "ECR"], timeouts };
    expect(enabler("own")).toEqual({ ...scans, account_ids: [accountId] });
    expect(only(stack, "aws_inspector2_member_association", { region })).toEqual({
      region,
      for_each: `\${${foundersOf(stack, region)}}`,
      account_id: "${each.key}",
      timeouts: { create: "15m", delete: "15m" },
      depends_on: [made(stack, "aws_inspector2_enabler", `own-${region}_`)],
    });
    expect(enabler("scanned")).toEqual({
      ...scans,
      for_each: `\${${address(stack.locals, "local", `scanned-ids-${region}_`)}}`,
      account_ids: "${each.value}",
      depends_on: [made(stack, "aws_inspector2_member_association", `members-${region}_`)],
    });
    expect(only(stack, "aws_inspector2_organization_configuration", { region })).toEqual({
      region,
      auto_enable: { ec2: true, ecr: true, lambda: false, lambda_code: false },
      timeouts,
      depends_on: [made(stack, "aws_inspector2_enabler", `scanned-${region}_`)],
    });
  });

  test.each(regions)(
    "switches scanning on in %s by the last digits of an account's id, never by its position",
    (region) => {
      const stack = administered(inspector);
      // Suspended accounts cannot be switched on.
      const active = `[for id in keys(${foundersOf(stack, region)}) : id if contains(keys(${activeOf(stack)}), id)]`;
      const local = address(stack.locals, "local", `scanned-ids-${region}_`).replace("local.", "");
      expect(stack.locals?.[local]).toBe(`\${{for id in ${active} : substr(id, -2, 2) => id...}}`);
      for (const enabler of Object.values(resources(stack, "aws_inspector2_enabler"))) {
        expect(enabler.count).toBeUndefined();
      }
    },
  );

  test("forgets the elements that were cut by position, and leaves on what they have switched on", () => {
    const { removed } = administered(inspector) as Workspace & { removed?: unknown };
    expect(removed).toEqual(
      regions.map((region) => ({
        from: expect.stringMatching(new RegExp(`^aws_inspector2_enabler\\.s_scans-${region}_`)) as string,
        lifecycle: { destroy: false },
      })),
    );
  });

  const every: readonly ScanType[] = scanTypes;
  test.each([
    { region: home, wanted: every, scanned: every },
    { region: "ca-central-1", wanted: every, scanned: every.filter((type) => type !== "LAMBDA_CODE") },
    { region: "us-gov-west-1", wanted: every, scanned: every.filter((type) => type !== "LAMBDA_CODE") },
    ...([["EC2"], ["ECR"], ["LAMBDA"], ["LAMBDA", "LAMBDA_CODE"]] as const).map((types) => ({
      region: home,
      wanted: types,
      scanned: types,
    })),
  ])("asked for $wanted in $region, scans $scanned in every account, present and future", (row) => {
    const stack = administered(inspectorWith(row.wanted), [row.region]);
    const enablers = Object.values(resources(stack, "aws_inspector2_enabler"));
    expect(enablers.map((enabler) => enabler.resource_types)).toEqual([row.scanned, row.scanned]);
    const scans = (type: ScanType) => row.scanned.includes(type);
    expect(only(stack, "aws_inspector2_organization_configuration").auto_enable).toEqual({
      ec2: scans("EC2"),
      ecr: scans("ECR"),
      lambda: scans("LAMBDA"),
      lambda_code: scans("LAMBDA_CODE"),
    });
  });
});

test.each(regions)("in %s, Detective takes in the founding members, unasked, then whoever joins", (region) => {
  const stack = administered(detective);
  const graphArn = `\${${made(stack, "aws_detective_graph", `graph-${region}_`)}.graph_arn}`;
  expect(only(stack, "aws_detective_graph", { region })).toEqual({ region });
  expect(only(stack, "aws_detective_member", { region })).toEqual({
    region,
    for_each: `\${${foundersOf(stack, region)}}`,
    graph_arn: graphArn,
    account_id: "${each.key}",
    email_address: "${each.value}",
    disable_email_notification: true,
    lifecycle: { ignore_changes: ["email_address"] },
  });
  expect(only(stack, "aws_detective_organization_configuration", { region })).toEqual({
    region,
    graph_arn: graphArn,
    auto_enable: true,
    depends_on: [made(stack, "aws_detective_member", `members-${region}_`)],
  });
});

test("Access Analyzer looks for access from outside in every Region, and for unused access once", () => {
  const stack = build(
    (scope) =>
      void new AccessAnalyzers(scope, "s", { namePrefix: "acme", homeRegion: home, regions, unusedAccessDays: 90 }),
  );
  const analyzers = Object.values(resources(stack, "aws_accessanalyzer_analyzer"));
  const external = regions.map((region) => ({ region, analyzer_name: "acme-external-access", type: "ORGANIZATION" }));
  const unused = {
    region: home,
    analyzer_name: "acme-unused-access",
    type: "ORGANIZATION_UNUSED_ACCESS",
    configuration: { unused_access: { unused_access_age: 90 } },
  };
  expect(analyzers).toHaveLength(external.length + 1);
  expect(analyzers).toEqual(expect.arrayContaining([...external, unused]));
});
