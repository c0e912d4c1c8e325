import { renderPolicyDocument } from "./rendering";
import { resolver, Stacks } from "./references";

const statement = {
  sid: "AllowSomething",
  actions: ["s3:PutObject"],
  principals: [{ type: "Service", identifiers: ["config.amazonaws.com"] }],
  resources: ["arn:aws:s3:::logs/&{aws:SourceAccount}/*"],
};

const render = (changes: object) =>
  renderPolicyDocument({ statement: [{ ...statement, ...changes }] }, (reference) => `<${reference}>`).Statement[0];

describe("a rendered statement", () => {
  test("allows unless it says otherwise", () => {
    expect(render({})).toMatchObject({ Sid: "AllowSomething", Effect: "Allow", Action: ["s3:PutObject"] });
    expect(render({ effect: "Deny" })).toMatchObject({ Effect: "Deny" });
  });

  test("has IAM's policy variables where Terraform's escape stood, and values where references stood", () => {
    expect(render({})).toMatchObject({ Resource: ["arn:aws:s3:::logs/${aws:SourceAccount}/*"] });
    expect(render({ resources: ["${aws_s3_bucket.logs.arn}/&{aws:PrincipalAccount}"] })).toMatchObject({
      Resource: ["<aws_s3_bucket.logs.arn>/${aws:PrincipalAccount}"],
    });
  });

  test("names everybody as a bare asterisk, and others by their type", () => {
    expect(render({ principals: [{ type: "*", identifiers: ["*"] }] })).toMatchObject({ Principal: "*" });
    expect(render({})).toMatchObject({ Principal: { Service: ["config.amazonaws.com"] } });
  });

  test("merges conditions with the same test", () => {
    const condition = [
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
      { test: "StringEquals", variable: "s3:x-amz-acl", values: ["private"] },
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["2"] },
    ];
    expect(render({ condition })?.Condition).toEqual({
      StringEquals: { "aws:SourceAccount": ["1", "2"], "s3:x-amz-acl": ["private"] },
    });
  });

  test("is refused where it says more than the rendering knows", () => {
    expect(() => render({ not_principals: [] })).toThrow("arguments this rendering ignores: not_principals");
  });
});

describe("a reference", () => {
  const workspace = (account: string, rest: object) => ({
    provider: { aws: [{ region: "eu-west-1", allowed_account_ids: [account] }] },
    data: {},
    terraform: {},
    resource: {},
    ...rest,
  });
  const stacks: Stacks = {
    archive: workspace("222222222222", {
      resource: {
        aws_kms_key: { key_1: { region: "eu-central-1" } },
        aws_kms_alias: { alias_1: { name: "alias/vault", target_key_id: "${aws_kms_key.key_1.key_id}" } },
        aws_iam_role: { role_1: { name: "replication" } },
        aws_s3_bucket: { bucket_1: { bucket: "trail" } },
        aws_s3_bucket_policy: { policy_1: { bucket: "${aws_s3_bucket.bucket_1.id}" } },
      },
      output: { key_arn: { value: "${aws_kms_key.key_1.arn}" } },
    }),
    reader: workspace("111111111111", {}),
  };
  const keyArn = "arn:aws:kms:eu-central-1:222222222222:key/vault";

  test("to what only AWS can give has a stand-in", () => {
    const resolve = resolver(stacks, "archive");
    expect(resolve("aws_kms_key.key_1.arn")).toBe(keyArn);
    expect(resolve("aws_iam_role.role_1.arn")).toBe("arn:aws:iam::222222222222:role/replication");
    expect(resolve("aws_iam_role.role_1.name")).toBe("replication");
    expect(resolve("aws_s3_bucket_policy.policy_1.bucket")).toBe("trail");
  });

  test("to remote state is what the other workspace publishes", () => {
    expect(resolver(stacks, "reader")("data.terraform_remote_state.archive.outputs.key_arn")).toBe(keyArn);
  });

  test("to anything else is refused", () => {
    const resolve = resolver(stacks, "archive");
    expect(() => resolve("aws_kms_key.key_2.arn")).toThrow("for which there is no stand-in");
    expect(() => resolve("aws_kms_key.key_1.description")).toThrow("for which there is no stand-in");
  });
});
