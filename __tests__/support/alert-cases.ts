import { names } from "../../accounts/workspace/names";
import { cloudTrailEvent, EventProps, Identity, root, service, session, user } from "./cloudtrail-events";
import { LogEvent } from "./filter-pattern";
import { organization } from "./organizations";
import { Call, callsAnywhere, callsFarAway, FarCall, tamperingCalls } from "./tampering-events";

/** An event of the example organization. */
export interface AlertCase {
  readonly what: string;
  readonly event: LogEvent;
  /** Monitors that it must set off, and no others; in alphabetical order. */
  readonly alerts: readonly string[];
}

const example = organization();
const { accounts } = example;
const management = accounts.management.id;
const logArchive = accounts.logArchive.id;
const [{ id: payments } = { id: "" }] = accounts.workloads;
const { deploymentRoleArn, breakGlassRoleArn } = names(example);

const administratorOf = (account: string) =>
  session(
    `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Administrator_0a1b2c3d`,
  );
const administrator = administratorOf(management);
const deployment = session(deploymentRoleArn(management), "management");

/** In the management account, unless it says otherwise. */
function expecting(
  what: string,
  props: Omit<EventProps, "account"> & { readonly account?: string },
  ...alerts: readonly string[]
): AlertCase {
  return { what, event: cloudTrailEvent({ account: management, ...props }), alerts: [...alerts].sort() };
}

/** Who makes a call, about what, and which alerts that gives. */
function tampering(monitor: string, { service: of, name, parameters, elsewhere, also = [] }: Call): AlertCase[] {
  const call = { service: of, name, parameters, by: administrator };
  const what = `${of}:${name}`;
  const by = (who: string, identity: Identity, ...alerts: readonly string[]) =>
    expecting(`${what} by ${who}`, { ...call, by: identity }, ...alerts);
  return [
    by("an administrator", administrator, monitor, ...also),
    by("a user", user(management), monitor, ...also),
    by("root", root(management), monitor, "root", ...also),
    by("break-glass", session(breakGlassRoleArn(management)), monitor, "break-glass", ...also),
    by("the deployment role of another account", session(deploymentRoleArn(payments)), monitor),
    by("a role whose name is longer", session(`${deploymentRoleArn(management)}2`), monitor, ...also),
    by("the deployment role", deployment),
    expecting(`${what}, refused`, { ...call, more: { errorCode: "AccessDenied" } }, monitor, ...also),
    expecting(`${what} in a member account`, { ...call, by: administratorOf(payments), account: payments }, ...also),
    expecting(`${what} of another service`, { ...call, service: "example" }),
    expecting(`another call than ${what}`, { ...call, name: "DescribeAccountSettings" }),
    ...(elsewhere ? [expecting(`${what} about something else`, { ...call, parameters: elsewhere })] : []),
  ];
}

const taking = (roleArn: string) => ({ roleArn, roleSessionName: "jane", durationSeconds: 3600 });

const breakGlass: AlertCase[] = [
  ...["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"].flatMap((name) =>
    [management, logArchive, payments].map((account) =>
      expecting(
        `sts:${name} of break-glass in ${account}`,
        { service: "sts", name, parameters: taking(breakGlassRoleArn(account)), by: user(account), account },
        "break-glass",
      ),
    ),
  ),
  ...["GetObject", "DeleteObjectVersion", "PutBucketPolicy"].map((name) =>
    expecting(
      `s3:${name} by break-glass in Log Archive`,
      { service: "s3", name, by: session(breakGlassRoleArn(logArchive)), account: logArchive },
      "break-glass",
    ),
  ),
  ...[
    deploymentRoleArn(payments),
    `arn:aws:iam::${payments}:role/My${example.breakGlass.roleName}`,
    `${breakGlassRoleArn(payments)}2`,
  ].map((roleArn) =>
    expecting(`sts:AssumeRole of ${roleArn}`, {
      service: "sts",
      name: "AssumeRole",
      parameters: taking(roleArn),
      by: administrator,
      account: payments,
    }),
  ),
  ...[
    { service: "sts", name: "GetCallerIdentity" },
    { service: "example", name: "AssumeRole" },
  ].map((call) =>
    expecting(`${call.service}:${call.name} that names break-glass`, {
      ...call,
      parameters: taking(breakGlassRoleArn(payments)),
      by: administrator,
    }),
  ),
];

const rootUser: AlertCase[] = [
  expecting(
    "a console sign-in by root",
    { service: "signin", name: "ConsoleLogin", by: root(management), more: { eventType: "AwsConsoleSignIn" } },
    "root",
  ),
  expecting("reading by root", { service: "s3", name: "ListBuckets", by: root(management) }, "root"),
  expecting("reading by an administrator", { service: "s3", name: "ListBuckets", by: administrator }),
  expecting(
    "a sign-in by root of a member account",
    {
      service: "signin",
      name: "ConsoleLogin",
      by: root(payments),
      account: payments,
      more: { eventType: "AwsConsoleSignIn" },
    },
    "root",
  ),
  expecting("what a service does for root", {
    service: "kms",
    name: "CreateGrant",
    by: { ...root(management), invokedBy: "backup.amazonaws.com" },
  }),
  expecting("what a service reports of root", {
    service: "signin",
    name: "CredentialVerification",
    by: root(management),
    more: { eventType: "AwsServiceEvent" },
  }),
];

/** The task of this session is to remove a bucket's policy, whatever the policy says. */
const unlocking = {
  targetPrincipal: logArchive,
  taskPolicyArn: { arn: "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy" },
};
const rootSession = { service: "sts", name: "AssumeRoot", parameters: unlocking };
const rootSessions: AlertCase[] = [
  ...[management, accounts.securityTooling.id].map((account) =>
    expecting(
      `sts:AssumeRoot from ${account}`,
      { ...rootSession, by: administratorOf(account), account },
      "root-sessions",
    ),
  ),
  expecting("sts:AssumeRoot by the deployment role", { ...rootSession, by: deployment }, "root-sessions"),
  expecting("AssumeRoot of another service", { ...rootSession, by: administrator, service: "example" }),
  expecting("another call to STS", { ...rootSession, by: administrator, name: "GetSessionToken" }),
];

/** The deployment role may change the roles that it made, and neither itself nor break-glass. */
const powerfulRoles: AlertCase[] = [example.deployment.roleName, example.breakGlass.roleName].flatMap((roleName) => {
  const what = `the trust of ${roleName}`;
  const change = { service: "iam", name: "UpdateAssumeRolePolicy", parameters: { roleName, policyDocument: "{}" } };
  return [
    expecting(what, { ...change, by: administrator }, "management-roles"),
    expecting(`${what}, by the deployment role`, { ...change, by: deployment }, "management-roles"),
    expecting(`${what} in a member account`, { ...change, by: administratorOf(payments), account: payments }),
    expecting(`reading ${what}`, { ...change, name: "GetRole", by: administrator }),
  ];
});

/** What AWS does by itself. */
const departure = expecting(
  "an account that has left",
  {
    service: "organizations",
    name: "AccountDepartedOrganization",
    by: { accountId: management, invokedBy: "organizations.amazonaws.com" },
    more: { eventType: "AwsServiceEvent", serviceEventDetails: { accountId: payments } },
  },
  "management-organization",
);
const ownRole = expecting("a role of the logging that a service takes", {
  service: "sts",
  name: "AssumeRole",
  parameters: taking(`arn:aws:iam::${management}:role/example-logs-trail-log-group`),
  by: service("cloudtrail"),
});

/** A sign-in of a user to the console, as AWS records it. */
const signIn = (what: string, more: LogEvent, by: Identity = user(payments), ...alerts: readonly string[]) =>
  expecting(
    what,
    {
      service: "signin",
      name: "ConsoleLogin",
      by,
      account: payments,
      more: {
        eventType: "AwsConsoleSignIn",
        additionalEventData: { MobileVersion: "No", MFAUsed: "No" },
        responseElements: { ConsoleLogin: "Success" },
        ...more,
      },
    },
    ...alerts,
  );

const signIns: AlertCase[] = [
  signIn("a password alone", {}, user(payments), "sign-in-without-mfa"),
  signIn("a second factor", { additionalEventData: { MobileVersion: "No", MFAUsed: "Yes" } }),
  signIn("a wrong password", { responseElements: { ConsoleLogin: "Failure" } }),
  signIn("a session by federation", {}, administratorOf(payments)),
  signIn("another call", { eventName: "CheckMfa" }),
];

/** A call that counts in every account, and what it is not about. */
const anywhere = (monitor: string, { service: of, name, parameters, elsewhere }: Call): AlertCase[] => {
  const call = { service: of, name, parameters, account: payments, by: administratorOf(payments) };
  const what = `${of}:${name}`;
  return [
    expecting(`${what} in a member account`, call, monitor),
    expecting(`${what} by a user`, { ...call, by: user(payments) }, monitor),
    expecting(`${what} by the deployment role`, { ...call, by: session(deploymentRoleArn(payments)) }),
    expecting(`${what} of another service`, { ...call, service: "example" }),
    expecting(`another call than ${what}`, { ...call, name: "DescribeAccountSettings" }),
    ...(elsewhere ? [expecting(`${what} about something else`, { ...call, parameters: elsewhere })] : []),
  ];
};

/** A call in a Region that is not governed. */
const far = (
  monitor: string,
  { service: of, name, parameters, elsewhere, account = payments }: FarCall,
): AlertCase[] => {
  const more = { awsRegion: "ap-south-1" };
  const call = { service: of, name, parameters, account, by: administratorOf(account), more };
  const what = `${of}:${name}`;
  return [
    expecting(`${what} far away`, call, monitor),
    expecting(`${what} far away by a user`, { ...call, by: user(account) }, monitor),
    expecting(`${what} far away by the deployment role`, { ...call, by: session(deploymentRoleArn(account)) }),
    ...example.regions.governed.map((awsRegion) =>
      expecting(`${what} in ${awsRegion}`, { ...call, more: { awsRegion } }),
    ),
    expecting(`${what} of another service`, { ...call, service: "example" }),
    expecting(`another call than ${what}`, { ...call, name: "ListTagsForResource" }),
    ...(elsewhere ? [expecting(`${what} about something else`, { ...call, parameters: elsewhere })] : []),
    ...(account === logArchive
      ? [expecting(`${what} in a member account`, { ...call, account: payments, by: administratorOf(payments) })]
      : []),
  ];
};

const casesOf = <Tried extends Call>(
  tried: (monitor: string, call: Tried) => AlertCase[],
  table: Readonly<Record<string, readonly Tried[]>>,
) =>
  Object.fromEntries(
    Object.entries(table).map(([monitor, calls]) => [
      monitor,
      Object.fromEntries(
        calls.map((call, index) => [`${call.service}:${call.name} (${index + 1})`, tried(monitor, call)]),
      ),
    ]),
  );

/** Monitor -> what it is tried with, call by call. */
export const alertCases: Readonly<Record<string, Readonly<Record<string, readonly AlertCase[]>>>> = {
  "break-glass": { "break-glass": breakGlass, "taken by services": [ownRole] },
  "root-sessions": { "root sessions": rootSessions },
  root: { root: rootUser },
  "sign-in-without-mfa": { "sign-ins": signIns },
  ...casesOf(anywhere, callsAnywhere),
  ...casesOf(far, callsFarAway(logArchive)),
  ...Object.fromEntries(
    Object.entries(tamperingCalls).map(([monitor, calls]) => [
      monitor,
      {
        ...Object.fromEntries(calls.map((call) => [`${call.service}:${call.name}`, tampering(monitor, call)])),
        ...(monitor === "management-roles" ? { "powerful roles": powerfulRoles } : {}),
        ...(monitor === "management-organization" ? { departure: [departure] } : {}),
      },
    ]),
  ),
};
