import type { Case } from "../cases";
import type { Request } from "../request";
import { callOf, callOfRole, Context } from "../contexts";
import {
  accounts,
  Actor,
  actors,
  bucketArn,
  home,
  keyArn,
  logGroupArn,
  object,
  role,
} from "../organization-under-test";
import { deliveryDestinationArn } from "./attaching";
import { ec2Instance, session, sessionData, ssmDocument, userId } from "./sessions";

const { payments, website } = accounts;

const preferences = ssmDocument(payments, "SSM-SessionManagerRunShell");

type Expected = Case["expected"];

const holder =
  (name: string, identity: Request["identity"], roleName: string, more: Context) =>
  (act: string, action: string, resource: string, expected: Expected, context: Context = {}): Case => ({
    sentence: `${name} cannot ${act}`,
    request: {
      principal: role(payments, roleName),
      identity,
      action,
      resource,
      owner: payments,
      context: { ...callOfRole(payments, roleName), "aws:RequestedRegion": home, ...more, ...context },
    },
    expected,
  });

const user = holder("a user of sessions", "permissions session-users", "Engineer", { "aws:userid": userId });

/** Documents whose sessions leave no transcript, and one that a team made for itself. */
const otherDocuments = [
  "AWS-StartPortForwardingSession",
  "AWS-StartPortForwardingSessionToRemoteHost",
  "AWS-StartSSHSession",
  "AWS-StartInteractiveCommand",
  "AWS-StartNonInteractiveCommand",
  "TeamSession",
];

const byUsers: Case[] = [
  // AWS's own documents have no account in their ARN; the simulator's data knows no such ARN, so these have one.
  ...otherDocuments.map((name) =>
    user(`start a session with ${name}`, "ssm:StartSession", ssmDocument(payments, name), "ExplicitlyDenied"),
  ),
  user(
    "start a session in a container",
    "ssm:StartSession",
    `arn:aws:ecs:${home}:${payments}:task/shop/a`,
    "ExplicitlyDenied",
  ),
  user("start a session in another account", "ssm:StartSession", ec2Instance(website), "ExplicitlyDenied"),
  ...["CreateDocument", "DeleteDocument", "UpdateDocument", "UpdateDocumentDefaultVersion"].map((action) =>
    user(`switch the log of sessions off with ${action}`, `ssm:${action}`, preferences, "ExplicitlyDenied"),
  ),
  ...["ssm:ResumeSession", "ssm:TerminateSession"].map((action) =>
    user(`take somebody else's session with ${action}`, action, session(payments, "bob-0a1b"), "ImplicitlyDenied", {
      "ssm:resourceTag/aws:ssmmessages:session-id": "AROA0A1B2C3D4E5F67890:bob",
    }),
  ),
  user("run a command without a session", "ssm:SendCommand", ec2Instance(payments), "ImplicitlyDenied"),
  user("make a document for sessions", "ssm:CreateDocument", ssmDocument(payments, "TeamSession"), "ImplicitlyDenied"),
];

const instance = holder("an instance with sessions", "permissions session-instances", "InstanceRole", {});

const byInstances: Case[] = [
  instance(
    "become a node that takes sessions and nothing else",
    "ssm:UpdateInstanceInformation",
    ec2Instance(payments),
    "ImplicitlyDenied",
  ),
  ...["logs:DeleteLogStream", "logs:GetLogEvents"].map((action) =>
    instance(
      `touch transcripts with ${action}`,
      action,
      `${logGroupArn(payments, "/example-logs/sessions")}:log-stream:a`,
      "ImplicitlyDenied",
    ),
  ),
  ...["s3:GetObject", "s3:DeleteObject"].map((action) =>
    instance(
      `touch archived transcripts with ${action}`,
      action,
      object("logs", `sessions/${payments}/s.log`),
      "ImplicitlyDenied",
    ),
  ),
];

const asks = (
  actor: Actor,
  sentence: string,
  request: Pick<Request, "policy" | "action" | "resource"> & { owner?: string; context?: Context },
  expected: Expected,
): Case => ({
  sentence: `${actor.name} ${sentence}`,
  request: {
    ...request,
    principal: actor.principal,
    identity: actor.account === undefined ? undefined : "everything",
    context: { ...callOf(actor), ...request.context },
  },
  expected,
});

const everybodyElse: readonly Actor[] = [
  actors.logArchive,
  actors.management,
  actors.impostor,
  actors.stranger,
  actors.anonymous,
];

const loggedData = { "kms:EncryptionContext:aws:logs:arn": logGroupArn(payments, "/example-logs/sessions") };

/** The key serves sessions for whoever the account allows, and for nothing else. */
const byWayOfSessions: Case[] = ["kms:Decrypt", "kms:GenerateDataKey"].flatMap((action) => {
  const request = { policy: "key logs", action, resource: keyArn("logs"), owner: payments } as const;
  return [
    asks(
      actors.workload,
      `can use the key of log groups for a session with ${action}`,
      { ...request, context: sessionData },
      "Allowed",
    ),
    asks(
      actors.workload,
      `cannot use it for log data with ${action}`,
      { ...request, context: loggedData },
      "ImplicitlyDenied",
    ),
    ...everybodyElse.map((actor) =>
      asks(
        actor,
        `cannot use it for a session with ${action}`,
        { ...request, context: sessionData },
        "ImplicitlyDenied",
      ),
    ),
  ];
});

const attachingByStrangers: Case[] = [actors.stranger, actors.anonymous].map((actor) =>
  asks(
    actor,
    "cannot attach a delivery",
    {
      policy: `delivery destination load-balancers ${home}`,
      action: "logs:CreateDelivery",
      resource: deliveryDestinationArn("example-logs-load-balancers", home),
    },
    "ImplicitlyDenied",
  ),
);

/** Of the account that an administrator is of. */
const deploymentOf = ({ name, account = "", organizationId }: Actor): Actor => ({
  name: name.replace(/^.* of/, "the deployment role of"),
  principal: role(account, "OrganizationLoggingDeployment"),
  account,
  organizationId,
});

const lists = { policy: "bucket logs", action: "s3:ListBucket", resource: bucketArn("logs") } as const;
const forwarded = { ...lists, context: { "aws:ViaAWSService": "true" } };

/** Only what a service asks in the name of the role, because it was told to, is answered. */
const listing: Case[] = [
  asks(deploymentOf(actors.workload), "cannot list the bucket itself", lists, "ImplicitlyDenied"),
  asks(actors.workload, "cannot have a service list the bucket", forwarded, "ImplicitlyDenied"),
  asks(deploymentOf(actors.stranger), "cannot have a service list the bucket", forwarded, "ExplicitlyDenied"),
];

/** What must not be possible in an account, and what nobody may attach to the archive. */
export const accountTampering: Readonly<Record<string, readonly Case[]>> = {
  "users of sessions": byUsers,
  "instances with sessions": byInstances,
  "the key of log groups by way of sessions": byWayOfSessions,
  "deliveries of strangers": attachingByStrangers,
  "listing by way of Route 53": listing,
};
