import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Aspects, IAspect, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { checks } from "../../modules/checks";
import { statefulResourcesAreProtected } from "../../modules/checks/stateful-resources-are-protected";
import { statementsStateIntent } from "../../modules/checks/statements-state-intent";
import { wildcardsAreConditioned } from "../../modules/checks/wildcards-are-conditioned";

/** What the check says of a stack that holds this; nothing when it complies. */
function errorsOf(check: IAspect, build: (scope: Construct) => void): string[] {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws");
  build(stack);
  Aspects.of(stack).add(check);
  Testing.synth(stack);
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/error").map(({ data }) => String(data)));
}

const document = (statement: ConstructorParameters<typeof DataAwsIamPolicyDocument>[2]) => (scope: Construct) =>
  void new DataAwsIamPolicyDocument(scope, "policy", statement);

const condition = [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-exampleorg1"] }];
const everybody = [{ type: "*", identifiers: ["*"] }];
const effect = "Allow";
const sid = "AllowOrganizationToRead";

describe("statements state their intent", () => {
  test.each([undefined, "", "1", "allow", "Statement1", "ALLOW_READ"])("non-compliant: sid %j", (bad) => {
    expect(errorsOf(statementsStateIntent, document({ statement: [{ sid: bad, actions: ["s3:GetObject"] }] }))).toEqual(
      [expect.stringContaining("does not state an intent")],
    );
  });

  test("compliant: AllowOrganizationToRead", () => {
    expect(errorsOf(statementsStateIntent, document({ statement: [{ sid, actions: ["s3:GetObject"] }] }))).toEqual([]);
  });
});

describe("wildcards are conditioned", () => {
  test("non-compliant: every principal, no condition", () => {
    const statement = [
      { sid, effect, principals: everybody, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] },
    ];
    expect(errorsOf(wildcardsAreConditioned, document({ statement }))).toEqual([
      "statement AllowOrganizationToRead allows every principal without a condition: add one, or name them",
    ]);
  });

  test("non-compliant: every resource in an identity policy, no condition", () => {
    const statement = [{ sid, effect, actions: ["s3:GetObject"], resources: ["*"] }];
    expect(errorsOf(wildcardsAreConditioned, document({ statement }))).toEqual([
      expect.stringContaining("allows every resource without a condition"),
    ]);
  });

  test.each([
    ["every principal under a condition", { sid, effect, principals: everybody, actions: ["s3:GetObject"], condition }],
    ["a denial of everybody", { sid, effect: "Deny", principals: everybody, actions: ["s3:*"], resources: ["*"] }],
    [
      "a key policy, where * is the key",
      {
        sid,
        effect,
        principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
        actions: ["kms:Decrypt"],
        resources: ["*"],
      },
    ],
    ["one resource", { sid, effect, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }],
  ])("compliant: %s", (_, statement) => {
    expect(errorsOf(wildcardsAreConditioned, document({ statement: [statement] }))).toEqual([]);
  });
});

describe("stateful resources are protected", () => {
  test.each([undefined, { preventDestroy: false }, { createBeforeDestroy: true }])(
    "non-compliant: lifecycle %j",
    (lifecycle) => {
      expect(
        errorsOf(statefulResourcesAreProtected, (scope) => void new S3Bucket(scope, "bucket", { lifecycle })),
      ).toEqual(["aws_s3_bucket can be destroyed: set lifecycle.preventDestroy"]);
    },
  );

  test("compliant: prevent_destroy", () => {
    const lifecycle = { preventDestroy: true };
    expect(
      errorsOf(statefulResourcesAreProtected, (scope) => void new S3Bucket(scope, "bucket", { lifecycle })),
    ).toEqual([]);
  });
});

test("every check is in force", () => {
  expect(checks).toEqual([statementsStateIntent, wildcardsAreConditioned, statefulResourcesAreProtected]);
});
