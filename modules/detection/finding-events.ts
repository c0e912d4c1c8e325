import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Fn } from "cdktf";
import { Construct } from "constructs";

/**
 * Service -> the events in which it publishes findings.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-integration-types.html
 * @see https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html
 * @see https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
 */
const findingEvents = {
  securityhub: { source: "aws.securityhub", detailType: "Security Hub Findings - Imported" },
  macie: { source: "aws.macie", detailType: "Macie Finding" },
  inspector: { source: "aws.inspector2", detailType: "Inspector2 Finding" },
  "access-analyzer": { source: "aws.access-analyzer", detailType: "Access Analyzer Finding" },
} as const;

export type FindingSource = keyof typeof findingEvents;

export interface FindingEventsProps {
  readonly namePrefix: string;
  /** Service -> Regions in which its findings are published. */
  readonly regions: Readonly<Partial<Record<FindingSource, readonly string[]>>>;
  /** Region -> log group that EventBridge may write to, and which is forwarded to the archive. */
  readonly logGroups: Readonly<Record<string, { readonly arn: string }>>;
}

/**
 * Findings of services that cannot export them by themselves reach the archive as log events: EventBridge writes each to
 * a log group, which takes the way of every other one.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
export class FindingEvents extends Construct {
  constructor(scope: Construct, id: string, props: FindingEventsProps) {
    super(scope, id);
    for (const [name, regions] of Object.entries(props.regions)) {
      const { source, detailType } = findingEvents[name as FindingSource];
      for (const region of regions) {
        const logGroup = props.logGroups[region];
        if (!logGroup) throw new Error(`no log group for findings in ${region}`);
        const rule = new CloudwatchEventRule(this, `${name}-${region}`, {
          region,
          name: `${props.namePrefix}-${name}-findings`,
          description: `Findings of ${name}, on their way to the archive.`,
          eventPattern: Fn.jsonencode({ source: [source], "detail-type": [detailType] }),
        });
        new CloudwatchEventTarget(this, `${name}-log-group-${region}`, {
          region,
          rule: rule.name,
          targetId: "log-group",
          arn: logGroup.arn,
        });
      }
    }
  }
}
