import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AccountDefault, accountDefaultsSchema } from "../../../accounts/organization/account-defaults";
import { organization } from "../../support/organizations";
import { resources, Stack, synthesize } from "../../support/synthesized";

/** Default -> what sets it. */
const types: Readonly<Record<AccountDefault, string>> = {
  bucketPublicAccess: "aws_s3_account_public_access_block",
  ebsEncryption: "aws_ebs_encryption_by_default",
  passwordPolicy: "aws_iam_account_password_policy",
  instanceMetadata: "aws_ec2_instance_metadata_defaults",
  snapshotPublicAccess: "aws_ebs_snapshot_block_public_access",
  imagePublicAccess: "aws_ec2_image_block_public_access",
};

const names = Object.keys(types) as AccountDefault[];

const page = readFileSync(join(__dirname, "../../../docs/runbooks/existing-settings.md"), "utf8");
const [, section = ""] = /\n## Defaults of the account\n([^]*?)\n## /.exec(page) ?? [];

const without = (...elsewhere: AccountDefault[]) =>
  synthesize(
    organization((draft) => {
      draft.accountDefaults = accountDefaultsSchema.parse(
        Object.fromEntries(elsewhere.map((name) => [name, "elsewhere"])),
      );
    }),
  );

const forgotten = (stack: Stack) =>
  ((stack as unknown as { removed?: { from: string; lifecycle: { destroy: boolean } }[] }).removed ?? []).filter(
    ({ from }) => Object.values(types).some((type) => from.startsWith(`${type}.`)),
  );

describe("the defaults of an account", () => {
  const stacks = without();

  test("are set in every account, unless the file says that they are set elsewhere", () => {
    for (const stack of Object.entries(stacks)
      .filter(([name]) => name !== "conformance")
      .map(([, each]) => each)) {
      for (const type of Object.values(types)) expect(Object.keys(resources(stack, type)).length).toBeGreaterThan(0);
      expect(forgotten(stack)).toEqual([]);
    }
  });

  test.each(names)(
    "%s is set in no account where it is set elsewhere, and nothing that was set is taken back",
    (name) => {
      for (const [workspace, stack] of Object.entries(without(name))) {
        const before = Object.keys(resources(stacks[workspace], types[name])).map((id) => `${types[name]}.${id}`);
        expect(resources(stack, types[name])).toEqual({});
        expect(forgotten(stack)).toEqual(before.map((from) => ({ from, lifecycle: { destroy: false } })));
        for (const other of names.filter((each) => each !== name)) {
          expect(resources(stack, types[other])).toEqual(resources(stacks[workspace], types[other]));
        }
      }
    },
  );

  test("each have a row in the runbook about what exists", () => {
    const rows = [...section.matchAll(/^\| `(\w+)` \| .+ \| taken over\b.* \|$/gm)].map(([, name]) => name);
    expect(rows).toEqual(names);
  });
});
