import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  TestMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeFlowLogsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  ListResolverQueryLogConfigAssociationsCommand,
  ListResolverQueryLogConfigsCommand,
  Route53ResolverClient,
} from "@aws-sdk/client-route53resolver";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { RecordedCall, TrialReads } from "./evidence";
import type { Side, TrialFacts } from "./facts";

/** A client of the SDK, by its class. */
export type ClientClass<Client> = new (configuration: { region: string }) => Client;

/** The client of a service in one of the two accounts, and a Region; whoever gives it knows the credentials. */
export type ClientOf = <Client extends object>(side: Side, Class: ClientClass<Client>, region: string) => Client;

const iso = (at: Date | undefined) => at?.toISOString().replace(/\.\d+/, "") ?? "";

const day = 24 * 60 * 60;

interface TrailRecord {
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

function recordedCall(text: string, eventId: string, at: Date | undefined): RecordedCall {
  const { errorCode, errorMessage } = JSON.parse(text) as TrailRecord;
  const error = errorCode && [errorCode, errorMessage].filter((each) => each !== undefined).join(": ");
  return { eventId, at: iso(at), ...(error ? { error } : {}) };
}

/**
 * Reads the trial's two accounts by AWS's SDK.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export class AwsReads implements TrialReads {
  constructor(
    private readonly facts: Pick<TrialFacts, "region">,
    private readonly clientOf: ClientOf,
  ) {}

  async calls(side: Side, operation: string, text: string, region = this.facts.region) {
    const client = this.clientOf(side, CloudTrailClient, region);
    const { Events = [] } = await client.send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: operation }] }),
    );
    return Events.flatMap(({ CloudTrailEvent: record = "{}", EventId = "", EventTime }) =>
      record.includes(text) ? [recordedCall(record, EventId, EventTime)] : [],
    ).sort((one, other) => other.at.localeCompare(one.at));
  }

  async objects(bucket: string, prefix: string) {
    const client = this.clientOf("archive", S3Client, this.facts.region);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    // Services that check a bucket leave a file or a folder without content.
    return Contents.filter(({ Size = 0 }) => Size > 0)
      .filter(({ Key = "" }) => !Key.endsWith("aws-logs-write-test"))
      .map(({ Key = "", LastModified }) => ({ key: Key, at: iso(LastModified) }));
  }

  async firstBytes(bucket: string, key: string) {
    const client = this.clientOf("archive", S3Client, this.facts.region);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: "bytes=0-63" }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  }

  async flowLogs() {
    const client = this.clientOf("source", EC2Client, this.facts.region);
    const { FlowLogs = [] } = await client.send(new DescribeFlowLogsCommand({}));
    return FlowLogs.map((each) => ({
      id: each.FlowLogId ?? "",
      vpcId: each.ResourceId ?? "",
      bucketArn: each.LogDestination ?? "",
      status: each.FlowLogStatus ?? "",
      ...(each.DeliverLogsErrorMessage ? { error: each.DeliverLogsErrorMessage } : {}),
    }));
  }

  async queryLogs() {
    const client = this.clientOf("source", Route53ResolverClient, this.facts.region);
    const { ResolverQueryLogConfigs = [] } = await client.send(new ListResolverQueryLogConfigsCommand({}));
    const { ResolverQueryLogConfigAssociations: associations = [] } = await client.send(
      new ListResolverQueryLogConfigAssociationsCommand({}),
    );
    return Object.fromEntries(
      ResolverQueryLogConfigs.map(({ Id, Name = "" }) => [
        Name,
        associations
          .filter(({ ResolverQueryLogConfigId }) => ResolverQueryLogConfigId === Id)
          .map(({ Status = "", Error: error, ErrorMessage: message }) =>
            [Status, ...(error && error !== "NONE" ? [error, message ?? ""] : [])].join(" ").trim(),
          ),
      ]),
    );
  }

  async newestEvent(logGroup: string) {
    const client = this.clientOf("source", CloudWatchLogsClient, this.facts.region);
    const { logStreams = [] } = await client.send(
      new DescribeLogStreamsCommand({ logGroupName: logGroup, orderBy: "LastEventTime", descending: true, limit: 1 }),
    );
    const newest = logStreams[0]?.lastEventTimestamp ?? logStreams[0]?.lastIngestionTime;
    return newest === undefined ? undefined : iso(new Date(newest));
  }

  async sum(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>) {
    const client = this.clientOf("source", CloudWatchClient, this.facts.region);
    const terms = Object.entries({ Namespace: namespace, MetricName: metric, ...dimensions });
    const search = terms.map(([term, value]) => `${term}="${value}"`).join(" ");
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - day * 1000),
        EndTime: new Date(),
        MetricDataQueries: [
          // Dimensions that are not named may have any value.
          { Id: "asked", Expression: `SEARCH('${search}', 'Sum', 3600)`, Period: 3600 },
        ],
      }),
    );
    return MetricDataResults.flatMap(({ Values = [] }) => Values).reduce((all, each) => all + each, 0);
  }

  async executions(stateMachineArn: string) {
    const client = this.clientOf("source", SFNClient, this.facts.region);
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }));
    return executions.map(({ status = "", name = "", startDate }) => `${status} ${name}, begun at ${iso(startDate)}`);
  }

  async takes(pattern: string, message: string) {
    const client = this.clientOf("source", CloudWatchLogsClient, this.facts.region);
    const { matches } = await client.send(
      new TestMetricFilterCommand({ filterPattern: pattern, logEventMessages: [message] }),
    );
    if (!matches) throw new Error("logs:TestMetricFilter did not say what matches");
    return matches.length > 0;
  }
}
