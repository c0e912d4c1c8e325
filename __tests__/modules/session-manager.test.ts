import { Testing } from "cdktf";
import { regions as knownRegions } from "../../modules/policy/region";
import { SessionManager, SessionManagerProps } from "../../modules/sources/session-manager";
import { sessionKeyStatement } from "../../modules/sources/session-permissions";
import { bySid, statementsOf, SynthesizedStatement } from "../support/statements";
import { only, resources, Stack } from "../support/synthesized";

const regions = ["eu-west-1", "us-east-1"];
const keyArn = (region: string) => `arn:aws:kms:${region}:444444444444:key/11111111-2222-3333-4444-555555555555`;
const archiveKeyArn = "arn:aws:kms:eu-west-1:222222222222:key/archive";
const archive = { bucketName: "acme-logs", bucketRegion: "eu-west-1", bucketKmsKeyArn: archiveKeyArn };

const build = (props: Partial<SessionManagerProps> = {}) =>
  JSON.parse(
    Testing.synthScope(
      (scope) =>
        void new SessionManager(scope, "session-manager", {
          partition: "aws",
          accountId: "444444444444",
          regions,
          keyArns: Object.fromEntries(regions.map((region) => [region, keyArn(region)])),
          logGroupName: "/acme/sessions",
          archive,
          instancePolicyName: "acme-session-instances",
          userPolicyName: "acme-session-users",
          ...props,
        }),
    ),
  ) as Stack;

/** What `jsonencode` would give: its argument differs from JSON in the sign between name and value. */
const preferences = (stack: Stack, region: string) => {
  const [, argument = ""] =
    /^\$\{jsonencode\((.*)\)\}$/.exec(String(only(stack, "aws_ssm_document", { region }).content)) ?? [];
  return JSON.parse(argument.replace(/" = /g, '": ')) as { inputs: Record<string, unknown> };
};

const policy = (stack: Stack, name: string) => statementsOf(stack, only(stack, "aws_iam_policy", { name }), "policy");
const conditions = ({ condition }: SynthesizedStatement) =>
  condition.map(({ test, variable, values }) => `${test} ${variable} ${values.join()}`);

const sessionData = [
  "StringLike kms:EncryptionContext:aws:ssm:SessionId *",
  "StringLike kms:EncryptionContext:aws:ssm:TargetId i-*,mi-*",
];

describe("the preferences of a Region", () => {
  const stack = build();

  test.each(regions)("in %s encrypt sessions, stream them to an encrypted group and archive them", (region) => {
    expect(only(stack, "aws_ssm_document", { region })).toMatchObject({
      name: "SSM-SessionManagerRunShell",
      document_type: "Session",
    });
    expect(preferences(stack, region)).toEqual({
      schemaVersion: "1.0",
      description: "Session Manager preferences of this account and Region",
      sessionType: "Standard_Stream",
      inputs: {
        kmsKeyId: keyArn(region),
        cloudWatchLogGroupName: "/acme/sessions",
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        s3BucketName: "acme-logs",
        s3KeyPrefix: `sessions/444444444444/${region}`,
        s3EncryptionEnabled: true,
        runAsEnabled: false,
        idleSessionTimeout: "20",
        maxSessionDuration: "480",
      },
    });
  });

  test("name no bucket without an archive, and then an instance needs none of it", () => {
    const withoutArchive = build({ archive: undefined });
    const { inputs } = preferences(withoutArchive, "eu-west-1");
    expect(Object.keys(inputs).filter((name) => name.startsWith("s3"))).toEqual(["s3EncryptionEnabled"]);
    const actions = policy(withoutArchive, "acme-session-instances").flatMap((statement) => statement.actions);
    expect(actions.filter((action) => action.startsWith("s3:"))).toEqual([]);
  });

  test.each([
    ["idleSessionTimeoutMinutes", 0, /accepts whole minutes from 1 to 60/],
    ["idleSessionTimeoutMinutes", 61, /accepts whole minutes from 1 to 60/],
    ["maxSessionDurationMinutes", 1441, /accepts whole minutes from 1 to 1440/],
    ["maxSessionDurationMinutes", 1.5, /accepts whole minutes from 1 to 1440/],
  ])("are refused with %s of %d", (name, value, message) => {
    expect(() => build({ [name]: value })).toThrow(message);
  });

  test("are refused in a Region without a key, where sessions would not be encrypted", () => {
    expect(() => build({ regions: ["eu-west-1", "eu-north-1"] })).toThrow(/no key for sessions in eu-north-1/);
  });
});

describe("the policy for instances", () => {
  const statements = policy(build(), "acme-session-instances");

  test("has what the agent checks before a session and what it writes with, and nothing else", () => {
    expect(statements.map(({ sid, actions }) => `${sid}: ${actions.join(" ")}`)).toEqual([
      "OpenChannelsWhereSessionsAreLogged: ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel " +
        "ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel",
      "DecryptSessionData: kms:Decrypt",
      "FindLogGroup: logs:DescribeLogGroups",
      "StreamTranscripts: logs:CreateLogStream logs:DescribeLogStreams logs:PutLogEvents",
      "CheckEncryptionOfArchive: s3:GetEncryptionConfiguration",
      "ArchiveTranscriptsOfThisAccount: s3:PutObject s3:PutObjectAcl",
      "EncryptArchivedTranscripts: kms:Decrypt kms:GenerateDataKey",
    ]);
  });

  test.each([
    ["DecryptSessionData", regions.map(keyArn), sessionData],
    ["StreamTranscripts", ["arn:aws:logs:*:444444444444:log-group:/acme/sessions:*"], []],
    ["ArchiveTranscriptsOfThisAccount", ["arn:aws:s3:::acme-logs/sessions/444444444444/*"], []],
    [
      "EncryptArchivedTranscripts",
      [archiveKeyArn],
      [
        "StringEquals kms:ViaService s3.eu-west-1.amazonaws.com",
        "StringLike kms:EncryptionContext:aws:s3:arn arn:aws:s3:::acme-logs,arn:aws:s3:::acme-logs/*",
      ],
    ],
    ["OpenChannelsWhereSessionsAreLogged", ["*"], ["StringEquals aws:RequestedRegion eu-west-1,us-east-1"]],
  ])("confines %s", (sid, allowed, confined) => {
    const statement = bySid(statements, sid);
    expect(statement.resources).toEqual(allowed);
    expect(conditions(statement)).toEqual(confined);
  });
});

describe("the policy for users", () => {
  const statements = policy(build(), "acme-session-users");
  const logged = [
    "arn:aws:ec2:*:444444444444:instance/*",
    "arn:aws:ssm:*:444444444444:managed-instance/*",
    "arn:aws:ssm:*:444444444444:document/SSM-SessionManagerRunShell",
  ];

  test("lets sessions be started with the preferences alone, where there are any", () => {
    const start = bySid(statements, "StartLoggedSessions");
    expect(start.resources).toEqual(logged);
    expect(conditions(start)).toEqual([
      "StringEquals aws:RequestedRegion eu-west-1,us-east-1",
      "BoolIfExists ssm:SessionDocumentAccessCheck true",
    ]);
  });

  test("denies every other document, whatever another policy allows", () => {
    expect(bySid(statements, "DenySessionsThatAreNotLogged")).toMatchObject({
      effect: "Deny",
      actions: ["ssm:StartSession"],
      not_resources: logged,
    });
    expect(bySid(statements, "DenySessionsThatAreNotLogged").condition ?? []).toEqual([]);
  });

  test("lets sessions be resumed and ended by those who started them", () => {
    expect(conditions(bySid(statements, "ResumeAndTerminateOwnSessions"))).toEqual([
      "StringLike ssm:resourceTag/aws:ssmmessages:session-id &{aws:userid}",
    ]);
  });

  test("gives data keys for sessions only", () => {
    const encrypt = bySid(statements, "EncryptSessionData");
    expect(encrypt.actions).toEqual(["kms:GenerateDataKey"]);
    expect(encrypt.resources).toEqual(regions.map(keyArn));
    expect(conditions(encrypt)).toEqual(sessionData);
  });

  test("denies changes to the preferences", () => {
    expect(bySid(statements, "DenyChangesToPreferences")).toMatchObject({
      effect: "Deny",
      actions: ["ssm:CreateDocument", "ssm:DeleteDocument", "ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion"],
      resources: ["arn:aws:ssm:*:444444444444:document/SSM-SessionManagerRunShell"],
    });
  });
});

test("both policies fit into a managed policy, even with every Region of the partition", () => {
  const all = [...knownRegions].filter(([, { partition }]) => partition === "aws").map(([region]) => region);
  const stack = build({ regions: all, keyArns: Object.fromEntries(all.map((region) => [region, keyArn(region)])) });
  for (const name of ["acme-session-instances", "acme-session-users"]) {
    const statements = policy(stack, name).map(({ sid, effect, actions, resources, not_resources, condition }) => [
      { Sid: sid, Effect: effect, Action: actions, Resource: resources, NotResource: not_resources },
      condition?.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })),
    ]);
    expect(JSON.stringify(statements).length).toBeLessThan(6_144);
  }
});

test("the key lets the account's policies allow use for session data alone", () => {
  expect(sessionKeyStatement("aws-us-gov", "444444444444")).toEqual({
    sid: "AllowSessionsOfAccountToEncrypt",
    principals: { aws: ["arn:aws-us-gov:iam::444444444444:root"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: {
      StringLike: {
        "kms:EncryptionContext:aws:ssm:SessionId": "*",
        "kms:EncryptionContext:aws:ssm:TargetId": ["i-*", "mi-*"],
      },
    },
  });
});

describe("default host management", () => {
  test("is left alone unless a role is named", () => {
    expect(resources(build(), "aws_ssm_service_setting")).toEqual({});
  });

  test.each(regions)("in %s lends a role that may also log sessions, once it can", (region) => {
    const stack = build({ defaultHostManagementRoleName: "acme-default-host" });
    const role = only(stack, "aws_iam_role", { name: "acme-default-host", path: "/service-role/" });
    expect(statementsOf(stack, role, "assume_role_policy")).toMatchObject([
      { principals: [{ type: "Service", identifiers: ["ssm.amazonaws.com"] }], actions: ["sts:AssumeRole"] },
    ]);
    const attachments = resources(stack, "aws_iam_role_policy_attachment");
    expect(Object.values(attachments).map(({ policy_arn }) => String(policy_arn))).toEqual([
      "arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy",
      expect.stringMatching(/^\$\{aws_iam_policy\..*instance-policy.*\.arn\}$/),
    ]);
    expect(only(stack, "aws_ssm_service_setting", { region })).toMatchObject({
      setting_id: `arn:aws:ssm:${region}:444444444444:servicesetting/ssm/managed-instance/default-ec2-instance-management-role`,
      setting_value: "service-role/acme-default-host",
      depends_on: Object.keys(attachments).map((address) => `aws_iam_role_policy_attachment.${address}`),
    });
  });
});
