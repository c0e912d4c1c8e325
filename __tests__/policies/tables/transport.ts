import { actingFor, callOfRole } from "../contexts";
import { absent, Delivery } from "../derivation";
import { accounts, bucketArn, home, logGroupArn, regions, role, stranger, trailArn } from "../organization-under-test";
import { assumes } from "./role-requests";

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

const assumed = assumes("AmazonCloudWatch/latest/logs/subscriptions-confused-deputy.html");

const logGroup = (region: string, account: string) => logGroupArn(account, "/payments/api", region);
const topic = (account: string) => `arn:aws:sns:${home}:${account}:alerts`;

const trust: Delivery[] = [
  ...regions.map((region) =>
    assumed(
      `CloudWatch Logs of a sender in ${region} takes the destination role`,
      "destination",
      "logs.amazonaws.com",
      actingFor(payments, logGroup(region, payments)),
      { "aws:SourceOrgID": [stranger.organizationId], "aws:SourceArn": [topic(payments), absent] },
    ),
  ),
  ...(["a sender", "the recipient, for its test message"] as const).map((whose) => {
    const group = logGroup(home, whose === "a sender" ? payments : logArchive);
    return assumed(
      `CloudWatch Logs of ${whose}, naming only its ARN, takes the destination role`,
      "destination",
      "logs.amazonaws.com",
      { "aws:PrincipalIsAWSService": "true", "aws:SourceArn": group },
      { "aws:SourceArn": [topic(logArchive), absent] },
    );
  }),
  assumed(
    "CloudWatch Logs of an account takes that account's subscription role",
    "subscription",
    "logs.amazonaws.com",
    actingFor(logArchive, logGroup("us-east-1", logArchive)),
    {
      "aws:SourceAccount": [payments, stranger.account, absent],
      "aws:SourceArn": [logGroup("us-east-1", payments), topic(logArchive), absent],
    },
  ),
  assumed(
    "Firehose takes the delivery role",
    "delivery",
    "firehose.amazonaws.com",
    actingFor(logArchive, `arn:aws:firehose:${home}:${logArchive}:deliverystream/example-logs-cloudwatch`),
    { "aws:SourceAccount": [payments, stranger.account, absent] },
  ),
  ...(["trail", "logs", "waf", "elb", "elb us-east-1", "access", "access eu-central-1"] as const).map((bucket) =>
    assumed(
      `S3 takes the replication role for the ${bucket} bucket`,
      "replication",
      "s3.amazonaws.com",
      actingFor(logArchive, bucketArn(bucket)),
      {},
    ),
  ),
  assumed(
    "S3 takes the role that replicates costs",
    "cost-replication",
    "s3.amazonaws.com",
    actingFor(management, bucketArn("cost")),
    {},
  ),
  assumed(
    "CloudTrail takes the role of its log group",
    "trail-log-group",
    "cloudtrail.amazonaws.com",
    actingFor(management, trailArn),
    {},
  ),
];

/** Who may send log events to the archive, and which services may take the roles that carry them. */
export const transport: readonly Delivery[] = [...subscriptions, ...trust];
