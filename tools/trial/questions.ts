import { everyCall, newestCall, orNothing, Settlement, TrialReads } from "./evidence";
import { Side, TrialFacts, trialNames } from "./facts";
import {
  decompression,
  flowLogs,
  forwarding,
  key,
  patterns,
  principals,
  queryLogs,
  start,
  workflow,
  workflowLog,
} from "./settling";

/** A limit that two spare accounts settle. */
export interface Question {
  /** As in `docs/limits.md`. */
  readonly id: string;
  /** What `settled yes` says; `settled no` says the contrary. */
  readonly yes: string;
  /** The account in which the resource is that shows it. */
  readonly side: Side;
  /** That resource, for people. */
  readonly resource: string;
  /** Calls that read it, e.g. `ec2:DescribeFlowLogs`. */
  readonly calls: readonly string[];
  readonly settle: (reads: TrialReads, facts: TrialFacts) => Promise<Settlement>;
}

const lookup = "cloudtrail:LookupEvents";
const list = "s3:ListObjectsV2";

/** A question that is answered by whether AWS accepts one call. */
const accepted = (
  id: string,
  says: string,
  resource: string,
  operation: string,
  text: (names: ReturnType<typeof trialNames>) => string,
  place: { readonly side?: Side; readonly elsewhere?: boolean } = {},
): Question => ({
  id,
  yes: says,
  side: place.side ?? "source",
  resource,
  calls: [lookup],
  settle: async (reads, facts) => {
    const region = place.elsewhere ? facts.otherRegion : undefined;
    return orNothing(
      await newestCall(reads, place.side ?? "source", operation, text(trialNames(facts)), region),
      operation,
    );
  },
});

/** The limits that the trial settles, with the least that shows each. */
export const questions: readonly Question[] = [
  accepted(
    "L-RESOLVER-1",
    "Resolver's look at the bucket carries `aws:ViaAWSService`.",
    "two query logging configurations, whose bucket lets the deployment role list it by forwarded calls alone",
    "CreateResolverQueryLogConfig",
    ({ plainBucket }) => plainBucket,
  ),
  accepted(
    "L-WAF-1",
    "AWS WAF writes to a bucket of another account.",
    "a web ACL that logs to the archive's bucket",
    "PutLoggingConfiguration",
    ({ webAcl }) => `/webacl/${webAcl}/`,
  ),
  accepted(
    "L-WAF-2",
    "That bucket may be in another Region than the web ACL.",
    "a web ACL of another Region that logs to the same bucket",
    "PutLoggingConfiguration",
    ({ otherWebAcl }) => `/webacl/${otherWebAcl}/`,
    { elsewhere: true },
  ),
  accepted(
    "L-DELIVERY-2",
    "A delivery destination that is open to the organization takes a delivery of another account.",
    "a delivery of an event bus to the archive's destination",
    "CreateDelivery",
    ({ deliveryDestinationArn }) => deliveryDestinationArn,
  ),
  {
    id: "L-ROLE-1",
    yes: "CloudWatch Logs takes a role for an account policy as soon as it did for a subscription filter.",
    side: "source",
    resource: "the account policy of the subscription, made after the filter that tries its role",
    calls: [lookup],
    settle: async (reads, facts) =>
      orNothing(
        await everyCall(reads, "source", "PutAccountPolicy", trialNames(facts).subscription),
        "PutAccountPolicy",
      ),
  },
  {
    id: "L-FLOW-1",
    yes: "A VPC may have two flow logs.",
    side: "source",
    resource: "a VPC with two flow logs",
    calls: ["ec2:DescribeFlowLogs", list, lookup],
    settle: flowLogs,
  },
  {
    id: "L-KEY-1",
    yes: "Log delivery names the organization to the key as it does to the bucket.",
    side: "archive",
    resource: "a bucket with a key that asks for `aws:SourceOrgID`, and a flow log to it",
    calls: ["ec2:DescribeFlowLogs", list],
    settle: key,
  },
  {
    id: "L-DNS-1",
    yes: "A VPC may be associated with a second query logging configuration that delivers to S3.",
    side: "source",
    resource: "a VPC with two query logging configurations, and an instance that asks for names",
    calls: [
      "route53resolver:ListResolverQueryLogConfigs",
      "route53resolver:ListResolverQueryLogConfigAssociations",
      list,
      lookup,
    ],
    settle: queryLogs,
  },
  {
    id: "L-FORWARD-2",
    yes: "`aws:SourceOrgID` and `aws:SourceAccount` are sent when CloudWatch Logs takes the role of a destination.",
    side: "archive",
    resource: "a second destination whose role asks for both, and a subscription filter to it",
    calls: ["cloudwatch:GetMetricData", lookup],
    settle: forwarding,
  },
  {
    id: "L-DETECT-12",
    yes: "EventBridge writes to a log group under either of its principals.",
    side: "source",
    resource: "a schedule that writes to two log groups, each of which lets one principal write",
    calls: ["logs:DescribeLogStreams", lookup],
    settle: principals,
  },
  {
    id: "L-START-1",
    yes: "EventBridge sends `aws:SourceArn` when it takes the role that starts the retention workflow.",
    side: "source",
    resource: "the retention workflow, and a log group that is made after it",
    calls: ["states:ListExecutions", "cloudwatch:GetMetricData"],
    settle: start,
  },
  {
    id: "L-RETENTION-2",
    yes: "Step Functions runs the retention workflow to its end.",
    side: "source",
    resource: "the retention workflow",
    calls: ["states:ListExecutions"],
    settle: workflow,
  },
  {
    id: "L-RETENTION-3",
    yes: "The resource policy of the reports is enough for the delivery of the workflow's log.",
    side: "source",
    resource: "the retention workflow, with its log",
    calls: [lookup],
    settle: workflowLog,
  },
  {
    id: "L-FACT-1",
    yes: "Firehose decompresses records that come from a Kinesis stream.",
    side: "archive",
    resource: "the pipeline from a stream to a bucket, which compresses nothing",
    calls: [list, "s3:GetObject"],
    settle: decompression,
  },
  {
    id: "L-RAIL-5",
    yes: "`!=` takes events without the field, and an asterisk within a text stands for anything.",
    side: "source",
    resource: "none: CloudWatch Logs tries a pattern on a message that is sent with it",
    calls: ["logs:TestMetricFilter"],
    settle: patterns,
  },
];
