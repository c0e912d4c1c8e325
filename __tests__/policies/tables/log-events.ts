import { absent, Delivery, Refused } from "../derivation";
import { accounts, home, keyArn, logGroupArn, organizationId, role } from "../organization-under-test";
import { uses } from "./role-requests";

const { management, logArchive, payments } = accounts;

const stream = `arn:aws:kinesis:${home}:${logArchive}:stream/example-logs-cloudwatch`;
const throughKinesis = { "kms:ViaService": `kinesis.${home}.amazonaws.com` };
const onlyThroughKinesis: Refused = {
  "kms:ViaService": [`s3.${home}.amazonaws.com`, absent],
  "aws:PrincipalArn": [role(logArchive, "Administrator"), absent],
};
/** The default key asks for nothing, so that what is left to refuse is the role's own policy. */
const byRoleAlone: Refused = { "kms:ViaService": [`s3.${home}.amazonaws.com`, absent], resource: [keyArn("archive")] };
const streamPage = "AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Kinesis-Account.html";
const firehosePage = "firehose/latest/dev/controlling-access.html";
const trailLogsPage = "awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html";

const forwarded = (account: string) => logGroupArn(account, "/payments/api", "us-east-1");
const errorGroup = logGroupArn(logArchive, "/example-logs/archive-delivery-errors");
const trailGroup = logGroupArn(management, "/example-logs/organization-trail");

/** Log events on their way through the pipeline. */
export const logEvents: readonly Delivery[] = [
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
  uses(
    "the destination role encrypts events, were it left to the role's policy",
    "destination",
    streamPage,
    { policy: "default key", action: "kms:GenerateDataKey", resource: keyArn("transport"), context: throughKinesis },
    byRoleAlone,
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
    "the delivery stream decrypts events, were it left to the role's policy",
    "delivery",
    firehosePage,
    { policy: "default key", action: "kms:Decrypt", resource: keyArn("transport"), context: throughKinesis },
    byRoleAlone,
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
