import { Construct } from "constructs";
import { Partition } from "../policy/region";
import { LogGroup } from "./log-groups";
import { LogResourcePolicy } from "./log-resource-policy";

export interface ReportLogGroupsProps {
  readonly policyName: string;
  readonly partition: Partition;
  readonly accountId: string;
  /** Region -> log group. */
  readonly logGroups: Readonly<Record<string, LogGroup>>;
}

const eventBridge = { services: ["delivery.logs.amazonaws.com", "events.amazonaws.com"] };

/**
 * EventBridge rules of this account may write to its log groups of reports.
 *
 * EventBridge names its rule when it writes events, not when it makes the stream for them.
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
            sid: "AllowEventRulesToMakeStreams",
            principals: eventBridge,
            actions: ["logs:CreateLogStream"],
            resources: [`${arn}:*`],
          },
          {
            sid: "AllowEventRulesToWriteReports",
            principals: eventBridge,
            actions: ["logs:PutLogEvents"],
            resources: [`${arn}:*`],
            conditions: {
              ArnLike: { "aws:SourceArn": `arn:${props.partition}:events:${region}:${props.accountId}:rule/*` },
            },
          },
        ],
      });
    }
  }
}
