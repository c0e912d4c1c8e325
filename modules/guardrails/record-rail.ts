import { Partition } from "../policy/region";
import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
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
      actions: actionsDeniedBy("DenyEndingTheRecord"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyDetachingLogs",
      effect: "Deny",
      actions: actionsDeniedBy("DenyDetachingLogs"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyRedirectingLogEvents",
      effect: "Deny",
      actions: actionsDeniedBy("DenyRedirectingLogEvents"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyRewritingLogEvents",
      effect: "Deny",
      actions: actionsDeniedBy("DenyRewritingLogEvents"),
      resources: ["*"],
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyChangingDeliveries",
      effect: "Deny",
      actions: actionsDeniedBy("DenyChangingDeliveries"),
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
      actions: actionsDeniedBy("DenyThinningLogGroups"),
      resources: logGroupNames.map((name) => logs(`log-group:${name}`)),
      conditions: allBut(...exemptArns),
    },
    {
      sid: "DenyShorteningRetention",
      effect: "Deny",
      actions: actionsDeniedBy("DenyShorteningRetention"),
      resources: logGroupNames.map((name) => logs(`log-group:${name}`)),
      conditions: allBut(...exemptArns, retentionRoleArn),
    },
  ];
}
