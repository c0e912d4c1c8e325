import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { Construct } from "constructs";
import { onlyThroughS3 } from "../policy/arn";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";
import { LogBucket } from "./log-bucket";

/** The one rule of every source, which names its metrics. */
export const replicationRuleId = "vault";

/** Where replicas are kept. */
export interface ReplicationDestination {
  readonly bucket: LogBucket;
  readonly kmsKeyArn: string;
}

export interface ReplicationSource {
  readonly bucket: LogBucket;
  readonly region: string;
  /** How the keys begin of what is copied; nothing for everything. */
  readonly prefix: string;
  /** Key the objects are encrypted with. @default - SSE-S3 */
  readonly kmsKeyArn?: string;
  readonly destination: ReplicationDestination;
}

export interface ReplicationProps {
  readonly roleName: string;
  /** Source buckets by a stable name, which becomes part of a Terraform address. */
  readonly sources: Readonly<Record<string, ReplicationSource>>;
  /** ARNs of the source buckets as the role's policy names them: `*` may stand for a Region, of which there may be many. */
  readonly sourceArns: readonly string[];
}

/** Lets the replication role use the key of a source bucket, through S3 and for that bucket only. */
export const allowReplicationToDecrypt = (
  roleArn: string,
  accountRoot: string,
  region: string,
  bucketArns: readonly string[],
): Statement => ({
  sid: "AllowReplicationToDecrypt",
  principals: { aws: [accountRoot] },
  actions: ["kms:Decrypt"],
  resources: ["*"],
  conditions: {
    ArnEquals: { "aws:PrincipalArn": roleArn },
    ...onlyThroughS3(region, ...bucketArns),
  },
});

/** Lets the replication role encrypt replicas, through S3 and for the destination bucket only. */
export const allowReplicationToEncrypt = (
  roleArn: string,
  accountRoot: string,
  region: string,
  bucketArn: string,
): Statement => ({
  sid: "AllowReplicationToEncrypt",
  principals: { aws: [accountRoot] },
  actions: ["kms:Encrypt", "kms:GenerateDataKey"],
  resources: ["*"],
  conditions: {
    ArnEquals: { "aws:PrincipalArn": roleArn },
    ...onlyThroughS3(region, bucketArn),
  },
});

/**
 * No condition: S3's documentation shows none, and were a key missing, replication would stop in silence. A role can only be
 * passed to a service within its own account, so nobody else's bucket can use it.
 */
const replicationTrust: Statement = {
  sid: "AllowReplicationOfArchive",
  principals: { services: ["s3.amazonaws.com"] },
  actions: ["sts:AssumeRole"],
};

/**
 * Every object of a source is copied to its destination, most of them within minutes, encrypted with the destination's key
 * and locked there: with the lock of its source where that has one, else by the destination's default. Deletions are never
 * copied. Replicas are not replicated on: this is one hop.
 *
 * The keys grant the role their use themselves (see the two statements above). How far behind a rule is and what it failed
 * to copy are metrics, at the price of custom ones. Replication time control is charged by volume, and left out.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export class Replication extends Construct {
  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    const { sourceArns } = props;
    const sources = Object.entries(props.sources);
    const destinations = [...new Set(sources.map(([, { destination }]) => destination))];

    const trust = new PolicyDocument(this, "trust", "trustPolicy", [replicationTrust]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });

    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", [
      {
        sid: "ReadReplicationOfSources",
        actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        resources: sourceArns,
      },
      {
        sid: "ReadSourceVersions",
        actions: [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ],
        resources: sourceArns.map((arn) => `${arn}/*`),
      },
      {
        // No page says whether a replica that comes with its source's lock is locked under this role.
        sid: "WriteReplicas",
        actions: ["s3:PutObjectRetention", "s3:ReplicateObject", "s3:ReplicateTags"],
        resources: destinations.map(({ bucket }) => `${bucket.bucketArn}/*`),
      },
      {
        sid: "DecryptSources",
        actions: ["kms:Decrypt"],
        resources: [...new Set(sources.flatMap(([, { kmsKeyArn }]) => kmsKeyArn ?? []))],
      },
      {
        sid: "EncryptReplicas",
        actions: ["kms:Encrypt", "kms:GenerateDataKey"],
        resources: destinations.map(({ kmsKeyArn }) => kmsKeyArn),
      },
    ]);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "replicate-to-vault",
      role: role.name,
      policy: permissions.json,
    });

    for (const [name, { bucket, region, prefix, destination }] of sources) {
      new S3BucketReplicationConfigurationA(this, name, {
        region,
        bucket: bucket.bucketName,
        role: role.arn,
        rule: [
          {
            id: replicationRuleId,
            status: "Enabled",
            priority: 0,
            filter: { prefix },
            deleteMarkerReplication: { status: "Disabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
              bucket: destination.bucket.bucketArn,
              encryptionConfiguration: { replicaKmsKeyId: destination.kmsKeyArn },
              metrics: { status: "Enabled" },
            },
          },
        ],
        dependsOn: [...bucket.replicable, ...destination.bucket.replicable, rolePolicy],
      });
    }
  }
}
