import { accounts, home, logGroupArn } from "../organization-under-test";
import { arn, each, everybodyLetThrough, GuardedActs } from "./guarded-act";

const { management, payments, logArchive, securityTooling } = accounts;

const trail = arn("cloudtrail", "trail/local");
const recorder = arn("config", "configuration-recorder/default/0a1b2c3d4e5f6789");
const aggregator = arn("config", "config-aggregator/example-logs", securityTooling);
const authorization = arn("config", `aggregation-authorization/${securityTooling}/${home}`);

const centralizationRule = arn("observabilityadmin", "organization-centralization-rule/example-logs");

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
      ["cloudtrail:PutEventConfiguration", "change how events of a trail are written", trail],
      ["cloudtrail:PutEventSelectors", "record fewer events", trail],
      ["cloudtrail:PutInsightSelectors", "end the insights of a trail", trail],
      ["config:StopConfigurationRecorder", "stop the recorder", recorder],
      ["config:DeleteConfigurationRecorder", "delete the recorder", recorder],
      ["config:DeleteServiceLinkedConfigurationRecorder", "delete the recorder of a service", recorder],
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
  // Whom CloudTrail lets act as its administrator, the guard rails still do not.
  "DenyEndingTheRecord of the organization, by the account that administers CloudTrail": {
    account: securityTooling,
    may: everybodyLetThrough,
    acts: each("cloudtrail", arn("cloudtrail", "trail/example-logs-organization", management), {
      StopLogging: "stop the organization trail",
      DeleteTrail: "delete the organization trail",
      UpdateTrail: "redirect the organization trail",
      PutEventSelectors: "record fewer events of the organization",
      PutInsightSelectors: "end the insights of the organization trail",
    }),
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
      ["logs:PutStorageTierPolicy", "move the log events of the account into another tier"],
      ...each("observabilityadmin", centralizationRule, {
        CreateCentralizationRuleForOrganization: "copy the logs of the organization elsewhere",
        DeleteCentralizationRuleForOrganization: "end the centralization of logs",
        UpdateCentralizationRuleForOrganization: "redirect the centralization of logs",
      }),
      ...each("observabilityadmin", arn("observabilityadmin", "telemetry-rule/flow-logs"), {
        DeleteTelemetryRule: "end what a rule of the account has logged",
        UpdateTelemetryRule: "narrow a rule of the account",
      }),
      ...each("observabilityadmin", arn("observabilityadmin", "organization-telemetry-rule/flow-logs"), {
        DeleteTelemetryRuleForOrganization: "end what a rule of the organization has logged",
        UpdateTelemetryRuleForOrganization: "narrow a rule of the organization",
      }),
      ...each("observabilityadmin", undefined, {
        StopTelemetryEnrichment: "leave tags out of telemetry",
        StopTelemetryEvaluation: "stop the rules of the account",
        StopTelemetryEvaluationForOrganization: "stop the rules of the organization",
      }),
    ],
  },
  DenyRewritingLogEvents: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...each("observabilityadmin", arn("observabilityadmin", "telemetry-pipeline/0a1b"), {
        CreateTelemetryPipeline: "rewrite log events on their way",
        DeleteTelemetryPipeline: "delete a pipeline",
        UpdateTelemetryPipeline: "rewrite more log events",
      }),
      ...each("logs", undefined, {
        DeletePipelineRule: "take log events from a pipeline",
        PutPipelineRule: "lead log events through a pipeline",
      }),
      ...each("logs", sessions, { ProcessWithPipeline: "lead what is logged through a pipeline" }),
      ...each("cloudwatch", arn("cloudwatch", "dataset/default"), {
        DeletePipelineRule: "take metrics from a pipeline",
        PutPipelineRule: "lead metrics through a pipeline",
      }),
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
        PutBearerTokenAuthentication: "take log events from whoever has a token",
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
