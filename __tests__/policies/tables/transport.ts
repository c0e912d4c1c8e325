import { actingFor, callOfRole, Context } from "../contexts";
import { absent, Delivery, organizationMatters, Refused } from "../derivation";
import {
  accounts,
  bucketArn,
  home,
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
      {},
    ),
  ),
  assumes(
    "CloudTrail takes the role of its log group",
    "trail-log-group",
    "cloudtrail.amazonaws.com",
    actingFor(management, trailArn),
    {},
  ),
];

/** Who may send log events to the archive, and which services may take the roles that carry them. */
export const transport: readonly Delivery[] = [...subscriptions, ...trust];
