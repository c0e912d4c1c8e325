import { Construct } from "constructs";
import { LogGroup } from "./log-groups";
import { LogResourcePolicy } from "./log-resource-policy";

export interface ReportLogGroupsProps {
  readonly policyName: string;
  /** Region -> log group. */
  readonly logGroups: Readonly<Record<string, LogGroup>>;
}

/**
 * EventBridge rules of this account may write to its log groups of reports.
 *
 * The statement has no condition, as AWS's own has none: a condition on a key that EventBridge does not send would lose
 * every report in silence. A log group of another account cannot be the target of a rule.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class ReportLogGroups extends Construct {
  constructor(scope: Construct, id: string, props: ReportLogGroupsProps) {
    super(scope, id);
    for (const [region, { arn }] of Object.entries(props.logGroups)) {
      new LogResourcePolicy(this, region, {
        policyName: props.policyName,
        region,
        statements: [
          {
            sid: "AllowEventRulesToWriteReports",
            principals: { services: ["delivery.logs.amazonaws.com", "events.amazonaws.com"] },
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [`${arn}:*`],
          },
        ],
      });
    }
  }
}
