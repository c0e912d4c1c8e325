import type { Case } from "../cases";
import { callOf, callOfRole, Context } from "../contexts";
import { absent, Delivery } from "../derivation";
import {
  accounts,
  Actor,
  ActorName,
  actors,
  bucketArn,
  home,
  object,
  role,
  serviceRoleArn,
} from "../organization-under-test";
import { isReader, readActions } from "./reader-requests";

const { logArchive, securityTooling, payments } = accounts;
const page = "guardduty/latest/ug/guardduty_exportfindings.html";
const keys = ["guardduty/", `guardduty/AWSLogs/${securityTooling}/GuardDuty/${home}/`];
const finding = `guardduty/AWSLogs/${securityTooling}/GuardDuty/${home}/2026/11/22/a.jsonl.gz`;
const administrator = role(securityTooling, "OrganizationLoggingDeployment");

const finds = (action: string, resource: string, more: Context, others: Delivery["refused"]): Delivery => ({
  sentence: `whoever tells GuardDuty to export looks for its folders with ${action}: ${resource}`,
  page,
  request: {
    policy: "bucket logs",
    principal: administrator,
    identity: "everything",
    action,
    resource,
    context: { ...callOfRole(securityTooling, "OrganizationLoggingDeployment"), ...more },
  },
  refused: { "aws:PrincipalArn": [role(securityTooling, "Administrator"), role(payments, "Administrator")], ...others },
});

/** What the account that tells GuardDuty to export has to see of the archive, and nothing else. */
export const folderLookups: readonly Delivery[] = [
  finds("s3:ListBucket", bucketArn("logs"), { "s3:prefix": "guardduty/" }, { "s3:prefix": ["config/", "", absent] }),
  ...keys.map((key) =>
    finds("s3:GetObject", object("logs", key), {}, { resource: [object("logs", finding), object("logs", "config/")] }),
  ),
];

const acts = [
  { act: "make", action: "s3:PutObject" },
  { act: "read", action: "s3:GetObject" },
  { act: "read a version of", action: "s3:GetObjectVersion" },
  { act: "read the attributes of", action: "s3:GetObjectAttributes" },
  { act: "read the attributes of a version of", action: "s3:GetObjectVersionAttributes" },
  { act: "replicate", action: "s3:GetObjectVersionForReplication" },
  { act: "delete", action: "s3:DeleteObject" },
  { act: "delete a version of", action: "s3:DeleteObjectVersion" },
];

const may: readonly ActorName[] = ["deployment", "breakGlass"];

const by = ({ principal, account, ...actor }: Actor, action: string, key: string): Case["request"] => ({
  policy: "bucket logs",
  principal,
  identity: account === undefined ? undefined : "everything",
  action,
  resource: object("logs", key),
  context: callOf({ principal, account, ...actor }),
});

const byActor: Case[] = (Object.entries(actors) as [ActorName, Actor][]).flatMap(([name, actor]) =>
  keys.flatMap((key) =>
    acts.map(({ act, action }) => {
      const permitted = may.includes(name) || (isReader(name) && readActions.includes(action));
      // Its denial leaves readers out, whom no grant lets do more than read.
      const refused = isReader(name) ? "ImplicitlyDenied" : "ExplicitlyDenied";
      return {
        sentence: `${actor.name} ${permitted ? "can" : "cannot"} ${act} the folder ${key}`,
        request: by(actor, action, key),
        expected: permitted ? "Allowed" : refused,
      };
    }),
  ),
);

/** What lies in a folder is a log like any other. */
const contents: Case[] = acts.map(({ act, action }) => ({
  sentence: `the deployment role cannot ${act} a finding in a folder it made`,
  request: by(actors.deployment, action, finding),
  expected: "ExplicitlyDenied",
}));

const others: Case[] = [
  {
    sentence: "an administrator of Log Archive sees the labels of a folder, as of every object",
    request: by(actors.logArchive, "s3:GetObjectTagging", keys[1] ?? ""),
    expected: "Allowed",
  },
  {
    sentence: "the replication role reads folders like everything else",
    request: {
      policy: "bucket logs",
      principal: serviceRoleArn("replication"),
      identity: "permissions replication",
      action: "s3:GetObjectVersionForReplication",
      resource: object("logs", keys[1] ?? ""),
      context: callOfRole(logArchive, "example-logs-replication"),
    },
    expected: "Allowed",
  },
  {
    sentence: "a service without a grant cannot make a folder, for want of one alone",
    request: {
      policy: "bucket logs",
      principal: "ec2.amazonaws.com",
      action: "s3:PutObject",
      resource: object("logs", keys[1] ?? ""),
      context: { "aws:PrincipalIsAWSService": "true" },
    },
    expected: "ImplicitlyDenied",
  },
  {
    sentence: "whoever looks for a folder cannot make one",
    request: {
      policy: "bucket logs",
      principal: administrator,
      identity: "everything",
      action: "s3:PutObject",
      resource: object("logs", keys[1] ?? ""),
      context: callOfRole(securityTooling, "OrganizationLoggingDeployment"),
    },
    expected: "ImplicitlyDenied",
  },
];

/** GuardDuty's folders, empty objects of the deployment role's among logs that it can neither read nor write. */
export const folderTampering: readonly Case[] = [...byActor, ...contents, ...others];
