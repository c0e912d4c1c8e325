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
import { BucketKind, NamedBucket } from "../organization/bucket-names";
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

/** What one kind of bucket of the archive is. */
export interface ArchiveBucketEntry {
  /** Which of the archive's keys encrypts it. @default - SSE-S3, because its writers refuse KMS */
  readonly key?: "archive" | "vault";
  /** Whether each object is locked on arrival, which most writers refuse. */
  readonly locked: boolean;
  /** Whether each object is copied into the vault. */
  readonly replicated: boolean;
  /** Whether S3 logs who uses it. The bucket that receives these logs cannot log itself. */
  readonly accessLogged: boolean;
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

/** Buckets of a Region whose use S3 logs. */
const accessLoggedIn = ({ names }: ArchiveParties, region: string) =>
  names.buckets.filter((bucket) => bucket.region === region && archiveBuckets[bucket.kind].accessLogged);

/**
 * Every kind of bucket of the archive; where each is and what it is called, `bucketNames` says.
 *
 * Writers never write to the vault: several of them refuse a locked bucket, and replicas get the lock on arrival.
 */
export const archiveBuckets: Readonly<Record<BucketKind, ArchiveBucketEntry>> = {
  trail: {
    key: "archive",
    locked: true,
    replicated: true,
    accessLogged: true,
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
    replicated: true,
    accessLogged: true,
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
  waf: { key: "archive", locked: false, replicated: true, accessLogged: true, writers: [vended(logTypes.waf)] },
  elb: {
    locked: false,
    replicated: true,
    accessLogged: true,
    writers: [
      { bucket: ({ facts }, { arn, region }) => loadBalancingBucketStatements(facts, arn, region) },
      vended(logTypes.nlb, logTypes.loadBalancing),
    ],
  },
  access: {
    locked: false,
    replicated: true,
    accessLogged: false,
    writers: [
      {
        bucket: (parties, { arn, region }) =>
          s3ServerAccessLogsBucketStatements(
            parties.facts,
            arn,
            accessLoggedIn(parties, region).map((bucket) => bucket.arn),
          ),
      },
    ],
  },
  vault: {
    key: "vault",
    locked: true,
    replicated: false,
    accessLogged: true,
    writers: [],
    readerRoleArns: () => [],
    replicaRoleArns: ({ replicationRoleArn }) => [replicationRoleArn],
  },
};

/** Buckets that one of the archive's keys encrypts. */
export const encryptedWith = <Bucket extends Pick<NamedBucket, "kind">>(
  key: "archive" | "vault",
  buckets: readonly Bucket[],
): Bucket[] => buckets.filter(({ kind }) => archiveBuckets[kind].key === key);
