import {
  CloudWatchLogsClient,
  DescribeAccountPoliciesCommand,
  DescribeDestinationsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import { DescribeStreamSummaryCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { broken, healthy } from "../answers";
import { atHome, inRegions, whereForwarded } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Expected, Link } from "../link";

const policies = "logs:DescribeAccountPolicies";
const destinations = "logs:DescribeDestinations";
const streamSummary = "kinesis:DescribeStreamSummary";
const deliveryStream = "firehose:DescribeDeliveryStream";

const isCentralized = ({ organization }: Expected) => organization.transport.mode === "centralization";

const destinationArn = ({ names, organization, region }: Asked) =>
  isCentralized({ names, organization })
    ? `arn:${names.partition}:firehose:${organization.regions.home}:${organization.accounts.logArchive.id}:deliverystream/${names.pipeline}`
    : `arn:${names.partition}:logs:${region}:${organization.accounts.logArchive.id}:destination:${names.pipeline}`;

async function subscription(asked: Asked): Promise<readonly Answer[]> {
  const { accountPolicies } = await asked
    .client(CloudWatchLogsClient)
    .send(new DescribeAccountPoliciesCommand({ policyType: "SUBSCRIPTION_FILTER_POLICY" }));
  const own = accountPolicies?.find(({ policyName }) => policyName === `${asked.names.pipeline}-${asked.region}`);
  if (!own) {
    const others = (accountPolicies ?? []).map(({ policyName }) => policyName).join(", ");
    return [broken(`log groups are not subscribed${others ? `, but by ${others}` : ""}`, policies)];
  }
  const { policyDocument = "", selectionCriteria = "" } = own;
  const wanted = destinationArn(asked);
  if (!policyDocument.includes(`"${wanted}"`)) {
    return [broken("the subscription goes elsewhere", policies, { error: policyDocument })];
  }
  if (selectionCriteria !== `LogGroupName NOT IN ${JSON.stringify(asked.names.neverForwarded)}`) {
    return [broken("the subscription leaves out other log groups than ours", policies, { error: selectionCriteria })];
  }
  return [healthy("every log group is subscribed", policies)];
}

async function retention(asked: Asked): Promise<readonly Answer[]> {
  const { accountPolicies } = await asked
    .client(CloudWatchLogsClient)
    .send(new DescribeAccountPoliciesCommand({ policyType: "RETENTION_POLICY" as never }));
  const found = accountPolicies ?? [];
  return found.length === 0
    ? [healthy("no policy deletes log events", policies)]
    : found.map(({ policyName, policyDocument, lastUpdatedTime }) =>
        broken("a policy of retention deletes log events of every log group a day after it was put", policies, {
          resource: policyName,
          error: policyDocument,
          since: lastUpdatedTime === undefined ? undefined : new Date(lastUpdatedTime),
        }),
      );
}

async function destination(asked: Asked): Promise<readonly Answer[]> {
  const { names, organization } = asked;
  const { destinations: found } = await asked
    .client(CloudWatchLogsClient)
    .send(new DescribeDestinationsCommand({ DestinationNamePrefix: names.pipeline }));
  const own = found?.find(({ destinationName }) => destinationName === names.pipeline);
  if (!own) return [broken("there is no destination", destinations)];
  const service = organization.transport.mode === "kinesis" ? ":kinesis:" : ":firehose:";
  if (!own.targetArn?.includes(service) || !own.targetArn.endsWith(`/${names.pipeline}`)) {
    return [broken(`the destination leads to ${own.targetArn ?? "nothing"}`, destinations)];
  }
  if (!own.accessPolicy?.includes(`"${organization.organization.id}"`)) {
    return [
      broken("the destination's policy does not let the organization in", destinations, { error: own.accessPolicy }),
    ];
  }
  return [healthy("the destination takes log events of the organization", destinations)];
}

async function stream(asked: Asked): Promise<readonly Answer[]> {
  const found = await orNothing(
    asked.client(KinesisClient).send(new DescribeStreamSummaryCommand({ StreamName: asked.names.pipeline })),
    "ResourceNotFoundException",
  );
  const { StreamStatus: status, EncryptionType: encryption } = found?.StreamDescriptionSummary ?? {};
  if (!found) return [broken("there is no stream", streamSummary, { error: "ResourceNotFoundException" })];
  if (status !== "ACTIVE" && status !== "UPDATING") {
    return [broken(`the stream is ${status ?? "without a status"}`, streamSummary)];
  }
  if (encryption !== "KMS") return [broken("the stream is not encrypted", streamSummary)];
  return [healthy(`the stream is ${status}`, streamSummary)];
}

async function delivery(asked: Asked): Promise<readonly Answer[]> {
  const found = await orNothing(
    asked.client(FirehoseClient).send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: asked.names.pipeline })),
    "ResourceNotFoundException",
  );
  const own = found?.DeliveryStreamDescription;
  if (!own) return [broken("there is no delivery stream", deliveryStream, { error: "ResourceNotFoundException" })];
  const failure = own.FailureDescription ?? own.DeliveryStreamEncryptionConfiguration?.FailureDescription;
  if (failure) {
    const error = [failure.Type, failure.Details].filter(Boolean).join(": ");
    return [broken("the delivery stream fails", deliveryStream, { error, since: own.LastUpdateTimestamp })];
  }
  if (own.DeliveryStreamStatus !== "ACTIVE") {
    return [broken(`the delivery stream is ${own.DeliveryStreamStatus ?? "without a status"}`, deliveryStream)];
  }
  const bucket = own.Destinations?.[0]?.ExtendedS3DestinationDescription?.BucketARN;
  return bucket?.endsWith(`:${asked.names.bucketName("logs")}`)
    ? [healthy("the delivery stream writes into the archive", deliveryStream)]
    : [broken(`the delivery stream writes to ${bucket ?? "no bucket"}`, deliveryStream)];
}

const logArchiveIn = inRegions("logArchive", ({ names }) => names.logRegions);

export const transport: readonly Link[] = [
  {
    id: "subscription",
    what: "Every log group of an account is subscribed to the destination of its Region.",
    source: "cloudwatch",
    alarms: ["canary-silent", "subscription-errors"],
    runbook: "runbooks/pipeline-health#canary-silent",
    calls: [policies],
    places: (expected) => (isCentralized(expected) ? atHome("logArchive")(expected) : whereForwarded(expected)),
    ask: subscription,
  },
  {
    id: "retention-policy",
    what: "No policy of the account deletes what log groups hold.",
    source: "cloudwatch",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#retention-policy",
    calls: [policies],
    places: whereForwarded,
    ask: retention,
  },
  {
    id: "destination",
    what: "The destination of a Region takes log events of the organization, and leads into the pipeline.",
    source: "cloudwatch",
    alarms: ["subscription-errors"],
    runbook: "runbooks/pipeline-health#subscription-errors",
    calls: [destinations],
    places: (expected) => (isCentralized(expected) ? [] : logArchiveIn(expected)),
    ask: destination,
  },
  {
    id: "stream",
    what: "The stream, which holds what is not yet in the archive.",
    source: "cloudwatch",
    alarms: ["stream-lag", "stream-throttled"],
    runbook: "runbooks/pipeline-health#stream-lag",
    calls: [streamSummary],
    places: (expected) => (expected.organization.transport.mode === "kinesis" ? atHome("logArchive")(expected) : []),
    ask: stream,
  },
  {
    id: "delivery-stream",
    what: "The delivery stream writes log events into the archive.",
    source: "cloudwatch",
    alarms: ["delivery-failing", "delivery-stale"],
    runbook: "runbooks/pipeline-health#delivery-failing",
    calls: [deliveryStream],
    places: atHome("logArchive"),
    ask: delivery,
  },
];
