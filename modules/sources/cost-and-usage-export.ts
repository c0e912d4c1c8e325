import { BcmdataexportsExport } from "@cdktf/provider-aws/lib/bcmdataexports-export";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { LogBucket } from "../archive/log-bucket";
import { logTypes } from "../archive/log-types";
import { lifecycleRules } from "../archive/lifecycle";
import { bucketArn, roleArn } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { costAndUsageColumns, costAndUsageConfiguration, costAndUsageTable } from "./cost-and-usage-columns";

export interface CostAndUsageExportProps {
  /** Letters, digits, hyphens and underscores, 128 at most. */
  readonly exportName: string;
  /** Globally unique name of the management account's bucket, from which the archive gets its copy. */
  readonly bucketName: string;
  /** Region of that bucket. */
  readonly region: string;
  readonly partition: Partition;
  /** Management account, whose export covers every member. */
  readonly accountId: string;
  readonly organizationId: string;
  /** Role that replicates; the archive's bucket and key admit exactly this one. */
  readonly roleName: string;
  /** The role Terraform runs under in the management account. */
  readonly deploymentRoleArn: string;
  /** The one role of the management account that may delete or read. */
  readonly breakGlassRoleArn: string;
  /** Days that files stay in the management account; the archive's copy has its own retention. */
  readonly retentionDays: number;
  readonly archiveBucketName: string;
  readonly archiveAccountId: string;
  readonly archiveKmsKeyArn: string;
  /** Whether costs are exported and replicated. The bucket stays either way. */
  readonly enabled: boolean;
}

const prefix = logTypes.cost.prefix.replace("/", "");

/**
 * Hourly cost and usage of every account, down to the resource, as Parquet in the archive.
 *
 * The provider cannot name a bucket of another account, so the export lands in the management account and is replicated
 * from there, under the archive's key and ownership; deletions are not. A refresh overwrites its billing period, so that
 * a reader of the archive finds every line once, and an earlier state is an earlier version. The service has one
 * endpoint, in us-east-1, which the provider uses whatever its own Region is.
 *
 * The bucket is stateful; switching the export off leaves it.
 * @see https://docs.aws.amazon.com/cur/latest/userguide/dataexports-s3-bucket.html
 * @see https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
 */
export class CostAndUsageExport extends Construct {
  constructor(scope: Construct, id: string, props: CostAndUsageExportProps) {
    super(scope, id);
    const { partition, accountId, region, retentionDays, enabled } = props;
    if (enabled && partition !== "aws") {
      throw new Error(
        `${this.node.path}: partition ${partition} has no Data Exports, disable the cost and usage export`,
      );
    }

    const kept = { hotDays: retentionDays, totalDays: retentionDays };
    const bucket = new LogBucket(this, "bucket", {
      bucketName: props.bucketName,
      region,
      partition,
      lifecycleRules: lifecycleRules([logTypes.cost], { audit: kept, network: kept, application: kept }, "query"),
      guardians: {
        organizationId: props.organizationId,
        breakGlassRoleArn: props.breakGlassRoleArn,
        deploymentRoleArn: props.deploymentRoleArn,
        readerRoleArns: [roleArn(partition, accountId, props.roleName)],
        writerRoleArns: [],
        replicaRoleArns: [],
      },
      writerStatements: enabled ? [allowDataExports(bucketArn(partition, props.bucketName), accountId)] : [],
    });
    if (!enabled) return;

    const replication = this.replicate(bucket, props);
    new BcmdataexportsExport(this, "export", {
      export: [
        {
          name: props.exportName,
          description: "Cost and usage of the organization, by hour and resource.",
          dataQuery: [
            {
              queryStatement: `SELECT ${costAndUsageColumns.join(", ")} FROM ${costAndUsageTable}`,
              tableConfigurations: { [costAndUsageTable]: costAndUsageConfiguration(accountId) },
            },
          ],
          destinationConfigurations: [
            {
              s3Destination: [
                {
                  s3Bucket: bucket.bucketName,
                  s3Prefix: prefix,
                  s3Region: region,
                  s3OutputConfigurations: [
                    { outputType: "CUSTOM", format: "PARQUET", compression: "PARQUET", overwrite: "OVERWRITE_REPORT" },
                  ],
                },
              ],
            },
          ],
          refreshCadence: [{ frequency: "SYNCHRONOUS" }],
        },
      ],
      // AWS adds a configuration to the table now and then, and Terraform would replace the export over it.
      lifecycle: { ignoreChanges: ["export[0].data_query[0].table_configurations"] },
      // What is delivered before replication is set up would never be replicated.
      dependsOn: [replication],
    });
  }

  private replicate(bucket: LogBucket, props: CostAndUsageExportProps): S3BucketReplicationConfigurationA {
    const archiveBucketArn = bucketArn(props.partition, props.archiveBucketName);
    // No condition: S3's documentation shows none, and were a key missing, replication would stop in silence. A role
    // can only be passed to a service within its own account, so nobody else's bucket can use it.
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [
      {
        sid: "AllowReplicationOfCosts",
        principals: { services: ["s3.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", [
      {
        sid: "ReadReplicationOfCosts",
        actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        resources: [bucket.bucketArn],
      },
      {
        sid: "ReadVersionsOfCosts",
        actions: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
        resources: [`${bucket.bucketArn}/${logTypes.cost.prefix}*`],
      },
      { sid: "ReadVersioningOfArchive", actions: ["s3:GetBucketVersioning"], resources: [archiveBucketArn] },
      {
        sid: "WriteReplicasIntoArchive",
        actions: ["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateObject", "s3:ReplicateTags"],
        resources: [`${archiveBucketArn}/${logTypes.cost.prefix}*`],
      },
      {
        sid: "EncryptReplicas",
        actions: ["kms:Encrypt", "kms:GenerateDataKey"],
        resources: [props.archiveKmsKeyArn],
      },
    ]);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "replicate-to-archive",
      role: role.name,
      policy: permissions.json,
    });

    return new S3BucketReplicationConfigurationA(this, "replication", {
      region: props.region,
      bucket: bucket.bucketName,
      role: role.arn,
      rule: [
        {
          id: "archive",
          status: "Enabled",
          priority: 0,
          filter: { prefix: logTypes.cost.prefix },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: archiveBucketArn,
            account: props.archiveAccountId,
            accessControlTranslation: { owner: "Destination" },
            encryptionConfiguration: { replicaKmsKeyId: props.archiveKmsKeyArn },
          },
        },
      ],
      dependsOn: [...bucket.replicable, rolePolicy],
    });
  }
}

/**
 * Lets the account's own exports deliver. The whole bucket: on creation the service writes a test object to its root.
 * @see https://docs.aws.amazon.com/cur/latest/userguide/dataexports-s3-bucket.html
 */
const allowDataExports = (arn: string, accountId: string): Statement => ({
  sid: "AllowDataExportsToWrite",
  principals: { services: ["bcm-data-exports.amazonaws.com"] },
  actions: ["s3:PutObject"],
  resources: [`${arn}/*`],
  conditions: {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:aws:bcm-data-exports:us-east-1:${accountId}:export/*` },
  },
});
