import { Testing } from "cdktf";
import { LogReader, LogReaderProps } from "../../modules/archive/log-reader";
import {
  AdmittedReader,
  allowReaderToDecrypt,
  allowReaderToRead,
  ReadableLogs,
} from "../../modules/archive/log-reader-admission";
import { bySid, statementsOf, SynthesizedStatement } from "../support/statements";
import { only, Stack } from "../support/synthesized";

const trail = "arn:aws:s3:::acme-trail";
const elb = "arn:aws:s3:::acme-elb-*";
const key = "arn:aws:kms:eu-west-1:222222222222:key/archive";
const hunter = "arn:aws:iam::333333333333:role/Hunter";
const analyst =
  "arn:aws:iam::444444444444:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Analyst_????????????????";
const vendor = "arn:aws:iam::999999999999:role/Collector";

function build(props: Partial<LogReaderProps> = {}): Stack {
  const text = Testing.synthScope((scope) => {
    new LogReader(scope, "reader", {
      roleName: "acme-reader-hunters",
      partition: "aws",
      archiveAccountId: "222222222222",
      logs: [
        { bucketArn: trail, prefixes: ["cloudtrail/"] },
        { bucketArn: elb, prefixes: ["alb/", "clb/"] },
      ],
      encryption: { kmsKeyArn: key, region: "eu-west-1", bucketArns: [trail] },
      principalArns: [hunter, analyst],
      organizationId: "o-acme000000",
      organizationAccountIds: ["333333333333", "444444444444"],
      remedy: { path: "readers[0].principals", write: "fewer roles" },
      ...props,
    });
  });
  return JSON.parse(text) as Stack;
}

const trustOf = (stack: Stack) => statementsOf(stack, only(stack, "aws_iam_role"), "assume_role_policy");
const permissionsOf = (stack: Stack) => statementsOf(stack, only(stack, "aws_iam_role_policy"), "policy");

/** Operator and key -> values. */
const conditionsOf = ({ condition }: SynthesizedStatement) =>
  Object.fromEntries(condition.map(({ test, variable, values }) => [`${test} ${variable}`, values]));

describe("the role of a reader", () => {
  test("lasts an hour at most and has nothing but its one policy", () => {
    const stack = build();
    expect(only(stack, "aws_iam_role")).toMatchObject({ name: "acme-reader-hunters", max_session_duration: 3600 });
    expect(Object.keys(stack.resource)).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  });

  test("is taken by the named roles of the organization's accounts", () => {
    const trust = trustOf(build());
    expect(trust.map(({ sid }) => sid)).toEqual(["AllowRolesOfOrganization"]);
    const statement = bySid(trust, "AllowRolesOfOrganization");
    expect(statement.actions).toEqual(["sts:AssumeRole"]);
    expect(statement.principals).toEqual([
      { type: "AWS", identifiers: ["arn:aws:iam::333333333333:root", "arn:aws:iam::444444444444:root"] },
    ]);
    expect(conditionsOf(statement)).toEqual({
      "ArnLike aws:PrincipalArn": [hunter, analyst],
      "StringEquals aws:PrincipalOrgID": ["o-acme000000"],
    });
  });

  test("is taken by a vendor with its external id alone, which everybody must then present", () => {
    const trust = trustOf(build({ principalArns: [hunter, vendor], externalId: "7c1f4a2e" }));
    expect(conditionsOf(bySid(trust, "AllowRolesOfOrganization"))).toEqual({
      "ArnLike aws:PrincipalArn": [hunter],
      "StringEquals aws:PrincipalOrgID": ["o-acme000000"],
      "StringEquals sts:ExternalId": ["7c1f4a2e"],
    });
    expect(bySid(trust, "AllowRolesOfVendor").principals).toEqual([
      { type: "AWS", identifiers: ["arn:aws:iam::999999999999:root"] },
    ]);
    expect(conditionsOf(bySid(trust, "AllowRolesOfVendor"))).toEqual({
      "ArnLike aws:PrincipalArn": [vendor],
      "StringEquals sts:ExternalId": ["7c1f4a2e"],
    });
  });

  test("is refused to a vendor without an external id", () => {
    expect(() => build({ principalArns: [vendor] })).toThrow(/999999999999.* it needs an external id/);
  });

  test("reads what it is given, in the buckets of the archive's account, and decrypts through S3", () => {
    const permissions = permissionsOf(build());
    expect(permissions.map(({ sid, actions, resources }) => [sid, actions, resources])).toEqual([
      ["LocateBuckets", ["s3:GetBucketLocation"], [trail, elb]],
      ["ListLogs", ["s3:ListBucket", "s3:ListBucketVersions"], [trail, elb]],
      ["ReadLogs", ["s3:GetObject", "s3:GetObjectVersion"], [`${trail}/cloudtrail/*`, `${elb}/alb/*`, `${elb}/clb/*`]],
      ["DecryptLogs", ["kms:Decrypt"], [key]],
    ]);
    const ofArchive = { "StringEquals aws:ResourceAccount": ["222222222222"] };
    expect(permissions.map(conditionsOf)).toEqual([
      ofArchive,
      { ...ofArchive, "StringLike s3:prefix": ["cloudtrail/*", "alb/*", "clb/*"] },
      ofArchive,
      {
        "StringEquals kms:ViaService": ["s3.eu-west-1.amazonaws.com"],
        "StringLike kms:EncryptionContext:aws:s3:arn": [trail, `${trail}/*`],
      },
    ]);
  });

  test("decrypts nothing where nothing it reads is encrypted with a key", () => {
    const permissions = permissionsOf(build({ encryption: undefined }));
    expect(permissions.map(({ sid }) => sid)).toEqual(["LocateBuckets", "ListLogs", "ReadLogs"]);
  });
});

describe("the admission of a reader", () => {
  const reader: AdmittedReader = {
    name: "threat-hunters2",
    roleArn: "arn:aws:iam::333333333333:role/acme-reader-threat-hunters2",
    accountRoot: "arn:aws:iam::333333333333:root",
  };
  const readable: ReadableLogs = { bucketArn: trail, prefixes: ["cloudtrail/", "digests/"], everything: false };
  const itself = { ArnEquals: { "aws:PrincipalArn": reader.roleArn } };

  test("to a bucket is to its prefixes", () => {
    const statements = allowReaderToRead(reader, readable);
    expect(statements.map(({ sid, actions, resources }) => [sid, actions, resources])).toEqual([
      ["AllowReaderThreatHunters2ToLocate", ["s3:GetBucketLocation"], [trail]],
      ["AllowReaderThreatHunters2ToList", ["s3:ListBucket", "s3:ListBucketVersions"], [trail]],
      [
        "AllowReaderThreatHunters2ToRead",
        ["s3:GetObject", "s3:GetObjectVersion"],
        [`${trail}/cloudtrail/*`, `${trail}/digests/*`],
      ],
    ]);
    expect(statements.map(({ conditions }) => conditions)).toEqual([
      itself,
      { ...itself, StringLike: { "s3:prefix": ["cloudtrail/*", "digests/*"] } },
      itself,
    ]);
  });

  test("to a bucket of which it reads everything is one statement", () => {
    expect(allowReaderToRead(reader, { ...readable, everything: true })).toEqual([
      {
        sid: "AllowReaderThreatHunters2ToRead",
        principals: { aws: [reader.accountRoot] },
        actions: [
          "s3:GetBucketLocation",
          "s3:ListBucket",
          "s3:ListBucketVersions",
          "s3:GetObject",
          "s3:GetObjectVersion",
        ],
        resources: [trail, `${trail}/*`],
        conditions: itself,
      },
    ]);
  });

  test("to a key is through S3, for the buckets it reads", () => {
    expect(allowReaderToDecrypt(reader, "eu-west-1", [trail])).toEqual({
      sid: "AllowReaderThreatHunters2ToDecrypt",
      principals: { aws: [reader.accountRoot] },
      actions: ["kms:Decrypt"],
      resources: ["*"],
      conditions: {
        ...itself,
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [trail, `${trail}/*`] },
      },
    });
  });
});
