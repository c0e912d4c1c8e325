import { Testing } from "cdktf";
import { servicePrincipals, partitionOf } from "../../modules/policy/region";
import { PolicyDocument } from "../../modules/policy/policy-document";
import { Statement } from "../../modules/policy/statement";

const synthesized = (statements: Statement[]) => {
  const text = Testing.synthScope((scope) => void new PolicyDocument(scope, "policy", "rolePolicy", statements));
  return (JSON.parse(text) as { data: { aws_iam_policy_document: { policy: { statement: unknown[] } } } }).data
    .aws_iam_policy_document.policy.statement;
};

describe("policy document", () => {
  const statement: Statement = { sid: "AllowReading", actions: ["s3:GetObject"] };

  test("states effect, principals and conditions as Terraform wants them", () => {
    const statements = synthesized([
      {
        sid: "DenyReading",
        effect: "Deny",
        principals: { services: ["a.amazonaws.com", "b.amazonaws.com"] },
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::bucket/*"],
        conditions: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:SourceAccount": ["1", "2"] } },
      },
    ]);
    expect(statements).toEqual([
      {
        sid: "DenyReading",
        effect: "Deny",
        principals: [{ type: "Service", identifiers: ["a.amazonaws.com", "b.amazonaws.com"] }],
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::bucket/*"],
        condition: [
          { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["1", "2"] },
        ],
      },
    ]);
  });

  test("keeps policy variables from Terraform, and Terraform's references as they are", () => {
    const resources = ["arn:aws:s3:::b/${aws:SourceAccount}/*", "${aws_s3_bucket.b.arn}"];
    expect(synthesized([{ ...statement, resources }])).toMatchObject([
      { resources: ["arn:aws:s3:::b/&{aws:SourceAccount}/*", "${aws_s3_bucket.b.arn}"] },
    ]);
  });

  test("refuses two statements with one sid", () => {
    expect(() => synthesized([statement, statement])).toThrow(/two statements with the sid AllowReading/);
  });
});

describe("Regions", () => {
  test("a service acts under a principal of its own in each Region that must be opted in to", () => {
    expect(servicePrincipals("guardduty", ["eu-west-1", "me-central-1", "us-east-1", "af-south-1"])).toEqual([
      "guardduty.amazonaws.com",
      "guardduty.me-central-1.amazonaws.com",
      "guardduty.af-south-1.amazonaws.com",
    ]);
  });

  test.each([
    ["eu-west-1", "aws"],
    ["us-gov-west-1", "aws-us-gov"],
  ])("%s is in the partition %s", (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });

  test("an unknown Region is an error, not the commercial partition", () => {
    expect(() => partitionOf("eu-west-9")).toThrow(/unknown Region eu-west-9/);
  });
});
