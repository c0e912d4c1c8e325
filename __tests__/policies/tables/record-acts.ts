import { accounts, home, logGroupArn } from "../organization-under-test";
import { arn, each, everybodyLetThrough, GuardedActs } from "./guarded-act";

const { payments, logArchive, securityTooling } = accounts;

const trail = arn("cloudtrail", "trail/local");
const recorder = arn("config", "configuration-recorder/default/0a1b2c3d4e5f6789");
const aggregator = arn("config", "config-aggregator/example-logs", securityTooling);
const authorization = arn("config", `aggregation-authorization/${securityTooling}/${home}`);

const sessions = logGroupArn(payments, "/example-logs/sessions");

/** One log group under every name that ours have. */
const ownGroups = [
  sessions,
  logGroupArn(payments, "/aws/route53/example-logs"),
  logGroupArn(payments, "/aws/directoryservice/example-logs"),
  logGroupArn(payments, "/aws/events/example-logs/findings"),
];

/** Statement -> what it denies, of the rail that guards the record. */
export const recordActs: Readonly<Record<string, GuardedActs>> = {
  DenyEndingTheRecord: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ["cloudtrail:StopLogging", "stop a trail", trail],
      ["cloudtrail:DeleteTrail", "delete a trail", trail],
      ["cloudtrail:UpdateTrail", "redirect a trail", trail],
      ["cloudtrail:PutEventSelectors", "record fewer events", trail],
      ["cloudtrail:PutInsightSelectors", "end the insights of a trail", trail],
      ["config:StopConfigurationRecorder", "stop the recorder", recorder],
      ["config:DeleteConfigurationRecorder", "delete the recorder", recorder],
      ["config:PutConfigurationRecorder", "record fewer resources", recorder],
      ["config:DisassociateResourceTypes", "take resources from the recorder", recorder],
      ["config:DeleteDeliveryChannel", "delete the delivery channel"],
      ["config:PutDeliveryChannel", "redirect the delivery channel"],
      ["config:DeleteRetentionConfiguration", "forget how long configurations are kept"],
      ["config:PutRetentionConfiguration", "shorten how long configurations are kept"],
      ["config:DeleteConfigurationAggregator", "delete the aggregator", aggregator],
      ["config:PutConfigurationAggregator", "leave accounts out of the aggregator", aggregator],
      ["config:DeleteAggregationAuthorization", "leave the aggregator", authorization],
    ],
  },
  DenyDetachingLogs: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ["ec2:DeleteFlowLogs", "delete flow logs", arn("ec2", "vpc-flow-log/fl-0a1b2c3d")],
      [
        "route53resolver:DisassociateResolverQueryLogConfig",
        "take a VPC from query logging",
        arn("route53resolver", "resolver-query-log-config/rqlc-0a1b"),
      ],
      [
        "route53resolver:DeleteResolverQueryLogConfig",
        "delete the query log configuration",
        arn("route53resolver", "resolver-query-log-config/rqlc-0a1b"),
      ],
      ["route53:DeleteQueryLoggingConfig", "end the query log of a zone", "arn:aws:route53:::queryloggingconfig/0a1b"],
      ["wafv2:DeleteLoggingConfiguration", "end the log of a web ACL", arn("wafv2", "regional/webacl/shop/0a1b")],
      ["wafv2:PutLoggingConfiguration", "redirect the log of a web ACL", arn("wafv2", "regional/webacl/shop/0a1b")],
      [
        "network-firewall:UpdateLoggingConfiguration",
        "redirect the logs of a firewall",
        arn("network-firewall", "firewall/egress"),
      ],
      ["ds:DeleteLogSubscription", "end the log of a directory", arn("ds", "directory/d-1234567890")],
    ],
  },
  DenyRedirectingLogEvents: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ["logs:DeleteAccountPolicy", "end the subscription of the account"],
      ["logs:PutAccountPolicy", "redirect the subscription of the account"],
    ],
  },
  DenyChangingDeliveries: {
    account: payments,
    may: everybodyLetThrough,
    acts: [["logs:PutDeliverySource", "change a source", arn("logs", "delivery-source:example-logs-alb-access-0a1b")]],
  },
  "DenyChangingDeliveries in Log Archive": {
    account: logArchive,
    may: everybodyLetThrough,
    acts: [
      ...each("logs", arn("logs", "delivery-destination:example-logs-load-balancers", logArchive), {
        DeleteDeliveryDestination: "delete a delivery destination",
        PutDeliveryDestination: "redirect a delivery destination",
        PutDeliveryDestinationPolicy: "open a delivery destination",
      }),
      ...each("logs", arn("logs", "destination:example-logs-cloudwatch", logArchive), {
        DeleteDestination: "delete a log destination",
        PutDestination: "redirect a log destination",
        PutDestinationPolicy: "shut out accounts from a log destination",
      }),
    ],
  },
  DenyThinningLogGroups: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...ownGroups.flatMap((group) => each("logs", group, { DeleteLogGroup: `delete ${group}` })),
      ...each("logs", `${sessions}:log-stream:alice`, { DeleteLogStream: "delete a log stream" }),
      ...each("logs", sessions, {
        PutSubscriptionFilter: "redirect a subscription filter",
        DeleteSubscriptionFilter: "delete a subscription filter",
        PutMetricFilter: "blind a metric filter",
        DeleteMetricFilter: "delete a metric filter",
        PutDataProtectionPolicy: "mask what is logged",
        DeleteDataProtectionPolicy: "unmask what is logged",
        PutTransformer: "rewrite what is logged",
        DeleteTransformer: "stop rewriting what is logged",
        AssociateKmsKey: "encrypt a log group with another key",
        DisassociateKmsKey: "take its key from a log group",
        PutLogGroupDeletionProtection: "unprotect a log group",
      }),
    ],
  },
  DenyShorteningRetention: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...ownGroups.flatMap((group) => each("logs", group, { PutRetentionPolicy: `shorten the retention of ${group}` })),
      ...each("logs", sessions, { DeleteRetentionPolicy: "unset a retention" }),
    ],
  },
};
