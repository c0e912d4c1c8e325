import { Construct } from "constructs";
import { FindingFolders } from "../../modules/archive/finding-folders";
import { lifecycleRules } from "../../modules/archive/lifecycle";
import { LogBucket } from "../../modules/archive/log-bucket";
import { logTypesIn } from "../../modules/archive/log-types";
import { Replication } from "../../modules/archive/replication";
import { ArchivedBucket } from "../../modules/detection/archive-control-rules";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { regionsOfEveryAccount } from "../../modules/policy/region";
import { BucketKind, isVault, NamedBucket, RegionalBucketKind, VaultKind } from "../organization/bucket-names";
import { retentionSchedule } from "../organization/retention";
import { archiveBuckets } from "../workspace/archive-buckets";
import { ArchiveParties, archiveParties } from "../workspace/archive-parties";
import { admissionsToBucket, readersOf } from "../workspace/readers";
import { Workspace } from "../workspace/workspace";
import { archiveKeys } from "./archive-keys";

/** Every bucket of the archive with its key, its writers and its replication into a vault, as `archiveBuckets` says. */
export class Archive extends Construct {
  readonly key: CustomerManagedKey;
  private readonly keys: ReturnType<typeof archiveKeys>;
  private readonly parties: ArchiveParties;
  /** By name. */
  private readonly made = new Map<string, LogBucket>();

  constructor(private readonly workspace: Workspace) {
    super(workspace, "archive");
    this.parties = archiveParties(workspace.organization);
    this.keys = archiveKeys(this, workspace, this.parties);
    this.key = this.keys.archive;

    const make = (wanted: (entry: (typeof archiveBuckets)[BucketKind]) => boolean) => {
      for (const bucket of workspace.names.buckets.filter(({ kind }) => wanted(archiveBuckets[kind]))) {
        this.made.set(bucket.name, this.bucket(bucket));
        this.makeFolders(bucket);
      }
    };
    // Access logs go to a bucket that is there already, and replicas to one.
    make(({ accessLogs }) => accessLogs === undefined);
    make(({ accessLogs, replicatedPrefix }) => accessLogs !== undefined && replicatedPrefix !== undefined);
    make(({ replicatedPrefix }) => replicatedPrefix === undefined);
    this.replicate();
  }

  /** The one bucket of a kind. */
  of(kind: Exclude<BucketKind, RegionalBucketKind>): LogBucket {
    return this.find(this.workspace.names.bucketName(kind));
  }

  /** Governed Region -> bucket of load balancer logs. */
  get elbBucketNames(): Readonly<Record<string, string>> {
    const { organization, names } = this.workspace;
    return Object.fromEntries(
      organization.regions.governed.map((region) => [region, this.find(names.bucketName("elb", region)).bucketName]),
    );
  }

  /** Region -> kind -> bucket, with the properties that it must keep. */
  get controlled(): Readonly<Record<string, Readonly<Record<string, ArchivedBucket>>>> {
    const { organization, names } = this.workspace;
    const controlled: Record<string, Record<string, ArchivedBucket>> = {};
    for (const { kind, region, name } of names.buckets) {
      const { key, locked, replicatedPrefix, accessLogs } = archiveBuckets[kind];
      (controlled[region] ??= {})[kind] = {
        bucketName: name,
        replicated: replicatedPrefix !== undefined,
        accessLogBucketName: accessLogs ? names.bucketName("access", region) : undefined,
        kmsKeyArn: key && this.keys[key].arn,
        objectLock: locked ? organization.objectLock : undefined,
      };
    }
    return controlled;
  }

  private find(name: string): LogBucket {
    const found = this.made.get(name);
    if (!found) throw new Error(`bucket ${name} is made later`);
    return found;
  }

  private bucket(bucket: NamedBucket): LogBucket {
    const { organization, names, account } = this.workspace;
    const { parties } = this;
    const { kind, region, name, arn } = bucket;
    const entry = archiveBuckets[kind];
    const admitted = admissionsToBucket(readersOf(organization), kind, arn);
    const { folders } = entry;
    return new LogBucket(this, bucket.id, {
      bucketName: name,
      region,
      partition: names.partition,
      kmsKeyArn: entry.key && this.keys[entry.key].arn,
      objectLock: entry.locked ? organization.objectLock : undefined,
      lifecycleRules: isVault(kind)
        ? lifecycleRules(logTypesIn("vault"), retentionSchedule(organization), "evidence")
        : lifecycleRules(logTypesIn(kind), retentionSchedule(organization), "query"),
      guardians: {
        organizationId: parties.facts.organizationId,
        deploymentRoleArn: names.deploymentRoleArn(account.id),
        breakGlassRoleArn: names.breakGlassRoleArn(account.id),
        readerRoleArns: [...(entry.readerRoleArns?.(parties) ?? [parties.replicationRoleArn]), ...admitted.roleArns],
        writerRoleArns: entry.writerRoleArns?.(parties) ?? [],
        replicaRoleArns: entry.replicaRoleArns?.(parties) ?? [],
      },
      writerStatements: entry.writers.flatMap((writer) => writer.bucket(parties, bucket)),
      readerStatements: admitted.statements,
      openKeys: entry.openTypes?.map(({ prefix }) => `${prefix}\${aws:PrincipalAccount}/*`),
      folders: folders && {
        arns: folders.keys(parties, "*").map((key) => `${arn}/${key}`),
        finderRoleArns: [...folders.finderRoleArns(parties), ...admitted.roleArns],
      },
      accessLogs: entry.accessLogs && {
        bucket: this.find(names.bucketName("access", region)),
        prefix: entry.accessLogs.prefix,
      },
      remedy: { path: "readers", write: "fewer readers, or give them all log types" },
    });
  }

  /**
   * Folders below which a writer of the bucket will write, of the Regions that hold logs and of those that every account
   * has: GuardDuty may watch in any of them, and a folder that is there does no harm.
   */
  private makeFolders({ kind, region, name }: NamedBucket): void {
    const { folders } = archiveBuckets[kind];
    if (!folders) return;
    const { dataRegions, partition } = this.workspace.names;
    const regions = [...new Set([...dataRegions, ...regionsOfEveryAccount(partition)])];
    new FindingFolders(this, "guardduty-folders", {
      bucketName: this.find(name).bucketName,
      bucketRegion: region,
      keys: [...new Set(regions.flatMap((each) => folders.keys(this.parties, each)))],
    });
  }

  /** Each bucket is copied into the vault of another Region than its own. */
  private replicate(): void {
    const { names, organization } = this.workspace;
    const vault = (kind: VaultKind) => ({ bucket: this.find(names.bucketName(kind)), kmsKeyArn: this.keys[kind].arn });
    const vaults = { abroad: vault("vault"), home: vault("home-vault") };
    new Replication(this, "replication", {
      roleName: names.role("replication"),
      sourceArns: names.bucketPatterns
        .filter(({ kind }) => archiveBuckets[kind].replicatedPrefix !== undefined)
        .map(({ arn }) => arn),
      sources: Object.fromEntries(
        names.buckets.flatMap(({ id, kind, region, name }) => {
          const { key, replicatedPrefix: prefix } = archiveBuckets[kind];
          if (prefix === undefined) return [];
          const destination = region === organization.regions.vault ? vaults.home : vaults.abroad;
          return [[id, { bucket: this.find(name), region, prefix, kmsKeyArn: key && this.keys[key].arn, destination }]];
        }),
      ),
    });
  }
}
