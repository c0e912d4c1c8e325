import { Testing } from "cdktf";
import { AccountDefaults } from "../../modules/guardrails/account-defaults";
import { only, resources, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];
const stack = JSON.parse(
  Testing.synthScope((scope) => void new AccountDefaults(scope, "account-defaults", { regions, setHere: () => true })),
) as Stack;

const passwords = only(stack, "aws_iam_account_password_policy");

describe("the password policy of an account", () => {
  test.each([
    ["IAM.11", "require_uppercase_characters", true],
    ["IAM.12", "require_lowercase_characters", true],
    ["IAM.13", "require_symbols", true],
    ["IAM.14", "require_numbers", true],
    ["IAM.15", "minimum_password_length", 14],
    ["IAM.16", "password_reuse_prevention", 24],
    ["IAM.17", "max_password_age", 90],
  ])("satisfies %s of Security Hub", (_, argument, value) => {
    expect(passwords[argument]).toBe(value);
  });

  test("lets a person whose password expired choose another", () => {
    expect(passwords).toMatchObject({ allow_users_to_change_password: true, hard_expiry: false });
  });

  test("is made once, because IAM is global", () => {
    expect(passwords).not.toHaveProperty("region");
  });
});

describe.each(regions)("the defaults of %s", (region) => {
  test("demand a session token for instance metadata, which reaches containers too", () => {
    expect(only(stack, "aws_ec2_instance_metadata_defaults", { region })).toMatchObject({
      http_tokens: "required",
      http_put_response_hop_limit: 2,
    });
  });

  test("let no snapshot be public, not even one that was", () => {
    expect(only(stack, "aws_ebs_snapshot_block_public_access", { region })).toMatchObject({
      state: "block-all-sharing",
    });
  });

  test("let no further image become public", () => {
    expect(only(stack, "aws_ec2_image_block_public_access", { region })).toMatchObject({ state: "block-new-sharing" });
  });
});

test("no Region gets defaults that was not given", () => {
  for (const type of [
    "aws_ec2_instance_metadata_defaults",
    "aws_ebs_snapshot_block_public_access",
    "aws_ec2_image_block_public_access",
  ]) {
    expect(Object.keys(resources(stack, type))).toHaveLength(regions.length);
  }
});
