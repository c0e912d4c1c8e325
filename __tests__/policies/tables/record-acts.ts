import { accounts, home, logGroupArn } from "../organization-under-test";
import { arn, everybodyLetThrough, GuardedAct, GuardedActs } from "./guarded-act";

const { payments, logArchive, securityTooling } = accounts;

const trail = arn("cloudtrail", "trail/local");
const recorder = arn("config", "configuration-recorder/default/0a1b2c3d4e5f6789");
const aggregator = arn("config", "config-aggregator/example-logs", securityTooling);
const authorization = arn("config", `aggregation-authorization/${securityTooling}/${home}`);

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
      [
        "logs:DeleteDeliveryDestination",
        "delete a delivery destination",
        arn("logs", "delivery-destination:example-logs-load-balancers", logArchive),
      ],
      [
        "logs:PutDeliveryDestination",
        "redirect a delivery destination",
        arn("logs", "delivery-destination:example-logs-load-balancers", logArchive),
      ],
      [
        "logs:PutDeliveryDestinationPolicy",
        "open a delivery destination",
        arn("logs", "delivery-destination:example-logs-load-balancers", logArchive),
      ],
      [
        "logs:DeleteDestination",
        "delete a log destination",
        arn("logs", "destination:example-logs-cloudwatch", logArchive),
      ],
      [
        "logs:PutDestination",
        "redirect a log destination",
        arn("logs", "destination:example-logs-cloudwatch", logArchive),
      ],
      [
        "logs:PutDestinationPolicy",
        "shut out accounts from a log destination",
        arn("logs", "destination:example-logs-cloudwatch", logArchive),
      ],
    ],
  },
  DenyThinningLogGroups: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ["logs:DeleteLogGroup", "delete a log group", logGroupArn(payments, "/example-logs/sessions")],
      ["logs:DeleteLogGroup", "delete the group of zones", logGroupArn(payments, "/aws/route53/example-logs")],
      [
        "logs:DeleteLogGroup",
        "delete the group of directories",
        logGroupArn(payments, "/aws/directoryservice/example-logs"),
      ],
      [
        "logs:DeleteLogGroup",
        "delete the group of findings",
        logGroupArn(payments, "/aws/events/example-logs/findings"),
      ],
      [
        "logs:DeleteLogStream",
        "delete a log stream",
        `${logGroupArn(payments, "/example-logs/sessions")}:log-stream:alice`,
      ],
      ...(
        [
          ["logs:PutSubscriptionFilter", "redirect a subscription filter"],
          ["logs:DeleteSubscriptionFilter", "delete a subscription filter"],
          ["logs:PutMetricFilter", "blind a metric filter"],
          ["logs:DeleteMetricFilter", "delete a metric filter"],
          ["logs:PutDataProtectionPolicy", "mask what is logged"],
          ["logs:DeleteDataProtectionPolicy", "unmask what is logged"],
          ["logs:PutTransformer", "rewrite what is logged"],
          ["logs:DeleteTransformer", "stop rewriting what is logged"],
          ["logs:AssociateKmsKey", "encrypt a log group with another key"],
          ["logs:DisassociateKmsKey", "take its key from a log group"],
          ["logs:PutLogGroupDeletionProtection", "unprotect a log group"],
        ] as const
      ).map(([action, words]): GuardedAct => [action, words, logGroupArn(payments, "/example-logs/sessions")]),
    ],
  },
  DenyShorteningRetention: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ["logs:PutRetentionPolicy", "shorten a retention", logGroupArn(payments, "/example-logs/sessions")],
      ["logs:PutRetentionPolicy", "shorten that of zones", logGroupArn(payments, "/aws/route53/example-logs")],
      [
        "logs:PutRetentionPolicy",
        "shorten that of directories",
        logGroupArn(payments, "/aws/directoryservice/example-logs"),
      ],
      [
        "logs:PutRetentionPolicy",
        "shorten that of findings",
        logGroupArn(payments, "/aws/events/example-logs/findings"),
      ],
      ["logs:DeleteRetentionPolicy", "unset a retention", logGroupArn(payments, "/example-logs/sessions")],
    ],
  },
};
