import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { Construct } from "constructs";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { LogGroup } from "./log-groups";

/** A service that writes to a log group on behalf of this account, for one kind of source. */
export interface LogGroupWriter {
  readonly accountId: string;
  /** e.g. `route53.amazonaws.com` */
  readonly service: string;
  /** Pattern of what the service acts for, e.g. a hosted zone's ARN. */
  readonly sourceArn: string;
}

/** Lets one service create streams in a log group and write to them. */
export const allowToWrite = (sid: string, logGroup: LogGroup, writer: LogGroupWriter): Statement => ({
  sid,
  principals: { services: [writer.service] },
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [`${logGroup.arn}:*`],
  conditions: {
    StringEquals: { "aws:SourceAccount": writer.accountId },
    ArnLike: { "aws:SourceArn": writer.sourceArn },
  },
});

export interface LogResourcePolicyProps {
  readonly policyName: string;
  readonly region: string;
  readonly statements: readonly Statement[];
}

/**
 * AWS services may write to log groups of the account. An account has ten such policies per Region.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export class LogResourcePolicy extends CloudwatchLogResourcePolicy {
  constructor(scope: Construct, id: string, props: LogResourcePolicyProps) {
    const document = new PolicyDocument(scope, `${id}-document`, "logResourcePolicy", props.statements);
    super(scope, id, { region: props.region, policyName: props.policyName, policyDocument: document.json });
  }
}
