import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { onlyThroughS3 } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/statement";

export interface ArchiveDeliveryProps {
  readonly deliveryStreamName: string;
  readonly roleName: string;
  /** Name of the log group for delivery errors. It must never be subscribed, or the pipeline feeds itself. */
  readonly errorLogGroupName: string;
  readonly region: string;
  readonly partition: Partition;
  readonly accountId: string;
  readonly bucketArn: string;
  /** Key of the bucket. */
  readonly bucketKmsKeyArn: string;
  /** Key of the stream, of records at rest in the delivery stream, and of the error log group. */
  readonly transportKmsKeyArn: string;
  /** Kinesis data stream to read from. @default - CloudWatch Logs puts records directly */
  readonly sourceStreamArn?: string;
  /** Days the error log group keeps its events. */
  readonly errorRetentionDays: number;
}

/**
 * A Firehose stream that writes what CloudWatch Logs forwards as compressed, newline-delimited envelopes under
 * `cloudwatch/YYYY/MM/DD/HH/`, and what it cannot process under a prefix of its own.
 *
 * Firehose decompresses but never extracts messages, which would drop the account and the log group of an event. Server
 * side encryption belongs to the stream itself only where no Kinesis stream is the source.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/writing-with-cloudwatch-logs-decompression.html
 */
export class ArchiveDelivery extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ArchiveDeliveryProps) {
    super(scope, id);
    const { region, partition, bucketArn, sourceStreamArn } = props;

    const errors = new CloudwatchLogGroup(this, "errors", {
      region,
      name: props.errorLogGroupName,
      kmsKeyId: props.transportKmsKeyArn,
      retentionInDays: props.errorRetentionDays,
      lifecycle: { preventDestroy: true },
    });
    const errorStream = new CloudwatchLogStream(this, "error-stream", {
      region,
      name: "delivery",
      logGroupName: errors.name,
    });

    const trust = new PolicyDocument(this, "trust", [
      {
        sid: "AllowDeliveryOfThisAccount",
        principals: { services: ["firehose.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
        conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
      },
    ]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", [
      {
        sid: "FindBucket",
        actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
        resources: [bucketArn],
      },
      {
        sid: "WriteObjects",
        actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
        resources: [logTypes.cloudwatch, logTypes.cloudwatchErrors].map(({ prefix }) => `${bucketArn}/${prefix}*`),
      },
      {
        sid: "EncryptObjects",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [props.bucketKmsKeyArn],
        conditions: onlyThroughS3(region, bucketArn),
      },
      {
        sid: "ReportErrors",
        actions: ["logs:PutLogEvents"],
        resources: [
          `arn:${partition}:logs:${region}:${props.accountId}:log-group:${props.errorLogGroupName}:log-stream:*`,
        ],
      },
      ...(sourceStreamArn
        ? [
            {
              sid: "ReadStream",
              actions: [
                "kinesis:DescribeStream",
                "kinesis:GetRecords",
                "kinesis:GetShardIterator",
                "kinesis:ListShards",
              ],
              resources: [sourceStreamArn],
            },
            {
              sid: "DecryptStream",
              actions: ["kms:Decrypt"],
              resources: [props.transportKmsKeyArn],
              conditions: { StringEquals: { "kms:ViaService": `kinesis.${region}.amazonaws.com` } },
            },
          ]
        : []),
    ]);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "deliver-to-archive",
      role: role.name,
      policy: permissions.json,
    });

    const hour = "!{timestamp:yyyy/MM/dd/HH}/";
    const delivery = new KinesisFirehoseDeliveryStream(this, "Default", {
      region,
      name: props.deliveryStreamName,
      destination: "extended_s3",
      ...(sourceStreamArn
        ? { kinesisSourceConfiguration: { kinesisStreamArn: sourceStreamArn, roleArn: role.arn } }
        : {
            serverSideEncryption: {
              enabled: true,
              keyType: "CUSTOMER_MANAGED_CMK",
              keyArn: props.transportKmsKeyArn,
            },
          }),
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn,
        kmsKeyArn: props.bucketKmsKeyArn,
        prefix: `${logTypes.cloudwatch.prefix}${hour}`,
        errorOutputPrefix: `${logTypes.cloudwatchErrors.prefix}!{firehose:error-output-type}/${hour}`,
        bufferingSize: 128,
        bufferingInterval: 900,
        compressionFormat: "GZIP",
        fileExtension: ".json.gz",
        cloudwatchLoggingOptions: { enabled: true, logGroupName: errors.name, logStreamName: errorStream.name },
        processingConfiguration: {
          enabled: true,
          processors: [
            { type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] },
            { type: "AppendDelimiterToRecord" },
          ],
        },
      },
      dependsOn: [rolePolicy],
    });
    this.arn = delivery.arn;
  }
}
