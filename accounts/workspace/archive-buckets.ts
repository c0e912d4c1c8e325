import { LogType, logTypes } from "../../modules/archive/log-types";
import { cloudTrailBucketStatements, cloudTrailKeyStatements } from "../../modules/archive/writers/cloudtrail";
import { configBucketStatements, configKeyStatements } from "../../modules/archive/writers/config";
import { costAndUsageBucketStatements, costAndUsageKeyStatements } from "../../modules/archive/writers/cost-and-usage";
import {
  guardDutyBucketStatements,
  guardDutyFolders,
  guardDutyKeyStatements,
} from "../../modules/archive/writers/guardduty";
import { inspectorBucketStatements, inspectorKeyStatements } from "../../modules/archive/writers/inspector";
import { loadBalancingBucketStatements } from "../../modules/archive/writers/load-balancing";
import { logExportsBucketStatements, logExportsKeyStatements } from "../../modules/archive/writers/log-exports";
import { macieBucketStatements, macieKeyStatements } from "../../modules/archive/writers/macie";
import { resolverBucketStatements } from "../../modules/archive/writers/resolver";
import { s3ServerAccessLogsBucketStatements } from "../../modules/archive/writers/s3-server-access-logs";
import {
  sessionManagerBucketStatements,
  sessionManagerKeyStatements,
} from "../../modules/archive/writers/session-manager";
import {
  inventoryBucketStatements,
  inventoryKeyStatements,
} from "../../modules/archive/writers/systems-manager-inventory";
import { vendedLogsBucketStatements, vendedLogsKeyStatements } from "../../modules/archive/writers/vended-logs";
import { Statement } from "../../modules/policy/statement";
import { BucketKind, NamedBucket, VaultKind } from "../organization/bucket-names";
import { ArchiveParties } from "./archive-parties";

/** What an AWS service, or a role of ours, needs in order to write. */
interface Writer {
  /** In the bucket's policy. */
  readonly bucket: (parties: ArchiveParties, bucket: NamedBucket) => Statement[];
  /** In the policy of the bucket's key. @default - nothing, or what another writer of the key has already */
  readonly key?: (parties: ArchiveParties, bucket: NamedBucket) => Statement[];
}

/** Empty objects that a writer expects, with the roles that look for them. */
interface ExpectedFolders {
  /** Keys in a Region; `*` stands for every Region. */
  readonly keys: (parties: ArchiveParties, region: string) => string[];
  readonly finderRoleArns: (parties: ArchiveParties) => string[];
}

/** Keys of the archive: one for what is written at home, and one for each vault. */
export type ArchiveKey = "archive" | VaultKind;

/** What one kind of bucket of the archive is. */
export interface ArchiveBucketEntry {
  /** Which of the archive's keys encrypts it. @default - SSE-S3, because its writers refuse KMS */
  readonly key?: ArchiveKey;
  /** Whether each object is locked on arrival, which most writers refuse. */
  readonly locked: boolean;
  /** How the keys begin of what is copied into a vault; all do with nothing. @default - nothing is copied, it is a vault */
  readonly replicatedPrefix?: string;
  /** Log type of what S3 writes about its use. @default - none: what receives these logs cannot log itself */
  readonly accessLogs?: LogType;
  readonly writers: readonly Writer[];
  /** Roles that its denials let through; AWS services have their statements. @default - the role that replicates */
  readonly readerRoleArns?: (parties: ArchiveParties) => string[];
  /** @default - none */
  readonly writerRoleArns?: (parties: ArchiveParties) => string[];
  /** Roles that replicate into it. @default - none */
  readonly replicaRoleArns?: (parties: ArchiveParties) => string[];
  /** Log types of which each account writes its own part under roles of its own. @default - none */
  readonly openTypes?: readonly LogType[];
  /** @default - none */
  readonly folders?: ExpectedFolders;
}

/** The CloudWatch log delivery service. */
const vended = (...types: LogType[]): Writer => ({
  bucket: ({ facts }, { arn }) => vendedLogsBucketStatements(facts, arn, types),
});

const logsWriters: readonly Writer[] = [
  {
    bucket: ({ facts }, { arn }) => configBucketStatements(facts, arn),
    key: ({ facts }) => configKeyStatements(facts),
  },
  {
    ...vended(logTypes.vpcflow, logTypes.tgwflow, logTypes.dns, logTypes.networkFirewall, logTypes.cloudfront),
    key: ({ facts }) => vendedLogsKeyStatements(facts),
  },
  { bucket: ({ facts, deploymentRoleName }, { arn }) => resolverBucketStatements(facts, arn, deploymentRoleName) },
  {
    bucket: ({ facts }, { arn }) => sessionManagerBucketStatements(facts, arn),
    key: ({ facts }, { arn }) => sessionManagerKeyStatements(facts, arn),
  },
  {
    bucket: ({ facts }, { arn }) => inventoryBucketStatements(facts, arn),
    key: ({ facts }) => inventoryKeyStatements(facts),
  },
  {
    bucket: ({ facts, administratorRoleArn }, { arn }) => guardDutyBucketStatements(facts, arn, administratorRoleArn),
    key: ({ facts }) => guardDutyKeyStatements(facts),
  },
  { bucket: ({ facts }, { arn }) => macieBucketStatements(facts, arn), key: ({ facts }) => macieKeyStatements(facts) },
  {
    bucket: ({ facts }, { arn }) => inspectorBucketStatements(facts, arn),
    key: ({ facts }) => inspectorKeyStatements(facts),
  },
  {
    bucket: ({ facts, names }, { arn }) => logExportsBucketStatements(facts, arn, names.role("log-export")),
    key: ({ facts }) => logExportsKeyStatements(facts),
  },
  {
    bucket: ({ facts, costRoleArn }, { arn }) => costAndUsageBucketStatements(facts, arn, costRoleArn),
    key: ({ facts, costRoleArn }, { arn }) => costAndUsageKeyStatements(facts, arn, costRoleArn),
  },
];

/** S3, which writes about the use of buckets of its Region. */
const accessLogs = (type: LogType, sid: string): Writer => ({
  bucket: ({ facts, names }, { arn, region }) =>
    s3ServerAccessLogsBucketStatements(
      facts,
      { sid, arn: `${arn}/${type.prefix}*` },
      names.buckets
        .filter((bucket) => bucket.region === region && archiveBuckets[bucket.kind].accessLogs === type)
        .map((bucket) => bucket.arn),
    ),
});

/** Writers never write to it: several of them refuse a locked bucket, and replicas get the lock on arrival. */
const vault = (key: VaultKind): ArchiveBucketEntry => ({
  key,
  locked: true,
  // A copy would be written into a vault, whose use is logged in turn.
  accessLogs: logTypes.vaultAccess,
  writers: [],
  readerRoleArns: () => [],
  replicaRoleArns: ({ replicationRoleArn }) => [replicationRoleArn],
});

/** Every kind of bucket of the archive; where each is and what it is called, `bucketNames` says. */
export const archiveBuckets: Readonly<Record<BucketKind, ArchiveBucketEntry>> = {
  trail: {
    key: "archive",
    locked: true,
    replicatedPrefix: "",
    accessLogs: logTypes.s3access,
    writers: [
      {
        bucket: ({ facts }, { arn }) => cloudTrailBucketStatements(facts, arn),
        key: ({ facts }) => cloudTrailKeyStatements(facts),
      },
    ],
  },
  logs: {
    key: "archive",
    locked: false,
    replicatedPrefix: "",
    accessLogs: logTypes.s3access,
    writers: logsWriters,
    readerRoleArns: ({ replicationRoleArn, deliveryRoleArn }) => [replicationRoleArn, deliveryRoleArn],
    writerRoleArns: ({ deliveryRoleArn }) => [deliveryRoleArn],
    replicaRoleArns: ({ costRoleArn }) => [costRoleArn],
    openTypes: [logTypes.sessions, logTypes.cloudwatchExports],
    folders: {
      keys: ({ facts }, region) => guardDutyFolders(facts, region),
      finderRoleArns: ({ administratorRoleArn, replicationRoleArn }) => [administratorRoleArn, replicationRoleArn],
    },
  },
  waf: {
    key: "archive",
    locked: false,
    replicatedPrefix: "",
    accessLogs: logTypes.s3access,
    writers: [vended(logTypes.waf)],
  },
  elb: {
    locked: false,
    replicatedPrefix: "",
    accessLogs: logTypes.s3access,
    writers: [
      { bucket: ({ facts }, { arn, region }) => loadBalancingBucketStatements(facts, arn, region) },
      vended(logTypes.nlb, logTypes.loadBalancing),
    ],
  },
  access: {
    locked: false,
    replicatedPrefix: logTypes.s3access.prefix,
    writers: [
      accessLogs(logTypes.s3access, "AllowServerAccessLogsOfArchive"),
      accessLogs(logTypes.vaultAccess, "AllowServerAccessLogsOfVaults"),
    ],
  },
  vault: vault("vault"),
  "home-vault": vault("home-vault"),
};

/** Buckets that one of the archive's keys encrypts. */
export const encryptedWith = <Bucket extends Pick<NamedBucket, "kind">>(
  key: ArchiveKey,
  buckets: readonly Bucket[],
): Bucket[] => buckets.filter(({ kind }) => archiveBuckets[kind].key === key);
