import type { Request } from "../request";
import { callOfRole, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import {
  accounts,
  bucketArn,
  home,
  keyArn,
  logGroupArn,
  ManagedPolicy,
  object,
  regions,
  role,
  stranger,
} from "../organization-under-test";
import { contextsInLogs, onlyForBucket } from "./roles";

const { payments, website } = accounts;

export const ec2Instance = (account: string, region = home as string) =>
  `arn:aws:ec2:${region}:${account}:instance/i-0a1b2c3d`;

export const session = (account: string, id = "alice-0a1b2c3d4e5f67890") =>
  `arn:aws:ssm:${home}:${account}:session/${id}`;

export const ssmDocument = (account: string, name: string) => `arn:aws:ssm:${home}:${account}:document/${name}`;

export const userId = "AROA0A1B2C3D4E5F67890:alice";

const pages = {
  instance: "systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html",
  user: "systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html",
  key: "systems-manager/latest/userguide/session-preferences-enable-encryption.html",
} as const;

/** Calls are made in the home Region, unless a row says otherwise. */
const inRegion = (region: string): Context => ({ "aws:RequestedRegion": region });
const here = inRegion(home);
const onlyHere: Refused = { "aws:RequestedRegion": ["ap-south-1", absent] };

const holderOf =
  (identity: ManagedPolicy, roleName: string, more: Context) =>
  (
    sentence: string,
    page: string,
    request: Pick<Request, "action" | "resource"> & Partial<Request>,
    refused: Refused,
  ): Delivery => ({
    sentence,
    page,
    request: {
      owner: payments,
      principal: role(payments, roleName),
      identity: `permissions ${identity}`,
      ...request,
      context: { ...callOfRole(payments, roleName), ...more, ...request.context },
    },
    refused,
  });

const instance = holderOf("session-instances", "InstanceRole", here);
const user = holderOf("session-users", "Engineer", { ...here, "aws:userid": userId });

/** What KMS is told of the data of a session. */
export const sessionData: Context = {
  "kms:EncryptionContext:aws:ssm:SessionId": "alice-0a1b2c3d4e5f67890",
  "kms:EncryptionContext:aws:ssm:TargetId": "i-0a1b2c3d",
};

const onlySessionData: Refused = {
  "kms:EncryptionContext:aws:ssm:SessionId": [absent],
  "kms:EncryptionContext:aws:ssm:TargetId": ["ecs:shop_0a1b2c3d", absent],
};

const sessionKeys = regions.map((region) => keyArn("logs").replace(home, region));

/** Of an instance, and of a server that is none of EC2's. */
const dataOfTargets: readonly (readonly [words: string, context: Context])[] = [
  ["", sessionData],
  [" of a data centre", { ...sessionData, "kms:EncryptionContext:aws:ssm:TargetId": "mi-0a1b2c3d" }],
];

/** The key and the role's policy each ask for the encryption context; the default key leaves it to the role's alone. */
const ofSessionData = (holder: typeof instance, sentence: string, action: string): Delivery[] =>
  dataOfTargets.flatMap(([words, context]) => [
    holder(
      `${sentence}${words}`,
      pages.key,
      { policy: "key logs", action, resource: keyArn("logs"), context },
      onlySessionData,
    ),
    ...sessionKeys.map((resource) =>
      holder(
        `${sentence}${words}, were it left to the role's policy and ${resource}`,
        pages.key,
        { policy: "default key", action, resource, context },
        onlySessionData,
      ),
    ),
  ]);

const encryption: Delivery[] = [
  ...ofSessionData(instance, "an instance decrypts what is typed in a session", "kms:Decrypt"),
  ...ofSessionData(user, "a user encrypts what is typed in a session", "kms:GenerateDataKey"),
];

const sessionGroup = (account: string, name = "/example-logs/sessions") =>
  `${logGroupArn(account, name)}:log-stream:alice-0a1b2c3d4e5f67890`;

const transcriptStream: Delivery[] = [
  instance(
    "an instance looks for the log group before a session starts",
    pages.instance,
    { action: "logs:DescribeLogGroups", resource: logGroupArn(payments, "/example-logs/sessions") },
    { resource: [logGroupArn(website, "/example-logs/sessions")] },
  ),
  ...["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"].map((action) =>
    instance(
      `an instance streams a transcript with ${action}`,
      pages.instance,
      { action, resource: sessionGroup(payments) },
      {
        action: ["logs:DeleteLogStream", "logs:GetLogEvents"],
        resource: [sessionGroup(website), sessionGroup(payments, "/example-logs/vpc-flow-logs")],
      },
    ),
  ),
];

const onlyRolesOfOrganization: Refused = {
  "aws:PrincipalOrgID": [stranger.organizationId, absent],
  "aws:PrincipalArn": [`arn:aws:iam::${payments}:user/somebody`],
};

const ownTranscript: Refused = {
  ...onlyRolesOfOrganization,
  "aws:PrincipalAccount": [website, absent],
  resource: [object("logs", `sessions/${website}/s.log`), object("logs", `config/${payments}/s.log`)],
};

const logArchive = accounts.logArchive;
const inArchive = { policy: "bucket logs", owner: logArchive } as const;
const transcript = object("logs", `sessions/${payments}/s.log`);
const s3Page = pages.instance;

const archivedTranscript: Delivery[] = [
  instance(
    "an instance role asks how the bucket encrypts before a session starts",
    s3Page,
    { ...inArchive, action: "s3:GetEncryptionConfiguration", resource: bucketArn("logs") },
    onlyRolesOfOrganization,
  ),
  instance(
    "an instance role writes the transcript of a session without an ACL",
    s3Page,
    { ...inArchive, action: "s3:PutObject", resource: transcript },
    ownTranscript,
  ),
  instance(
    "an instance role writes the ACL of its transcript",
    s3Page,
    { ...inArchive, action: "s3:PutObjectAcl", resource: transcript },
    ownTranscript,
  ),
  ...["kms:GenerateDataKey", "kms:Decrypt"].flatMap((action) =>
    contextsInLogs(`sessions/${payments}/s.log`).flatMap(([words, context]) => {
      const request = { action, owner: logArchive, resource: keyArn("archive"), context };
      return [
        instance(
          `an instance role encrypts its transcript with ${action}${words}`,
          s3Page,
          { ...request, policy: "key archive" },
          { ...onlyRolesOfOrganization, ...onlyForBucket("trail", home) },
        ),
        instance(
          `an instance role encrypts its transcript with ${action}${words}, were it left to the role's policy`,
          s3Page,
          { ...request, policy: "default key" },
          onlyForBucket("trail", home),
        ),
      ];
    }),
  ),
];

const channels = regions.flatMap((region) =>
  ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map((action) =>
    instance(
      `an instance of ${region} opens its side of a session with ${action}`,
      pages.instance,
      { action: `ssmmessages:${action}`, resource: "*", context: inRegion(region) },
      onlyHere,
    ),
  ),
);

const starts = (sentence: string, resource: string, context: Context = {}) =>
  user(
    `a user starts a session on ${sentence}`,
    pages.user,
    { action: "ssm:StartSession", resource, context },
    { ...onlyHere, "ssm:SessionDocumentAccessCheck": ["false"], resource: [ec2Instance(website)] },
  );

const ownSession = "ssm:resourceTag/aws:ssmmessages:session-id";

const users: Delivery[] = [
  ...regions.map((region) => starts(`an instance of ${region}`, ec2Instance(payments, region), inRegion(region))),
  starts("an instance, with the document checked", ec2Instance(payments), { "ssm:SessionDocumentAccessCheck": "true" }),
  starts("a server of a data centre", `arn:aws:ssm:${home}:${payments}:managed-instance/mi-0a1b2c3d`),
  starts("a target with the logged document", ssmDocument(payments, "SSM-SessionManagerRunShell"), {
    "ssm:SessionDocumentAccessCheck": "true",
  }),
  user(
    "a user opens the channel of a session",
    pages.user,
    { action: "ssmmessages:OpenDataChannel", resource: session(payments) },
    { resource: [session(website)] },
  ),
  ...["ssm:ResumeSession", "ssm:TerminateSession"].map((action) =>
    user(
      `a user keeps hold of an own session with ${action}`,
      pages.user,
      { action, resource: session(payments), context: { [ownSession]: userId } },
      { [ownSession]: ["AROA0A1B2C3D4E5F67890:bob", absent], resource: [session(website)] },
    ),
  ),
  ...regions.flatMap((region) =>
    [
      "ec2:DescribeInstances",
      "ssm:DescribeInstanceInformation",
      "ssm:DescribeInstanceProperties",
      "ssm:DescribeSessions",
    ].map((action) =>
      user(
        `a user finds instances and sessions of ${region} with ${action}`,
        pages.user,
        { action, resource: "*", context: inRegion(region) },
        onlyHere,
      ),
    ),
  ),
  user(
    "a user sees whether an instance can be reached",
    pages.user,
    { action: "ssm:GetConnectionStatus", resource: ec2Instance(payments) },
    onlyHere,
  ),
];

/** Sessions on instances: who may hold them, and where their transcripts go. */
export const sessions: readonly Delivery[] = [
  ...channels,
  ...encryption,
  ...transcriptStream,
  ...archivedTranscript,
  ...users,
];
