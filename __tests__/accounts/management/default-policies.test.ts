import { AccountDefaults, accountDefaultsSchema, setBy } from "../../../accounts/organization/account-defaults";
import { DeclarableDefault } from "../../../modules/guardrails/declared-defaults";
import { organization } from "../../support/organizations";
import { Arguments, only, resources, Stack, synthesize } from "../../support/synthesized";

const assigned = (value: string) => ({ "@@assign": value });

/** Default -> what sets it in an account, the type of the policy that does instead, and what that policy says. */
const defaults = {
  bucketPublicAccess: {
    resource: "aws_s3_account_public_access_block",
    type: "S3_POLICY",
    content: { s3_attributes: { public_access_block_configuration: assigned("all") } },
  },
  instanceMetadata: {
    resource: "aws_ec2_instance_metadata_defaults",
    type: "DECLARATIVE_POLICY_EC2",
    content: {
      ec2_attributes: {
        instance_metadata_defaults: {
          http_tokens: assigned("required"),
          http_put_response_hop_limit: assigned("2"),
          http_endpoint: assigned("no_preference"),
          instance_metadata_tags: assigned("no_preference"),
        },
      },
    },
  },
  snapshotPublicAccess: {
    resource: "aws_ebs_snapshot_block_public_access",
    type: "DECLARATIVE_POLICY_EC2",
    content: { ec2_attributes: { snapshot_block_public_access: { state: assigned("block_all_sharing") } } },
  },
  imagePublicAccess: {
    resource: "aws_ec2_image_block_public_access",
    type: "DECLARATIVE_POLICY_EC2",
    content: { ec2_attributes: { image_block_public_access: { state: assigned("block_new_sharing") } } },
  },
} as const satisfies Readonly<Record<DeclarableDefault, unknown>>;

const names = Object.keys(defaults) as DeclarableDefault[];
const types = ["DECLARATIVE_POLICY_EC2", "S3_POLICY"];

const stacksWith = (accountDefaults: Partial<AccountDefaults>, targets?: string[]) =>
  synthesize(
    organization((draft) => {
      draft.accountDefaults = accountDefaultsSchema.parse(accountDefaults);
      if (targets) draft.guardRails.targets = targets;
    }),
  );

const byOrganization = (...chosen: DeclarableDefault[]): Partial<AccountDefaults> =>
  Object.fromEntries(chosen.map((name) => [name, "organization"]));

/** The policies of these types -> what they are attached to. */
const policiesOf = (management: Stack | undefined) =>
  Object.entries(resources(management, "aws_organizations_policy"))
    .filter(([, { type }]) => types.includes(String(type)))
    .map(([address, policy]) => ({
      policy,
      targets: Object.values(resources(management, "aws_organizations_policy_attachment"))
        .filter(({ policy_id: id }) => id === `\${aws_organizations_policy.${address}.id}`)
        .map(({ target_id: target }) => target),
    }));

const contentOf = ({ content }: Arguments) => JSON.parse(String(content)) as unknown;
const enabledTypes = (management: Stack | undefined) =>
  String(only(management, "aws_organizations_organization").enabled_policy_types);

/** What an account's own setting says, as a policy of the organization writes it. */
const declaredAs = (value: unknown) => String(value).replaceAll("-", "_");

describe("a default that the file leaves to the organization", () => {
  const example = stacksWith({});

  test("is none unless the file says so: no policy, and no type of policies more is enabled", () => {
    expect(policiesOf(example.management)).toEqual([]);
    expect(enabledTypes(example.management)).toContain('["SERVICE_CONTROL_POLICY","RESOURCE_CONTROL_POLICY"]');
  });

  test.each(names)("%s is set by one policy at the root, which says this and nothing else", (name) => {
    const { management } = stacksWith(byOrganization(name));
    const [found, ...others] = policiesOf(management);
    expect(others).toEqual([]);
    expect(found?.policy.type).toBe(defaults[name].type);
    expect(found?.targets).toEqual(["r-exam"]);
    expect(contentOf(found?.policy ?? {})).toEqual(defaults[name].content);
  });

  test.each(names)("%s is set in no account, so that nobody asks AWS for what it refuses", (name) => {
    for (const [workspace, stack] of Object.entries(stacksWith(byOrganization(name)))) {
      expect(resources(stack, defaults[name].resource)).toEqual({});
      for (const { resource } of names.filter((each) => each !== name).map((each) => defaults[each])) {
        expect(resources(stack, resource)).toEqual(resources(example[workspace], resource));
      }
    }
  });

  test.each(names)("%s waits until policies of its type are enabled, beside all that is enabled already", (name) => {
    const { management } = stacksWith(byOrganization(name));
    expect(enabledTypes(management)).toContain(
      `["SERVICE_CONTROL_POLICY","RESOURCE_CONTROL_POLICY","${defaults[name].type}"]`,
    );
    expect(enabledTypes(management)).toContain("setunion(");
    expect(policiesOf(management).map(({ policy }) => policy.depends_on)).toEqual([
      ["aws_organizations_organization.trusted-access"],
    ]);
  });

  test("shares the policy of its service with the others", () => {
    const policies = policiesOf(stacksWith(byOrganization(...names)).management).map(({ policy }) => policy);
    expect(policies.map(({ name, type }) => [name, type]).sort()).toEqual([
      ["example-logs-ec2-defaults", "DECLARATIVE_POLICY_EC2"],
      ["example-logs-s3-defaults", "S3_POLICY"],
    ]);
    const all = policies.map(contentOf) as Record<string, object>[];
    expect(Object.keys(all.find((each) => "ec2_attributes" in each)?.ec2_attributes ?? {}).sort()).toEqual([
      "image_block_public_access",
      "instance_metadata_defaults",
      "snapshot_block_public_access",
    ]);
  });

  test("has the value that accounts set themselves otherwise", () => {
    const own = (type: string) => Object.values(resources(example["workloads-payments"], type))[0] ?? {};
    const { instanceMetadata, snapshotPublicAccess, imagePublicAccess, bucketPublicAccess } = defaults;
    const metadata = instanceMetadata.content.ec2_attributes.instance_metadata_defaults;
    expect(own(instanceMetadata.resource)).toMatchObject({
      http_tokens: metadata.http_tokens["@@assign"],
      http_put_response_hop_limit: Number(metadata.http_put_response_hop_limit["@@assign"]),
    });
    // What the policy has no preference for, accounts leave alone.
    expect(own(instanceMetadata.resource)).not.toHaveProperty("http_endpoint");
    expect(own(instanceMetadata.resource)).not.toHaveProperty("instance_metadata_tags");
    expect(snapshotPublicAccess.content.ec2_attributes.snapshot_block_public_access.state["@@assign"]).toBe(
      declaredAs(own(snapshotPublicAccess.resource).state),
    );
    expect(imagePublicAccess.content.ec2_attributes.image_block_public_access.state["@@assign"]).toBe(
      declaredAs(own(imagePublicAccess.resource).state),
    );
    expect(own(bucketPublicAccess.resource)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("is set for every account, though guard rails are tried on some", () => {
    const { management } = stacksWith(byOrganization("snapshotPublicAccess"), ["ou-exam-trial123"]);
    expect(policiesOf(management).map(({ targets }) => targets)).toEqual([["r-exam"]]);
  });

  test("is nobody's policy here where somebody else sets it", () => {
    const elsewhere = Object.fromEntries(names.map((name) => [name, "elsewhere"]));
    expect(policiesOf(stacksWith(elsewhere).management)).toEqual([]);
  });

  test("has one owner", () => {
    const chosen = accountDefaultsSchema.parse({ snapshotPublicAccess: "organization", passwordPolicy: "elsewhere" });
    expect(setBy(chosen, "organization")).toEqual(["snapshotPublicAccess"]);
    expect(setBy(chosen, "elsewhere")).toEqual(["passwordPolicy"]);
    expect(setBy(chosen, "account")).toEqual([
      "bucketPublicAccess",
      "ebsEncryption",
      "instanceMetadata",
      "imagePublicAccess",
    ]);
  });
});
