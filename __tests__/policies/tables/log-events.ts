import type { Request } from "../cases";
import { callOfRole, Context } from "../contexts";
import { absent, Delivery, Refused } from "../derivation";
import {
  accounts,
  home,
  keyArn,
  organizationId,
  role,
  ServiceRole,
  serviceRoleArn,
  serviceRoles,
} from "../organization-under-test";

const { management, logArchive, payments } = accounts;

/** A role of ours uses something that has no policy of its own, or the key of the stream. */
const uses = (
  sentence: string,
  name: ServiceRole,
  page: string,
  request: Pick<Request, "policy" | "action" | "resource"> & { context?: Context },
  refused: Refused,
): Delivery => ({
  sentence,
  page,
  request: {
    ...request,
    principal: serviceRoleArn(name),
    identity: `permissions ${name}`,
    owner: serviceRoles[name],
    context: { ...callOfRole(serviceRoles[name], `example-logs-${name}`), ...request.context },
  },
  refused,
});

const stream = `arn:aws:kinesis:${home}:${logArchive}:stream/example-logs-cloudwatch`;
const throughKinesis = { "kms:ViaService": `kinesis.${home}.amazonaws.com` };
const onlyThroughKinesis: Refused = {
  "kms:ViaService": [`s3.${home}.amazonaws.com`, absent],
  "aws:PrincipalArn": [role(logArchive, "Administrator"), absent],
};
const streamPage = "AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Kinesis-Account.html";
const firehosePage = "firehose/latest/dev/controlling-access.html";
const trailLogsPage = "awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html";

const forwarded = (account: string) => `arn:aws:logs:us-east-1:${account}:log-group:/payments/api`;
const errorGroup = `arn:aws:logs:${home}:${logArchive}:log-group:/example-logs/archive-delivery-errors`;
const trailGroup = `arn:aws:logs:${home}:${management}:log-group:/example-logs/organization-trail`;

const events: Delivery[] = [
  ...["kinesis:PutRecord", "kinesis:PutRecords"].map((action) =>
    uses(
      `the destination role puts events with ${action}`,
      "destination",
      streamPage,
      { action, resource: stream },
      {
        resource: [`${stream}-2`],
      },
    ),
  ),
  ...["kms:Decrypt", "kms:GenerateDataKey"].map((action) =>
    uses(
      `the destination role encrypts events with ${action}`,
      "destination",
      streamPage,
      { policy: "key transport", action, resource: keyArn("transport"), context: throughKinesis },
      onlyThroughKinesis,
    ),
  ),
  ...["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"].map((action) =>
    uses(
      `the delivery stream reads events with ${action}`,
      "delivery",
      firehosePage,
      { action, resource: stream },
      {
        resource: [`${stream}-2`],
      },
    ),
  ),
  uses(
    "the delivery stream decrypts events",
    "delivery",
    firehosePage,
    { policy: "key transport", action: "kms:Decrypt", resource: keyArn("transport"), context: throughKinesis },
    onlyThroughKinesis,
  ),
  uses(
    "the delivery stream reports errors",
    "delivery",
    firehosePage,
    { action: "logs:PutLogEvents", resource: `${errorGroup}:log-stream:delivery` },
    { resource: [`${trailGroup}:log-stream:delivery`] },
  ),
  uses(
    "the subscription role forwards log events of its account",
    "subscription",
    "AmazonCloudWatch/latest/logs/CreateSubscriptionFilter-IAMrole-Account.html",
    { action: "logs:PutLogEvents", resource: `${forwarded(logArchive)}:log-stream:a` },
    { resource: [`${forwarded(payments)}:log-stream:a`] },
  ),
  ...["logs:CreateLogStream", "logs:PutLogEvents"].flatMap((action) =>
    [`${management}_CloudTrail_${home}`, `${organizationId}_${payments}_CloudTrail_${home}`].map((logStream) =>
      uses(
        `CloudTrail fills ${logStream} with ${action}`,
        "trail-log-group",
        trailLogsPage,
        { action, resource: `${trailGroup}:log-stream:${logStream}` },
        { resource: [`${trailGroup}:log-stream:forged`, `${trailGroup}-2:log-stream:${logStream}`] },
      ),
    ),
  ),
];

const encryptedGroups = [
  { key: "transport", group: errorGroup, owner: logArchive },
  { key: "trail-logs", group: trailGroup, owner: management },
] as const;

const logGroupEncryption: Delivery[] = encryptedGroups.flatMap(({ key, group, owner }) =>
  ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey"].map((action) => ({
    sentence: `CloudWatch Logs encrypts ${group} with ${action}`,
    page: "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    request: {
      policy: `key ${key}` as const,
      principal: `logs.${home}.amazonaws.com`,
      action,
      resource: keyArn(key),
      owner,
      context: { "aws:PrincipalIsAWSService": "true", "kms:EncryptionContext:aws:logs:arn": group },
    },
    refused: {
      principal: ["logs.us-east-1.amazonaws.com"],
      "kms:EncryptionContext:aws:logs:arn": [`${group}-2`, group.replace(owner, payments), absent],
    },
  })),
);

/** Log events on their way through the pipeline, and the pipeline's own log groups. */
export const logEvents: readonly Delivery[] = [...events, ...logGroupEncryption];
