import {
  ConfigServiceClient,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  DescribeDeliveryChannelStatusCommand,
} from "@aws-sdk/client-config-service";
import { broken, delivering, faultsOr, healthy, minutesSince, silent, undecided } from "../answers";
import { atHome, isOwnRecorder, whereCollected } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Link } from "../link";
import { allPages } from "../pages";

const runbook = "runbooks/tampering#config.amazonaws.com";
const recorderStatus = "config:DescribeConfigurationRecorderStatus";
const channelStatus = "config:DescribeDeliveryChannelStatus";
const sources = "config:DescribeConfigurationAggregatorSourcesStatus";

/** A history file is written every six hours, where anything changed; a snapshot every day. */
const historyMinutes = 26 * 60;

async function recorder(asked: Asked): Promise<readonly Answer[]> {
  const { ConfigurationRecordersStatus: found } = await asked
    .client(ConfigServiceClient)
    .send(new DescribeConfigurationRecorderStatusCommand({}));
  // AWS's own services have recorders of their own, which are linked to them.
  const [own] = (found ?? []).filter(({ servicePrincipal }) => servicePrincipal === undefined);
  if (!own) return [broken("there is no recorder", recorderStatus)];
  if (!own.recording) return [broken("the recorder is stopped", recorderStatus, { since: own.lastStopTime })];
  if (own.lastStatus === "Failure") {
    const error = [own.lastErrorCode, own.lastErrorMessage].filter(Boolean).join(": ");
    return [broken("the recorder fails", recorderStatus, { error, since: own.lastStatusChangeTime })];
  }
  // AWS says Success, its emulator SUCCESS.
  if (own.lastStatus?.toLowerCase() !== "success") {
    return [undecided(`the recorder's status is ${own.lastStatus ?? "not told"}`, recorderStatus)];
  }
  return [healthy(`the recorder records: ${own.lastStatus}`, recorderStatus)];
}

async function channel(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(ConfigServiceClient);
  const { DeliveryChannels: made } = await client.send(new DescribeDeliveryChannelsCommand({}));
  const [own] = made ?? [];
  const told = "config:DescribeDeliveryChannels";
  if (!own) return [broken("there is no delivery channel", told)];
  if (isOwnRecorder(asked, asked.accountId) && own.s3BucketName !== asked.names.bucketName("logs")) {
    return [broken(`the delivery channel writes to ${own.s3BucketName ?? "no bucket"}`, told)];
  }
  const { DeliveryChannelsStatus: found } = await client.send(new DescribeDeliveryChannelStatusCommand({}));
  const [{ configHistoryDeliveryInfo: history, configSnapshotDeliveryInfo: snapshot } = {}] = found ?? [];
  for (const info of [history, snapshot]) {
    if (info?.lastStatus !== "Failure") continue;
    const error = [info.lastErrorCode, info.lastErrorMessage].filter(Boolean).join(": ");
    return [broken("the delivery channel fails", channelStatus, { error, since: info.lastSuccessfulTime })];
  }
  const times = [history, snapshot].flatMap((info) => info?.lastSuccessfulTime ?? []);
  const newest = times.sort((a, b) => b.getTime() - a.getTime())[0];
  if (!newest) return [undecided("the delivery channel has delivered nothing yet", channelStatus)];
  return [
    minutesSince(newest, asked.now) > historyMinutes
      ? silent("the delivery channel works, and nothing changed", channelStatus)
      : delivering("the delivery channel delivers", channelStatus, newest, asked.now),
  ];
}

async function aggregator(asked: Asked): Promise<readonly Answer[]> {
  const client = asked.client(ConfigServiceClient);
  const found = await orNothing(
    allPages(async (NextToken) => {
      const page = await client.send(
        new DescribeConfigurationAggregatorSourcesStatusCommand({
          ConfigurationAggregatorName: asked.organization.namePrefix,
          NextToken,
        }),
      );
      return { items: page.AggregatedSourceStatusList, next: page.NextToken };
    }),
    "NoSuchConfigurationAggregatorException",
  );
  if (!found) return [broken("there is no aggregator", sources, { error: "NoSuchConfigurationAggregatorException" })];
  if (found.length === 0) return [undecided("the aggregator names no source", sources)];
  const faults = found
    .filter(({ LastUpdateStatus: status }) => status === "FAILED")
    .map((source) => ({
      ...broken("the aggregator cannot read a source", sources, {
        error: [source.LastErrorCode, source.LastErrorMessage].filter(Boolean).join(": "),
        since: source.LastUpdateTime,
      }),
      resource: `${source.SourceId ?? ""} ${source.AwsRegion ?? ""}`.trim(),
    }));
  return faultsOr(faults, healthy(`the aggregator reads ${found.length} sources`, sources));
}

export const config: readonly Link[] = [
  {
    id: "config-recorder",
    what: "The recorder of AWS Config records.",
    source: "config",
    alarms: ["tampering", "silent-config"],
    runbook,
    calls: [recorderStatus],
    places: whereCollected("config"),
    ask: recorder,
  },
  {
    id: "config-channel",
    what: "The delivery channel of AWS Config writes into the archive.",
    source: "config",
    alarms: ["silent-config", "tampering"],
    runbook: "runbooks/pipeline-health#silent-config",
    calls: ["config:DescribeDeliveryChannels", channelStatus],
    places: whereCollected("config"),
    ask: channel,
  },
  {
    id: "config-aggregator",
    what: "The aggregator of AWS Config reads every account and Region.",
    source: "config",
    alarms: ["tampering"],
    runbook,
    calls: [sources],
    places: (expected) => {
      const { enabled, recorder: whose } = expected.organization.sources.config;
      return enabled && whose === "own" ? atHome("securityTooling")(expected) : [];
    },
    ask: aggregator,
  },
];
