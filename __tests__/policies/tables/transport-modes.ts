import { callOfRole, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import { accounts, home, keyArn, logGroupArn, role, ServiceRole } from "../organization-under-test";
import { logGroupEncryption } from "./account-keys";
import { logEvents } from "./log-events";
import { uses } from "./role-requests";
import { archiveDelivery } from "./roles";
import { transport } from "./transport";

const { logArchive, payments } = accounts;

const deliveryStream = `arn:aws:firehose:${home}:${logArchive}:deliverystream/example-logs-cloudwatch`;

const puts = (name: ServiceRole, page: string): Delivery[] =>
  ["firehose:PutRecord", "firehose:PutRecordBatch"].map((action) =>
    uses(
      `the ${name} role puts events with ${action}`,
      name,
      page,
      { action, resource: deliveryStream },
      { resource: [`${deliveryStream}-2`], action: ["firehose:DeleteDeliveryStream"] },
    ),
  );

/** Firehose encrypts what is put to it under a grant, which whoever makes the delivery stream gives. */
const grant: Delivery = {
  sentence: "the deployment role gives the delivery stream the key of what passes through",
  page: "firehose/latest/dev/encryption.html",
  request: {
    policy: "key transport",
    principal: role(logArchive, "OrganizationLoggingDeployment"),
    identity: "everything",
    action: "kms:CreateGrant",
    resource: keyArn("transport"),
    context: {
      ...callOfRole(logArchive, "OrganizationLoggingDeployment"),
      "kms:ViaService": `firehose.${home}.amazonaws.com`,
      "kms:GrantIsForAWSResource": "true",
    },
  },
  refused: {
    "kms:ViaService": [`s3.${home}.amazonaws.com`, absent],
    "kms:GrantIsForAWSResource": ["false", absent],
    action: ["kms:RevokeGrant"],
    "aws:PrincipalArn": [role(logArchive, "Administrator"), role(payments, "OrganizationLoggingDeployment"), absent],
  },
};

/** With native centralization the groups of all accounts arrive in this one, under any name. */
const centralGroups: Delivery[] = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ReEncryptFrom",
].map((action) => ({
  sentence: `CloudWatch Logs encrypts any group of the account with ${action}`,
  page: "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  request: {
    policy: "key transport",
    principal: `logs.${home}.amazonaws.com`,
    action,
    resource: keyArn("transport"),
    context: {
      "aws:PrincipalIsAWSService": "true",
      "kms:EncryptionContext:aws:logs:arn": logGroupArn(logArchive, "/payments/api"),
    },
  },
  refused: { "kms:EncryptionContext:aws:logs:arn": [logGroupArn(payments, "/payments/api"), absent] },
}));

/** Rows about Kinesis, which only the first mode has. */
const isOfKinesis = ({ request }: Delivery): boolean =>
  request.action.startsWith("kinesis:") || String(request.context["kms:ViaService"]).startsWith("kinesis.");

const withoutKinesis = [...transport, ...logEvents, ...archiveDelivery].filter((row) => !isOfKinesis(row));

const central = `aws-service-role/logs-centralization.observabilityadmin.amazonaws.com/AWSServiceRoleForObservabilityAdmin_LogsCentralization`;
const byCentralization: Context = callOfRole(logArchive, central);
const onlyCentralization: Refused = { "aws:PrincipalArn": [role(logArchive, "Administrator"), absent] };

/** What must work in each of the other modes of transport, and what is refused there. */
export const transportModes: Readonly<Record<"firehose" | "centralization", readonly Delivery[]>> = {
  firehose: [
    ...withoutKinesis,
    ...puts("destination", "AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Firehose-Account.html"),
    ...logGroupEncryption.filter(({ request }) => request.policy === "key transport"),
    grant,
  ],
  centralization: [
    ...withoutKinesis.filter(
      ({ request: { policy, identity } }) =>
        !/destination/.test(`${policy} ${identity}`) && identity !== "permissions subscription",
    ),
    ...puts("subscription", "AmazonCloudWatch/latest/logs/SubscriptionFilters-AccountLevel.html"),
    ...centralGroups,
    ...["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"].map((action): Delivery => ({
      sentence: `centralization encrypts log groups of the account with ${action}`,
      page: "AmazonCloudWatch/latest/logs/CloudWatchLogs_Centralization.html",
      request: {
        policy: "key transport",
        principal: role(logArchive, central),
        identity: "everything",
        action,
        resource: keyArn("transport"),
        context: byCentralization,
      },
      refused: onlyCentralization,
    })),
    grant,
  ],
};
