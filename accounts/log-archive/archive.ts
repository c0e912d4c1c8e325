import { Construct } from "constructs";
import { FindingFolders } from "../../modules/archive/finding-folders";
import { LogBucket, LogBucketProps, ObjectLock } from "../../modules/archive/log-bucket";
import { ArchiveBucket, logTypes, logTypesIn } from "../../modules/archive/log-types";
import { allowReplicationToDecrypt, allowReplicationToEncrypt, Replication } from "../../modules/archive/replication";
import { lifecycleRules } from "../../modules/archive/lifecycle";
import { ArchivedBucket } from "../../modules/detection/archive-control-rules";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { accountRootArn, bucketArn, onlyThroughS3 } from "../../modules/policy/arn";
import { BucketGuardians } from "../../modules/policy/denials";
import { Statement } from "../../modules/policy/statement";
import { cloudTrailBucketStatements, cloudTrailKeyStatements } from "../../modules/archive/writers/cloudtrail";
import { configBucketStatements, configKeyStatements } from "../../modules/archive/writers/config";
import { costAndUsageBucketStatements, costAndUsageKeyStatements } from "../../modules/archive/writers/cost-and-usage";
import { WriterFacts } from "../../modules/archive/writers/facts";
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
import { retentionSchedule } from "../organization/retention";
import { admissionsToBucket, admissionsToKey, readersOf } from "../workspace/readers";
import { Workspace } from "../workspace/workspace";

/** Log types the CloudWatch log delivery service writes into the `logs` bucket. */
const vendedLogTypes = [
  logTypes.vpcflow,
  logTypes.tgwflow,
  logTypes.dns,
  logTypes.networkFirewall,
  logTypes.cloudfront,
];

/**
 * Every bucket of the archive with its key, its writers and its replication into the vault.
 *
 * Writers never write to the vault: several of them refuse a locked bucket, and replicas get the lock on arrival.
 */
export class Archive extends Construct {
  readonly key: CustomerManagedKey;
  readonly trail: LogBucket;
  readonly logs: LogBucket;
  readonly waf: LogBucket;
  readonly vault: LogBucket;
  /** Region -> kind -> bucket, with the properties that it must keep. */
  readonly controlled: Readonly<Record<string, Readonly<Record<string, ArchivedBucket>>>>;
  /** Governed Region -> bucket of load balancer logs. */
  readonly elbBucketNames: Readonly<Record<string, string>>;

  constructor(workspace: Workspace) {
    super(workspace, "archive");
    const { organization, names, account } = workspace;
    const { home, vault: vaultRegion, governed } = organization.regions;
    const { partition } = names;
    const accountRoot = accountRootArn(partition, account.id);
    const replicationRole = names.roleArn(account.id, "replication");
    const deliveryRole = names.roleArn(account.id, "delivery");
    const costRole = names.roleArn(organization.accounts.management.id, "cost-replication");
    const administratorRole = names.deploymentRoleArn(organization.accounts.securityTooling.id);
    const facts: WriterFacts = {
      partition,
      organizationId: organization.organization.id,
      managementAccountId: organization.accounts.management.id,
      logArchiveAccountId: account.id,
      securityToolingAccountId: organization.accounts.securityTooling.id,
      homeRegion: home,
      governedRegions: governed,
      organizationTrailArn: names.trailArn,
    };
    const guards = {
      deploymentRoleArn: names.deploymentRoleArn(account.id),
      breakGlassRoleArn: names.breakGlassRoleArn(account.id),
    };
    const arn = (bucketName: string) => bucketArn(partition, bucketName);
    const trailArn = arn(names.trailBucket);
    const logsArn = arn(names.logsBucket);
    const wafArn = arn(names.wafBucket);
    const vaultArn = arn(names.vaultBucket);
    const encryptedArns = { trail: trailArn, logs: logsArn, waf: wafArn };
    const readers = readersOf(organization);

    const key = (id: string, name: string, description: string, region: string, statements: Statement[]) =>
      new CustomerManagedKey(this, id, {
        alias: `${organization.namePrefix}-${name}`,
        description,
        region,
        partition,
        accountId: account.id,
        ...guards,
        statements,
      });
    this.key = key("key", "archive", "Trail, logs and WAF buckets of the archive", home, [
      ...cloudTrailKeyStatements(facts),
      ...configKeyStatements(facts),
      ...vendedLogsKeyStatements(facts),
      ...sessionManagerKeyStatements(facts, logsArn),
      ...inventoryKeyStatements(facts),
      ...guardDutyKeyStatements(facts),
      ...macieKeyStatements(facts),
      ...inspectorKeyStatements(facts),
      ...logExportsKeyStatements(facts),
      ...costAndUsageKeyStatements(facts, logsArn, costRole),
      {
        sid: "AllowDeliveryStreamToEncrypt",
        principals: { aws: [accountRoot] },
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions: {
          ArnEquals: { "aws:PrincipalArn": deliveryRole },
          ...onlyThroughS3(home, logsArn),
        },
      },
      allowReplicationToDecrypt(replicationRole, accountRoot, home, Object.values(encryptedArns)),
      ...admissionsToKey(readers, home, encryptedArns),
    ]);
    const vaultKey = key("vault-key", "vault", "Vault bucket of the archive", vaultRegion, [
      allowReplicationToEncrypt(replicationRole, accountRoot, vaultRegion, vaultArn),
    ]);

    const objectLock: ObjectLock = organization.objectLock;
    const bucket = (
      id: string,
      kind: ArchiveBucket | "vault",
      bucketName: string,
      region: string,
      {
        readerRoleArns = [replicationRole],
        writerRoleArns = [],
        replicaRoleArns = [],
        folders,
        ...props
      }: Partial<LogBucketProps & BucketGuardians> & Pick<LogBucketProps, "writerStatements">,
    ) => {
      const admitted = admissionsToBucket(readers, kind, arn(bucketName));
      return new LogBucket(this, id, {
        bucketName,
        region,
        partition,
        lifecycleRules: lifecycleRules(
          logTypesIn(kind),
          retentionSchedule(organization),
          kind === "vault" ? "evidence" : "query",
        ),
        guardians: {
          organizationId: facts.organizationId,
          ...guards,
          readerRoleArns: [...readerRoleArns, ...admitted.roleArns],
          writerRoleArns,
          replicaRoleArns,
        },
        readerStatements: admitted.statements,
        folders: folders && { ...folders, finderRoleArns: [...folders.finderRoleArns, ...admitted.roleArns] },
        accessLogBucket: accessBuckets[region],
        ...props,
      });
    };

    const accessBuckets: Record<string, LogBucket> = {};
    for (const region of names.bucketRegions) {
      const sources = [
        ...(region === home ? [trailArn, logsArn, wafArn] : []),
        ...(region === vaultRegion ? [vaultArn] : []),
        ...(names.dataRegions.includes(region) ? [arn(names.elbBucket(region))] : []),
      ];
      const name = names.accessBucket(region);
      accessBuckets[region] = bucket(`access-${region}`, "access", name, region, {
        writerStatements: s3ServerAccessLogsBucketStatements(facts, arn(name), sources),
      });
    }

    this.trail = bucket("trail", "trail", names.trailBucket, home, {
      kmsKeyArn: this.key.arn,
      objectLock,
      writerStatements: cloudTrailBucketStatements(facts, trailArn),
    });
    this.logs = bucket("logs", "logs", names.logsBucket, home, {
      kmsKeyArn: this.key.arn,
      readerRoleArns: [replicationRole, deliveryRole],
      writerRoleArns: [deliveryRole],
      replicaRoleArns: [costRole],
      folders: {
        arns: guardDutyFolders(facts, "*").map((key) => `${logsArn}/${key}`),
        finderRoleArns: [administratorRole, replicationRole],
      },
      openKeys: [logTypes.sessions, logTypes.cloudwatchExports].map(
        ({ prefix }) => `${prefix}\${aws:PrincipalAccount}/*`,
      ),
      writerStatements: [
        ...configBucketStatements(facts, logsArn),
        ...vendedLogsBucketStatements(facts, logsArn, vendedLogTypes),
        ...resolverBucketStatements(facts, logsArn, organization.deployment.roleName),
        ...sessionManagerBucketStatements(facts, logsArn),
        ...inventoryBucketStatements(facts, logsArn),
        ...guardDutyBucketStatements(facts, logsArn, administratorRole),
        ...macieBucketStatements(facts, logsArn),
        ...inspectorBucketStatements(facts, logsArn),
        ...logExportsBucketStatements(facts, logsArn, names.role("log-export")),
        ...costAndUsageBucketStatements(facts, logsArn, costRole),
      ],
    });
    new FindingFolders(this, "guardduty-folders", {
      bucketName: this.logs.bucketName,
      bucketRegion: home,
      keys: [...new Set(names.dataRegions.flatMap((region) => guardDutyFolders(facts, region)))],
    });
    this.waf = bucket("waf", "waf", names.wafBucket, home, {
      kmsKeyArn: this.key.arn,
      writerStatements: vendedLogsBucketStatements(facts, wafArn, [logTypes.waf]),
    });
    const elbBuckets: Record<string, LogBucket> = {};
    for (const region of names.dataRegions) {
      const name = names.elbBucket(region);
      elbBuckets[region] = bucket(`elb-${region}`, "elb", name, region, {
        writerStatements: [
          ...loadBalancingBucketStatements(facts, arn(name), region),
          ...vendedLogsBucketStatements(facts, arn(name), [logTypes.nlb, logTypes.loadBalancing]),
        ],
      });
    }
    this.vault = bucket("vault", "vault", names.vaultBucket, vaultRegion, {
      kmsKeyArn: vaultKey.arn,
      objectLock,
      readerRoleArns: [],
      replicaRoleArns: [replicationRole],
      writerStatements: [],
    });

    const regional = (kind: string, buckets: Record<string, LogBucket>) =>
      Object.entries(buckets).map(([region, each]) => [`${kind}-${region}`, { bucket: each, region }] as const);
    new Replication(this, "replication", {
      roleName: names.role("replication"),
      sources: {
        trail: { bucket: this.trail, region: home, kmsKeyArn: this.key.arn },
        logs: { bucket: this.logs, region: home, kmsKeyArn: this.key.arn },
        waf: { bucket: this.waf, region: home, kmsKeyArn: this.key.arn },
        ...Object.fromEntries([...regional("elb", elbBuckets), ...regional("access", accessBuckets)]),
      },
      destination: { bucket: this.vault, region: vaultRegion, kmsKeyArn: vaultKey.arn },
    });
    const controlled: Record<string, Record<string, ArchivedBucket>> = {};
    const control = (region: string, kind: string, bucketName: string, properties: Partial<ArchivedBucket>) => {
      (controlled[region] ??= {})[kind] = {
        bucketName,
        replicated: true,
        accessLogBucketName: names.accessBucket(region),
        ...properties,
      };
    };
    control(home, "trail", names.trailBucket, { kmsKeyArn: this.key.arn, objectLock });
    control(home, "logs", names.logsBucket, { kmsKeyArn: this.key.arn });
    control(home, "waf", names.wafBucket, { kmsKeyArn: this.key.arn });
    control(vaultRegion, "vault", names.vaultBucket, { kmsKeyArn: vaultKey.arn, objectLock, replicated: false });
    for (const region of names.dataRegions) control(region, "elb", names.elbBucket(region), {});
    for (const region of names.bucketRegions) {
      control(region, "access", names.accessBucket(region), { accessLogBucketName: undefined });
    }
    this.controlled = controlled;
    this.elbBucketNames = Object.fromEntries(
      Object.entries(elbBuckets)
        .filter(([region]) => governed.includes(region))
        .map(([region, { bucketName }]) => [region, bucketName]),
    );
  }
}
