import { LogTypeName } from "../../modules/archive/log-types";
import { ArchiveExtent, ArchiveFacts, ArchivePlace } from "./archive-place";

/** How the keys of a log type are made, and how soon its newest is there. */
export interface LookedFor {
  readonly extent: ArchiveExtent;
  /** Folders below the log type's prefix, each ending in `/`, before what nobody can tell and before the date. */
  readonly folders: (place: ArchivePlace, facts: ArchiveFacts) => readonly string[];
  /** Whether a folder follows whose name only a listing tells: a VPC, a web ACL, a distribution. @default false */
  readonly unknownFolder?: boolean;
  /** Folder of a day, ending in `/`. @default - AWS puts no date into the key */
  readonly dated?: (day: Date, place: ArchivePlace) => string;
  /** How names in the folder of a day begin at a moment, where they are in order of time. @default - they are not */
  readonly from?: (moment: Date, place: ArchivePlace, folder: string) => string;
  /** Minutes within which a source that has something to say writes. */
  readonly withinMinutes: number;
  /** Days to look back, today among them. @default 2 */
  readonly days?: number;
  /** What it means that nothing came: of most sources, that nothing happened. */
  readonly nothing: "fault" | "silence";
  /** Whether an object tells of a failure. @default false */
  readonly tellsFailure?: boolean;
  /** AWS's page with the key and the interval. */
  readonly see: string;
}

export interface NotLookedFor {
  /** Why nothing can be expected of it. */
  readonly notLookedFor: string;
}

const two = (value: number) => String(value).padStart(2, "0");
const day = (at: Date) => `${at.getUTCFullYear()}/${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())}/`;
const hour = (at: Date) => two(at.getUTCHours());
const stamp = (at: Date) => at.toISOString().slice(0, 16).replace(/[-:]/g, "");
const docs = "https://docs.aws.amazon.com/";
const native = ({ accountId }: ArchivePlace) => `AWSLogs/${accountId}/`;

/** Flow logs of VPCs and of transit gateways have the same keys: plain, with a folder for each hour. */
const flowLogs: LookedFor = {
  extent: "account and Region",
  folders: (place) => [`${native(place)}vpcflowlogs/${place.region}/`],
  dated: day,
  from: hour,
  withinMinutes: 30,
  nothing: "silence",
  see: `${docs}vpc/latest/userguide/flow-logs-s3-path.html`,
};

const loadBalancer = (page: string): LookedFor => ({
  extent: "account and Region",
  folders: (place) => [`${native(place)}elasticloadbalancing/${place.region}/`],
  dated: day,
  withinMinutes: 75,
  nothing: "silence",
  see: `${docs}elasticloadbalancing/latest/${page}`,
});

/** S3 keeps the source bucket in the key, and writes on a best-effort basis, within a few hours. */
const serverAccessLogs = (extent: "bucket" | "vault"): LookedFor => ({
  extent,
  folders: ({ accountId, region }) => [`${accountId}/${region}/`],
  unknownFolder: true,
  dated: day,
  withinMinutes: 24 * 60,
  nothing: "silence",
  see: `${docs}AmazonS3/latest/userguide/ServerLogs.html`,
});

const trail = (folder: string, { accountId, region }: ArchivePlace, { organizationId }: ArchiveFacts) =>
  `AWSLogs/${organizationId}/${accountId}/${folder}/${region}/`;

/** Log type of the archive -> where its newest object is. */
export const archiveKeys: Readonly<Record<LogTypeName, LookedFor | NotLookedFor>> = {
  // A digest is written each hour even if nothing happened, so that silence is a fault.
  cloudtrail: {
    extent: "account and Region",
    folders: (place, facts) => ["CloudTrail", "CloudTrail-Digest"].map((folder) => trail(folder, place, facts)),
    dated: day,
    // A busy account has thousands of files a day. Digests are few, and named otherwise.
    from: (moment, { accountId, region }, folder) =>
      folder.includes("/CloudTrail/") ? `${accountId}_CloudTrail_${region}_${stamp(moment)}` : "",
    withinMinutes: 120,
    nothing: "fault",
    see: `${docs}awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html`,
  },
  // Each channel writes a snapshot every 24 hours. Months and days have no leading zero.
  config: {
    extent: "account and Region",
    folders: (place) => [`${native(place)}Config/${place.region}/`],
    dated: (at) => `${at.getUTCFullYear()}/${at.getUTCMonth() + 1}/${at.getUTCDate()}/`,
    withinMinutes: 30 * 60,
    days: 3,
    nothing: "fault",
    see: `${docs}config/latest/developerguide/manage-delivery-channel.html`,
  },
  guardduty: {
    extent: "administrator and Region",
    folders: (place) => [`${native(place)}GuardDuty/${place.region}/`],
    dated: day,
    withinMinutes: 6 * 60,
    nothing: "silence",
    see: `${docs}guardduty/latest/ug/guardduty_exportfindings.html`,
  },
  macie: {
    extent: "administrator and Region",
    folders: (place) => [`${native(place)}Macie/${place.region}/`],
    withinMinutes: 24 * 60,
    nothing: "silence",
    see: `${docs}macie/latest/user/discovery-results-repository-s3.html`,
  },
  inspector: { notLookedFor: "Reports are written when a person asks for one." },
  sessions: {
    extent: "account and Region",
    folders: ({ accountId, region }) => [`${accountId}/${region}/`],
    withinMinutes: 24 * 60,
    nothing: "silence",
    see: `${docs}systems-manager/latest/userguide/session-manager-logging-s3.html`,
  },
  // State and no history: each sync overwrites the object of an instance, so that one type of data tells of all.
  inventory: {
    extent: "account and Region",
    folders: ({ accountId, region }) => [`AWS:InstanceInformation/accountid=${accountId}/region=${region}/`],
    withinMinutes: 24 * 60,
    nothing: "silence",
    see: `${docs}systems-manager/latest/userguide/inventory-create-resource-data-sync.html`,
  },
  // One delivery stream for all: its objects hold what came within 15 minutes, of whatever account.
  cloudwatch: {
    extent: "organization",
    folders: () => [""],
    dated: day,
    from: hour,
    withinMinutes: 45,
    nothing: "fault",
    see: `${docs}firehose/latest/dev/s3-prefixes.html`,
  },
  cloudwatchErrors: {
    extent: "organization",
    folders: () => [""],
    unknownFolder: true,
    dated: day,
    from: hour,
    withinMinutes: 24 * 60,
    nothing: "silence",
    tellsFailure: true,
    see: `${docs}firehose/latest/dev/s3-prefixes.html`,
  },
  cloudwatchExports: { notLookedFor: "Exports are written when a person starts one." },
  // The folder is the export's. AWS writes at least once a day, over what is there.
  cost: {
    extent: "organization",
    folders: () => [""],
    unknownFolder: true,
    dated: (at) => `data/BILLING_PERIOD=${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}/`,
    withinMinutes: 48 * 60,
    days: 3,
    nothing: "fault",
    see: `${docs}cur/latest/userguide/dataexports-export-delivery.html`,
  },
  vpcflow: flowLogs,
  tgwflow: { ...flowLogs, see: `${docs}vpc/latest/tgw/flow-logs-s3.html` },
  // The key has no Region: the folder is the VPC's.
  dns: {
    extent: "account",
    folders: (place) => [`${native(place)}vpcdnsquerylogs/`],
    unknownFolder: true,
    dated: day,
    withinMinutes: 30,
    nothing: "silence",
    see: `${docs}Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html`,
  },
  networkFirewall: {
    extent: "account and Region",
    folders: (place) =>
      ["alert", "flow", "tls"].map((kind) => `${native(place)}network-firewall/${kind}/${place.region}/`),
    unknownFolder: true,
    dated: day,
    from: hour,
    withinMinutes: 30,
    nothing: "silence",
    see: `${docs}network-firewall/latest/developerguide/logging-s3.html`,
  },
  // AWS's pages do not say what a configured delivery calls the service of each kind of load balancer.
  loadBalancing: {
    extent: "account and Region",
    folders: (place) => [native(place)],
    unknownFolder: true,
    dated: (at, { region }) => `${region}/${day(at)}`,
    withinMinutes: 30,
    nothing: "silence",
    see: `${docs}AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html`,
  },
  cloudfront: {
    extent: "account",
    folders: ({ accountId }) => [`${accountId}/`],
    unknownFolder: true,
    dated: day,
    from: hour,
    withinMinutes: 24 * 60,
    nothing: "silence",
    see: `${docs}AmazonCloudFront/latest/DeveloperGuide/standard-logging.html`,
  },
  // What protects CloudFront is configured in the edge Region, and is called so in the key.
  waf: {
    extent: "account and Region",
    folders: (place, { edgeRegion }) =>
      [place.region, ...(place.region === edgeRegion ? ["cloudfront"] : [])].map(
        (scope) => `${native(place)}WAFLogs/${scope}/`,
      ),
    unknownFolder: true,
    dated: day,
    from: hour,
    withinMinutes: 30,
    nothing: "silence",
    see: `${docs}waf/latest/developerguide/logging-s3.html`,
  },
  alb: loadBalancer("application/load-balancer-access-logs.html"),
  albConnections: loadBalancer("application/load-balancer-connection-logs.html"),
  albHealthChecks: loadBalancer("application/load-balancer-health-check-logs.html"),
  clb: loadBalancer("classic/access-log-collection.html"),
  nlb: loadBalancer("network/load-balancer-access-logs.html"),
  s3access: serverAccessLogs("bucket"),
  vaultAccess: serverAccessLogs("vault"),
};

/** Whether objects of a log type are looked for. */
export const isLookedFor = (row: LookedFor | NotLookedFor): row is LookedFor => !("notLookedFor" in row);
