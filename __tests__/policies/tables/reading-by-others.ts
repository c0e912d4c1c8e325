import type { Case } from "../cases";
import type { Request } from "../request";
import { callOf, callOfRole, Context, throughS3 } from "../contexts";
import {
  accounts,
  Actor,
  actors,
  bucketArn,
  home,
  keyArn,
  logFolders,
  Reader,
  readers,
  role,
  serviceRoleArn,
} from "../organization-under-test";
import {
  cannot,
  externalId,
  listActions,
  log,
  permissionSet,
  readActions,
  readable,
  readerNames,
  takesRole,
  vendor,
} from "./reader-requests";

const { logArchive, securityTooling } = accounts;

const administrators: readonly Actor[] = [
  actors.logArchive,
  actors.management,
  actors.securityTooling,
  actors.workload,
  actors.deployment,
  actors.stranger,
];

const asks = (actor: Actor, request: Pick<Request, "action" | "resource"> & Partial<Request>): Request => ({
  principal: actor.principal,
  identity: "everything",
  ...request,
  context: { ...callOf(actor), ...request.context },
});

/** Nobody reads but readers: not where the logs lie, and not where the readers' roles are. */
const byAdministrators: Case[] = administrators.flatMap((actor) => [
  ...readable.flatMap(({ kind, bucket }) =>
    readActions.map((action) =>
      cannot(
        `${actor.name} cannot read logs of the ${bucket} bucket with ${action}`,
        asks(actor, { policy: `bucket ${bucket}`, action, resource: log(bucket, logFolders[kind][0]) }),
        "ExplicitlyDenied",
      ),
    ),
  ),
  ...(["trail", "waf"] as const).map((bucket) =>
    cannot(
      `${actor.name} cannot decrypt logs of the ${bucket} bucket`,
      asks(actor, {
        policy: "key archive",
        action: "kms:Decrypt",
        resource: keyArn("archive"),
        context: throughS3(home, bucketArn(bucket)),
      }),
    ),
  ),
]);

const outsidersList: Case[] = [actors.securityTooling, actors.workload, actors.management].flatMap((actor) =>
  readable.flatMap(({ kind, bucket }) =>
    listActions.map((action) =>
      cannot(
        `${actor.name} cannot list the ${bucket} bucket with ${action}`,
        asks(actor, {
          policy: `bucket ${bucket}`,
          action,
          resource: bucketArn(bucket),
          context: { "s3:prefix": `${logFolders[kind][0]}/` },
        }),
      ),
    ),
  ),
);

const takes = (sentence: string, principal: string, account: string, reader: Reader, context: Context = {}): Case =>
  cannot(`${sentence} cannot take the role of ${reader}`, takesRole(principal, account, reader, context));

const notTaken: Case[] = [
  takes("an analyst", readers.analyst.principal, securityTooling, "siem"),
  takes("an analyst who knows the external id", readers.analyst.principal, securityTooling, "siem", externalId),
  takes("the vendor's collector", readers.siem.principal, vendor, "analyst", externalId),
  takes("the vendor's administrator with the external id", role(vendor, "Administrator"), vendor, "siem", externalId),
  takes("the vendor's collector without the external id", readers.siem.principal, vendor, "siem"),
  ...["sts:SetSourceIdentity", "sts:TagSession"].map((action) =>
    cannot(`an analyst cannot say something of the session with ${action}`, {
      ...takesRole(readers.analyst.principal, securityTooling, "analyst", {}),
      action,
    }),
  ),
  takes("another permission set", permissionSet("Billing"), securityTooling, "analyst"),
  takes("the deployment role", role(securityTooling, "OrganizationLoggingDeployment"), securityTooling, "analyst"),
  takes("one reader", serviceRoleArn(readers.siem.role), securityTooling, "analyst"),
  ...readerNames.map((reader) =>
    cannot(`an AWS service cannot take the role of ${reader}`, {
      policy: `trust ${readers[reader].role}`,
      principal: "ec2.amazonaws.com",
      action: "sts:AssumeRole",
      resource: serviceRoleArn(readers[reader].role),
      owner: securityTooling,
      context: { "aws:PrincipalIsAWSService": "true" },
    }),
  ),
];

/** A role of the right name that is another account's. */
const namesakes: Case[] = readerNames.flatMap((reader) =>
  [logArchive, accounts.payments].map((account) =>
    cannot(
      `a role of ${account} with the name of ${reader} cannot read`,
      {
        policy: "bucket trail",
        principal: role(account, `example-logs-${readers[reader].role}`),
        identity: "everything",
        action: "s3:GetObject",
        resource: log("trail", "cloudtrail"),
        context: callOfRole(account, `example-logs-${readers[reader].role}`),
      },
      "ExplicitlyDenied",
    ),
  ),
);

/** Who cannot read, and who cannot become a reader. */
export const readingByOthers: Readonly<Record<string, readonly Case[]>> = {
  "reading by anybody else": [...byAdministrators, ...outsidersList, ...namesakes],
  "roles of readers": notTaken,
};
