import type { Request } from "../cases";
import { actingFor, callOfRole, Context } from "../contexts";
import { absent, Delivery, organizationMatters, Refused } from "../derivation";
import {
  accounts,
  bucketArn,
  home,
  keyArn,
  organizationId,
  regions,
  role,
  ServiceRole,
  serviceRoleArn,
  serviceRoles,
  stranger,
  trailArn,
} from "../organization-under-test";

const { management, logArchive, payments } = accounts;

const destinationArn = (region: string, name = "example-logs-cloudwatch") =>
  `arn:aws:logs:${region}:${logArchive}:destination:${name}`;

/** Log Archive needs no grant for its own destination, so nothing can be wrong with its requests. */
const subscriptions: Delivery[] = regions.flatMap((region) =>
  Object.entries(accounts).flatMap(([name, account]) =>
    ["logs:PutAccountPolicy", "logs:PutSubscriptionFilter"].map((action): Delivery => ({
      sentence: `${name} subscribes its log groups of ${region} with ${action}`,
      page: "AmazonCloudWatch/latest/logs/CreateDestination-Account.html",
      request: {
        policy: `destination ${region}`,
        principal: role(account, "OrganizationLoggingDeployment"),
        identity: "everything",
        action,
        resource: destinationArn(region),
        context: callOfRole(account, "OrganizationLoggingDeployment"),
      },
      refused:
        account === logArchive
          ? {}
          : {
              "aws:PrincipalOrgID": [stranger.organizationId, absent],
              resource: [destinationArn(region, "another"), destinationArn("ap-south-1")],
            },
    })),
  ),
);

const assumes = (
  sentence: string,
  name: ServiceRole,
  principal: string,
  context: Context,
  refused: Refused,
): Delivery => ({
  sentence,
  page: "AmazonCloudWatch/latest/logs/subscriptions-confused-deputy.html",
  request: {
    policy: `trust ${name}`,
    principal,
    action: "sts:AssumeRole",
    resource: serviceRoleArn(name),
    owner: serviceRoles[name],
    context,
  },
  refused,
});

const logGroup = (region: string, account: string, name = "/payments/api") =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`;
const topic = (account: string) => `arn:aws:sns:${home}:${account}:alerts`;

const trust: Delivery[] = [
  ...regions.map((region) =>
    assumes(
      `CloudWatch Logs of a sender in ${region} takes the destination role`,
      "destination",
      "logs.amazonaws.com",
      actingFor(payments, logGroup(region, payments)),
      { ...organizationMatters, "aws:SourceArn": [topic(payments), absent] },
    ),
  ),
  assumes(
    "CloudWatch Logs takes the destination role for the test message of the recipient, naming only its ARN",
    "destination",
    "logs.amazonaws.com",
    { "aws:PrincipalIsAWSService": "true", "aws:SourceArn": logGroup(home, logArchive) },
    { "aws:SourceArn": [logGroup(home, stranger.account), topic(logArchive), absent] },
  ),
  assumes(
    "CloudWatch Logs of an account takes that account's subscription role",
    "subscription",
    "logs.amazonaws.com",
    actingFor(logArchive, logGroup("us-east-1", logArchive)),
    {
      "aws:SourceAccount": [payments, stranger.account, absent],
      "aws:SourceArn": [logGroup("us-east-1", payments), topic(logArchive), absent],
    },
  ),
  assumes(
    "Firehose takes the delivery role",
    "delivery",
    "firehose.amazonaws.com",
    actingFor(logArchive, `arn:aws:firehose:${home}:${logArchive}:deliverystream/example-logs-cloudwatch`),
    { "aws:SourceAccount": [payments, stranger.account, absent] },
  ),
  ...(["trail", "logs", "waf", "elb", "elb us-east-1", "access", "access eu-central-1"] as const).map((bucket) =>
    assumes(
      `S3 takes the replication role for the ${bucket} bucket`,
      "replication",
      "s3.amazonaws.com",
      actingFor(logArchive, bucketArn(bucket)),
      {
        "aws:SourceAccount": [payments, absent],
        "aws:SourceArn": [bucketArn("vault"), "arn:aws:s3:::a-bucket-of-somebody-else", absent],
      },
    ),
  ),
  assumes(
    "CloudTrail takes the role of its log group",
    "trail-log-group",
    "cloudtrail.amazonaws.com",
    actingFor(management, trailArn),
    { "aws:SourceArn": [trailArn.replace(management, payments), trailArn.replace("example-logs", "another"), absent] },
  ),
];

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
    { action: "logs:PutLogEvents", resource: `${logGroup("us-east-1", logArchive)}:log-stream:a` },
    { resource: [`${logGroup("us-east-1", payments)}:log-stream:a`] },
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

/** From a log group of any account to the archive's delivery stream, and the pipeline's own log groups. */
export const transport: readonly Delivery[] = [...subscriptions, ...trust, ...events, ...logGroupEncryption];
