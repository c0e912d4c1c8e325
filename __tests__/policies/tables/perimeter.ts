import type { Case } from "../cases";
import { actingFor, callOf, Context } from "../contexts";
import {
  accounts,
  Actor,
  actors,
  home,
  keyArn,
  object,
  role,
  serviceRoleArn,
  stranger,
} from "../organization-under-test";

const { payments, logArchive } = accounts;

/** One act on everything of the archive that a resource control policy can fence. */
const acts = [
  ["s3:GetObject", object("logs", "x")],
  ["s3:PutObject", object("logs", "x")],
  ["kms:Decrypt", keyArn("archive")],
  ["logs:PutSubscriptionFilter", `arn:aws:logs:${home}:${logArchive}:destination:example-logs-cloudwatch`],
  ["firehose:PutRecord", `arn:aws:firehose:${home}:${logArchive}:deliverystream/example-logs-cloudwatch`],
  ["sts:AssumeRole", serviceRoleArn("replication")],
] as const;

/** Every case starts from a resource whose own policy lets everybody in: what then refuses is the perimeter. */
const meets = (sentence: string, principal: string, context: Context, expected: Case["expected"]): Case[] =>
  acts.map(([action, resource]) => ({
    sentence: `${sentence}: ${action}`,
    request: {
      policy: "open to everybody",
      principal,
      identity: principal.startsWith("arn:") ? "everything" : undefined,
      action,
      resource,
      context,
    },
    expected,
    guarded: true,
  }));

const caller = (sentence: string, actor: Actor, expected: Case["expected"], more: Context = {}) =>
  meets(sentence, actor.principal, { ...callOf(actor), ...more }, expected);

const service = "ec2.amazonaws.com";
const ours = actingFor(payments, `arn:aws:ec2:${home}:${payments}:instance/i-0a1b`);
const theirs = actingFor(stranger.account, `arn:aws:ec2:${home}:${stranger.account}:instance/i-0a1b`);
const ofNoOrganization = Object.fromEntries(Object.entries(ours).filter(([key]) => key !== "aws:SourceOrgID"));

/** What else STS does with a role carries no organization where somebody signs in by federation. */
const sessions: Case[] = [
  { principal: actors.stranger.principal, identity: "everything" as const, context: callOf(actors.stranger) },
  { principal: service, context: theirs },
].map((request) => ({
  sentence: `${request.principal} names itself in a session, which is left to the role's own policy`,
  request: {
    ...request,
    policy: "open to everybody" as const,
    action: "sts:SetSourceIdentity",
    resource: serviceRoleArn("replication"),
  },
  expected: "Allowed" as const,
  guarded: true,
}));

/** By an identity provider, which carries no organization, and whose word a role's own policy takes. */
const federated = (action: string, roleName: string, expected: Case["expected"]): Case => ({
  sentence: `somebody for whom an identity provider speaks ${expected === "Allowed" ? "can" : "cannot"} become ${roleName}: ${action}`,
  request: {
    policy: "open to everybody",
    principal: actors.anonymous.principal,
    action,
    resource: role(logArchive, roleName),
    context: { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "false" },
  },
  expected,
  guarded: true,
});

const federation: Case[] = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"].flatMap((action) => [
  ...[
    "OrganizationLoggingDeployment",
    "LogArchiveBreakGlass",
    "stacksets-exec-0a1b",
    "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Auditor_0123456789abcdef",
  ].map((name) => federated(action, name, "Allowed")),
  ...[
    "example-logs-replication",
    "Administrator",
    "OrganizationLoggingDeployment2",
    "AWSReservedSSO_Auditor_0123456789abcdef",
  ].map((name) => federated(action, name, "ExplicitlyDenied")),
]);

/** What the resource control policy refuses and lets through, were a policy of the archive ever opened. */
export const perimeter: Readonly<Record<string, readonly Case[]>> = {
  "the perimeter of the archive": [
    ...caller("a member of another organization stays outside", actors.stranger, "ExplicitlyDenied"),
    ...caller("nobody comes in without credentials", actors.anonymous, "ExplicitlyDenied"),
    ...caller("a member of the organization is not stopped by it", actors.workload, "Allowed"),
    ...caller("a role is not taken for a service, whatever source it names", actors.workload, "Allowed", {
      "aws:SourceAccount": payments,
    }),
    ...caller("nobody comes in over plain HTTP", actors.workload, "ExplicitlyDenied", {
      "aws:SecureTransport": "false",
    }),
    ...meets("no service comes in for another organization", service, theirs, "ExplicitlyDenied"),
    ...meets("no service comes in for an account of no organization", service, ofNoOrganization, "ExplicitlyDenied"),
    ...meets("a service comes in for the organization", service, ours, "Allowed"),
    ...federation,
    ...sessions,
    ...meets("a service comes in that names no source", service, { "aws:PrincipalIsAWSService": "true" }, "Allowed"),
  ],
};
