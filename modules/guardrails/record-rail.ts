import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { allBut } from "./exemption";

export interface RecordRailProps {
  readonly partition: Partition;
  /** Begins the name of everything that logs: delivery sources and destinations, log destinations. */
  readonly namePrefix: string;
  /** Names of log groups that are kept, with wildcards. */
  readonly logGroupNames: readonly string[];
  /** Roles that may do all of this, as ARNs with `*` for the account. */
  readonly exemptArns: readonly string[];
  /** The role that raises the retention of log groups in every account, ARN with `*` for the account. */
  readonly retentionRoleArn: string;
}

const endingTheRecord = [
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventConfiguration",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:PutInsightSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteAggregationAuthorization",
  "config:DeleteConfigurationAggregator",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:DeleteRetentionConfiguration",
  "config:DeleteServiceLinkedConfigurationRecorder",
  "config:DisassociateResourceTypes",
  "config:PutConfigurationAggregator",
  "config:PutConfigurationRecorder",
  "config:PutDeliveryChannel",
  "config:PutRetentionConfiguration",
  "config:StopConfigurationRecorder",
];

const detachingLogs = [
  "ds:DeleteLogSubscription",
  "ec2:DeleteFlowLogs",
  "network-firewall:UpdateLoggingConfiguration",
  "route53:DeleteQueryLoggingConfig",
  "route53resolver:DeleteResolverQueryLogConfig",
  "route53resolver:DisassociateResolverQueryLogConfig",
  "wafv2:DeleteLoggingConfiguration",
  "wafv2:PutLoggingConfiguration",
];

const redirectingLogEvents = [
  "logs:DeleteAccountPolicy",
  "logs:PutAccountPolicy",
  "logs:PutStorageTierPolicy",
  "observabilityadmin:CreateCentralizationRuleForOrganization",
  "observabilityadmin:DeleteCentralizationRuleForOrganization",
  "observabilityadmin:DeleteTelemetryRule*",
  "observabilityadmin:StopTelemetry*",
  "observabilityadmin:UpdateCentralizationRuleForOrganization",
  "observabilityadmin:UpdateTelemetryRule*",
];

/**
 * Processors change events in the log group itself, before a subscription forwards them, and choose them by what sent
 * them, not by a log group's name.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-service-logs-from-cwl.html
 */
const rewritingLogEvents = [
  "cloudwatch:DeletePipelineRule",
  "cloudwatch:PutPipelineRule",
  "logs:DeletePipelineRule",
  "logs:ProcessWithPipeline",
  "logs:PutPipelineRule",
  "observabilityadmin:CreateTelemetryPipeline",
  "observabilityadmin:DeleteTelemetryPipeline",
  "observabilityadmin:UpdateTelemetryPipeline",
];

const thinningLogGroups = [
  "logs:AssociateKmsKey",
  "logs:DeleteDataProtectionPolicy",
  "logs:DeleteLogGroup",
  "logs:DeleteLogStream",
  "logs:DeleteMetricFilter",
  "logs:DeleteSubscriptionFilter",
  "logs:DeleteTransformer",
  "logs:DisassociateKmsKey",
  "logs:PutBearerTokenAuthentication",
  "logs:PutDataProtectionPolicy",
  "logs:PutLogGroupDeletionProtection",
  "logs:PutMetricFilter",
  "logs:PutSubscriptionFilter",
  "logs:PutTransformer",
];

/**
 * Nobody ends, redirects, rewrites or thins out what is recorded: trails, AWS Config, flow logs, query logs, web and
 * firewall logs, deliveries, subscriptions, and the log groups they fill.
 *
 * What belongs to a service and cannot be told from a team's own is protected whoever made it: trails, flow logs, query
 * logs, the logging of web ACLs and firewalls, account policies, pipelines and telemetry rules of CloudWatch.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html
 */
export function recordRail(props: RecordRailProps): Statement[] {
  const { partition, namePrefix, logGroupNames, exemptArns, retentionRoleArn } = props;
  const logs = (resource: string) => `arn:${partition}:logs:*:*:${resource}`;
  return [
    {
      sid: "DenyEndingTheRecord",
      effect: "Deny",
      actions: endingTheRecord,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyDetachingLogs",
      effect: "Deny",
      actions: detachingLogs,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyRedirectingLogEvents",
      effect: "Deny",
      actions: redirectingLogEvents,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyRewritingLogEvents",
      effect: "Deny",
      actions: rewritingLogEvents,
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyChangingDeliveries",
      effect: "Deny",
      actions: ["logs:DeleteDelivery*", "logs:DeleteDestination", "logs:PutDelivery*", "logs:PutDestination*"],
      resources: [
        logs(`delivery-destination:${namePrefix}-*`),
        logs(`delivery-source:${namePrefix}-*`),
        logs(`destination:${namePrefix}-*`),
      ],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyThinningLogGroups",
      effect: "Deny",
      actions: thinningLogGroups,
      resources: logGroupNames.map((name) => logs(`log-group:${name}`)),
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyShorteningRetention",
      effect: "Deny",
      actions: ["logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy"],
      resources: logGroupNames.map((name) => logs(`log-group:${name}`)),
      conditions: allBut(...exemptArns, retentionRoleArn),
    },
  ];
}
