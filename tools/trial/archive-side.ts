import { CloudwatchLogDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-destination";
import { CloudwatchLogDestinationPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-destination-policy";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { LogType, logTypes } from "../../modules/archive/log-types";
import { resolverBucketStatements } from "../../modules/archive/writers/resolver";
import { vendedLogsBucketStatements, vendedLogsKeyStatements } from "../../modules/archive/writers/vended-logs";
import { PolicyDocument } from "../../modules/policy/policy-document";
import { ServiceRole } from "../../modules/policy/service-role";
import { Statement } from "../../modules/policy/statement";
import { DeliveryDestination } from "../../modules/transport/delivery-destination";
import { LogDestination } from "../../modules/transport/log-destination";
import { TrialFacts, trialName, trialNames, writerFacts } from "./facts";
import { TrialWorkspace } from "./workspace";

const ofTrial = (prefix: string): LogType => ({ prefix, bucket: "logs", retention: "network" });

/** Log type of what an event bus delivers. */
const busLogs = ofTrial("bus/");

/** The account that logs go to: the archive's own statements, destinations and pipeline, as small as can be. */
export class ArchiveSide extends TrialWorkspace {
  private readonly trial: ReturnType<typeof trialNames>;

  constructor(
    scope: Construct,
    private readonly facts: TrialFacts,
  ) {
    super(scope, "archive", facts);
    this.trial = trialNames(facts);
    const { accounts, deploymentRoleName, organizationId, partition, region } = facts;
    const writers = writerFacts(facts);
    const vended = (bucketArn: string, ...types: LogType[]) => vendedLogsBucketStatements(writers, bucketArn, types);

    this.bucket("keyed", this.trial.keyedBucket, (arn) => vended(arn, logTypes.vpcflow), this.key());
    const plain = this.bucket("plain", this.trial.plainBucket, (arn) => [
      ...vended(arn, logTypes.vpcflow, busLogs, ...Object.values(this.trial.queryLogs).map(ofTrial)),
      ...resolverBucketStatements(writers, arn, deploymentRoleName),
    ]);
    this.bucket("web-acl", this.trial.webAclBucket, (arn) => vended(arn, logTypes.waf));

    const stream = new KinesisStream(this, "stream", { region, name: this.trial.stream, shardCount: 1 });
    new LogDestination(this, "destination", {
      destinationName: this.trial.destination,
      roleName: `${trialName}-destination`,
      partition,
      regions: [region],
      organizationId,
      accountId: accounts.archive,
      targetArn: stream.arn,
      targetPermissions: [this.putRecords(stream)],
    });
    this.strictDestination(stream);
    this.pipeline(stream, plain);
    new DeliveryDestination(this, "delivery-destination", {
      destinationName: trialName,
      region,
      partition,
      organizationId,
      accountId: accounts.archive,
      bucketName: plain.bucket,
      logType: busLogs,
    });
  }

  /** Key of a bucket, which log delivery may use where it names the organization. */
  private key(): KmsKey {
    const { partition, accounts, region } = this.facts;
    const policy = new PolicyDocument(this, "key-policy", "keyPolicy", [
      {
        sid: "AllowAccount",
        principals: { aws: [`arn:${partition}:iam::${accounts.archive}:root`] },
        actions: ["kms:*"],
        resources: ["*"],
      },
      ...vendedLogsKeyStatements(writerFacts(this.facts)),
    ]);
    return new KmsKey(this, "key", {
      region,
      description: `Key of a bucket of the ${trialName}`,
      deletionWindowInDays: 7,
      policy: policy.json,
    });
  }

  private bucket(id: string, bucket: string, statements: (arn: string) => Statement[], key?: KmsKey): S3Bucket {
    const { region } = this.facts;
    const made = new S3Bucket(this, id, { region, bucket, forceDestroy: true });
    if (key) {
      new S3BucketServerSideEncryptionConfigurationA(this, `${id}-encryption`, {
        region,
        bucket: made.bucket,
        rule: [
          {
            bucketKeyEnabled: true,
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          },
        ],
      });
    }
    const policy = new PolicyDocument(this, `${id}-policy`, "bucketPolicy", statements(made.arn));
    new S3BucketPolicy(this, `${id}-access`, { region, bucket: made.bucket, policy: policy.json });
    return made;
  }

  private putRecords({ arn }: KinesisStream): Statement {
    return { sid: "PutRecords", actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [arn] };
  }

  /** A destination whose role can be taken only by a call that names the organization and the account. */
  private strictDestination(stream: KinesisStream): void {
    const { accounts, organizationId, region } = this.facts;
    const { strictDestination: name, strictDestinationArn } = this.trial;
    const role = new ServiceRole(this, "strict-role", {
      roleName: name,
      trust: [
        {
          sid: "AllowLogsThatNameOrganizationAndAccount",
          principals: { services: ["logs.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: {
            StringEquals: { "aws:SourceOrgID": organizationId, "aws:SourceAccount": Object.values(accounts) },
          },
        },
      ],
      policyName: "forward-log-events",
      permissions: [this.putRecords(stream)],
    });
    const destination = new CloudwatchLogDestination(this, "strict-destination", {
      region,
      name,
      roleArn: role.arn,
      targetArn: stream.arn,
      dependsOn: [role.policy],
    });
    const access = new PolicyDocument(this, "strict-access", "destinationPolicy", [
      {
        sid: "AllowSubscriptionsOfOrganization",
        principals: "*",
        actions: ["logs:PutSubscriptionFilter"],
        resources: [strictDestinationArn],
        conditions: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
      },
    ]);
    new CloudwatchLogDestinationPolicy(this, "strict-destination-policy", {
      region,
      destinationName: destination.name,
      accessPolicy: access.json,
    });
  }

  /** What reaches the stream is written to the bucket a minute later, decompressed as in the archive. */
  private pipeline(stream: KinesisStream, bucket: S3Bucket): void {
    const { accounts, region } = this.facts;
    const { arn: roleArn, policy } = new ServiceRole(this, "pipeline-role", {
      roleName: `${trialName}-delivery`,
      trust: [
        {
          sid: "AllowDeliveryOfThisAccount",
          principals: { services: ["firehose.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: { StringEquals: { "aws:SourceAccount": accounts.archive } },
        },
      ],
      policyName: "deliver",
      permissions: [
        {
          sid: "ReadStream",
          actions: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
          resources: [stream.arn],
        },
        {
          sid: "WriteObjects",
          actions: ["s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:ListBucket", "s3:PutObject"],
          resources: [bucket.arn, `${bucket.arn}/*`],
        },
      ],
    });
    new KinesisFirehoseDeliveryStream(this, "pipeline", {
      region,
      name: trialName,
      destination: "extended_s3",
      kinesisSourceConfiguration: { kinesisStreamArn: stream.arn, roleArn },
      extendedS3Configuration: {
        roleArn,
        bucketArn: bucket.arn,
        prefix: logTypes.cloudwatch.prefix,
        errorOutputPrefix: logTypes.cloudwatchErrors.prefix,
        bufferingSize: 1,
        bufferingInterval: 60,
        compressionFormat: "UNCOMPRESSED",
        processingConfiguration: {
          enabled: true,
          processors: [
            { type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] },
          ],
        },
      },
      dependsOn: [policy],
    });
  }
}
