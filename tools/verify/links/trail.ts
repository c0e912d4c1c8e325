import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  GetTrailStatusResponse,
} from "@aws-sdk/client-cloudtrail";
import { recordsDataEvents } from "../../../modules/sources/data-event-trail";
import { broken, delivering, faultsOr, healthy, minutesSince, undecided } from "../answers";
import { atHome } from "../expectations";
import { orNothing } from "../failure";
import type { Answer, Asked, Expected, Link } from "../link";

const status = "cloudtrail:GetTrailStatus";

/**
 * Minutes within which a trail delivers: events about every five, digests every hour.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
 */
const within = { events: 20, digests: 90, logGroup: 20 };

const nameOf = ({ names }: Expected, data: boolean) => (data ? names.trailArns[1] : names.trailArns[0]) ?? "";

const statusOf = (asked: Asked, data: boolean) =>
  orNothing(
    asked.client(CloudTrailClient).send(new GetTrailStatusCommand({ Name: nameOf(asked, data) })),
    "TrailNotFoundException",
  );

/** One of the deliveries of a trail: its time, and what AWS says of its failure. */
function timely(what: string, at: Date | undefined, error: string | undefined, minutes: number, now: Date): Answer {
  if (error) return broken(`the trail cannot deliver ${what}`, status, { error, since: at });
  if (!at) return broken(`the trail has never delivered ${what}`, status, { silence: true });
  const age = minutesSince(at, now);
  return age > minutes
    ? broken(`the trail has delivered no ${what} for ${Math.round(age)} minutes`, status, { since: at })
    : delivering(`the trail delivers ${what}`, status, at, now);
}

function recording(found: GetTrailStatusResponse, now: Date): readonly Answer[] {
  if (!found.IsLogging) return [broken("the trail is stopped", status, { since: found.StopLoggingTime })];
  const events = timely("events", found.LatestDeliveryTime, found.LatestDeliveryError, within.events, now);
  const { StartLoggingTime: started, StopLoggingTime: stopped } = found;
  // Both stay for good: a gap is told as long as AWS tells it, and its record is the trail's own StopLogging event.
  return stopped
    ? [
        events,
        broken("the trail records again, and had a gap", status, {
          error: `StopLoggingTime ${stopped.toISOString()}, StartLoggingTime ${started?.toISOString() ?? "not said"}`,
          since: stopped,
        }),
      ]
    : [events];
}

const gone = [broken("there is no such trail", status, { error: "TrailNotFoundException" })];

const part = (
  id: string,
  what: string,
  alarms: readonly string[],
  runbook: string,
  judge: (found: GetTrailStatusResponse, now: Date) => readonly Answer[],
): Link => ({
  id,
  what,
  alarms,
  runbook,
  source: "cloudtrail",
  calls: [status],
  places: atHome("management"),
  ask: async (asked) => {
    const found = await statusOf(asked, false);
    return found ? judge(found, asked.now) : gone;
  },
});

/** The organization trail, part by part. */
export const trail: readonly Link[] = [
  part(
    "trail",
    "The organization trail records, and writes events into the archive.",
    ["trail-heartbeat", "silent-cloudtrail"],
    "runbooks/pipeline-health#trail-heartbeat",
    recording,
  ),
  part(
    "trail-digests",
    "The trail writes digests, which prove that its files are whole.",
    ["trail-digest"],
    "runbooks/pipeline-health#trail-digest",
    ({ LatestDigestDeliveryTime: at, LatestDigestDeliveryError: error }, now) => [
      timely("digests", at, error, within.digests, now),
    ],
  ),
  part(
    "trail-log-group",
    "The trail writes into its log group, on which the alarms about management rest.",
    ["trail-heartbeat"],
    "runbooks/pipeline-health#trail-heartbeat",
    ({ LatestCloudWatchLogsDeliveryTime: at, LatestCloudWatchLogsDeliveryError: error }, now) => [
      timely("log events", at, error, within.logGroup, now),
    ],
  ),
  {
    id: "trail-settings",
    what: "The trail records management events of every account and Region, with digests, into our bucket.",
    source: "cloudtrail",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#cloudtrail.amazonaws.com",
    calls: ["cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors"],
    places: atHome("management"),
    ask: settings,
  },
  {
    id: "data-event-trail",
    what: "The trail of data events records.",
    source: "cloudtrail",
    alarms: ["tampering"],
    runbook: "runbooks/tampering#cloudtrail.amazonaws.com",
    calls: [status],
    places: (expected) => {
      const { enabled, s3, lambda } = expected.organization.sources.dataEvents;
      return enabled && recordsDataEvents({ s3DataEvents: s3, lambdaDataEvents: lambda })
        ? atHome("management")(expected)
        : [];
    },
    ask: async (asked) => {
      const found = await statusOf(asked, true);
      if (!found) return gone;
      const { LatestDeliveryTime: at } = found;
      // Without reads of objects or invocations there is nothing to deliver.
      const quiet = found.IsLogging && !found.LatestDeliveryError && !found.StopLoggingTime;
      if (quiet && (!at || minutesSince(at, asked.now) > within.events)) {
        return [{ verdict: "silent", evidence: "the trail records, and there are no data events", call: status }];
      }
      return recording(found, asked.now);
    },
  },
];

async function settings(asked: Asked): Promise<readonly Answer[]> {
  const call = "cloudtrail:DescribeTrails";
  const client = asked.client(CloudTrailClient);
  const { trailList } = await client.send(new DescribeTrailsCommand({ trailNameList: [nameOf(asked, false)] }));
  const [found] = trailList ?? [];
  if (!found) return [broken("there is no such trail", call)];
  const wanted: readonly (readonly [boolean, string])[] = [
    [found.S3BucketName === asked.names.bucketName("trail"), `it writes to ${found.S3BucketName ?? "no bucket"}`],
    [found.IsOrganizationTrail === true, "it is no trail of the organization"],
    [found.IsMultiRegionTrail === true, "it records one Region alone"],
    [found.IncludeGlobalServiceEvents === true, "it leaves out global services"],
    [found.LogFileValidationEnabled === true, "it writes no digests"],
    [found.KmsKeyId !== undefined, "it does not encrypt with our key"],
    [found.CloudWatchLogsLogGroupArn !== undefined, "it has no log group"],
  ];
  const faults = wanted.filter(([well]) => !well).map(([, fault]) => broken(`the trail is changed: ${fault}`, call));
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = await client.send(
    new GetEventSelectorsCommand({ TrailName: nameOf(asked, false) }),
  );
  const all =
    (basic?.length ? basic : undefined)?.some(
      ({ IncludeManagementEvents: on, ReadWriteType: type }) => on && type === "All",
    ) ??
    advanced?.some(({ FieldSelectors: fields }) =>
      fields?.every(
        ({ Field, Equals }) => Field === "eventCategory" && (Equals ?? []).length === 1 && Equals?.[0] === "Management",
      ),
    );
  const selectors = "cloudtrail:GetEventSelectors";
  if (!basic?.length && !advanced?.length) return [...faults, undecided("no selectors were told", selectors)];
  if (all === false) faults.push(broken("the trail no longer records every management event", selectors));
  return faultsOr(faults, healthy("the trail is as it was made", call));
}
