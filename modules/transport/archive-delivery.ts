import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { onlyThroughS3 } from "../policy/arn";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";
import { Statement } from "../policy/statement";

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

const deliveryTrust = ({ accountId }: ArchiveDeliveryProps): Statement => ({
  sid: "AllowDeliveryOfThisAccount",
  principals: { services: ["firehose.amazonaws.com"] },
  actions: ["sts:AssumeRole"],
  conditions: { StringEquals: { "aws:SourceAccount": accountId } },
});

const archiveStatements = ({ region, bucketArn, bucketKmsKeyArn }: ArchiveDeliveryProps): Statement[] => [
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
    resources: [bucketKmsKeyArn],
    conditions: onlyThroughS3(region, bucketArn),
  },
];

const errorStatement = ({ partition, region, accountId, errorLogGroupName }: ArchiveDeliveryProps): Statement => ({
  sid: "ReportErrors",
  actions: ["logs:PutLogEvents"],
  resources: [`arn:${partition}:logs:${region}:${accountId}:log-group:${errorLogGroupName}:log-stream:*`],
});

const streamStatements = ({ region, transportKmsKeyArn }: ArchiveDeliveryProps, streamArn: string): Statement[] => [
  {
    sid: "ReadStream",
    actions: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
    resources: [streamArn],
  },
  {
    sid: "DecryptStream",
    actions: ["kms:Decrypt"],
    resources: [transportKmsKeyArn],
    conditions: { StringEquals: { "kms:ViaService": `kinesis.${region}.amazonaws.com` } },
  },
];

const hour = "!{timestamp:yyyy/MM/dd/HH}/";

/** How objects are named, and when and in what form they are written. */
const objects = {
  prefix: `${logTypes.cloudwatch.prefix}${hour}`,
  errorOutputPrefix: `${logTypes.cloudwatchErrors.prefix}!{firehose:error-output-type}/${hour}`,
  bufferingSize: 128,
  bufferingInterval: 900,
  compressionFormat: "GZIP",
  fileExtension: ".json.gz",
  processingConfiguration: {
    enabled: true,
    processors: [
      { type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] },
      { type: "AppendDelimiterToRecord" },
    ],
  },
};

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
  /** Where it says what it could not deliver; must never be subscribed. */
  readonly errorLogGroupName: string;

  constructor(scope: Construct, id: string, props: ArchiveDeliveryProps) {
    super(scope, id);
    const { region, bucketArn, sourceStreamArn } = props;
    const errorStream = this.errorStream(props);
    const { role, rolePolicy } = this.role(props);
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
        ...objects,
        cloudwatchLoggingOptions: { enabled: true, ...errorStream },
      },
      dependsOn: [rolePolicy],
    });
    this.arn = delivery.arn;
    this.errorLogGroupName = errorStream.logGroupName;
  }

  /** Where Firehose says what it could not deliver. */
  private errorStream({ region, ...props }: ArchiveDeliveryProps) {
    const { name: logGroupName } = new CloudwatchLogGroup(this, "errors", {
      region,
      name: props.errorLogGroupName,
      kmsKeyId: props.transportKmsKeyArn,
      retentionInDays: props.errorRetentionDays,
      lifecycle: { preventDestroy: true },
    });
    const { name: logStreamName } = new CloudwatchLogStream(this, "error-stream", {
      region,
      name: "delivery",
      logGroupName,
    });
    return { logGroupName, logStreamName };
  }

  private role(props: ArchiveDeliveryProps) {
    const trust = new PolicyDocument(this, "trust", "trustPolicy", [deliveryTrust(props)]);
    const role = new IamRole(this, "role", { name: props.roleName, assumeRolePolicy: trust.json });
    const permissions = new PolicyDocument(this, "permissions", "rolePolicy", [
      ...archiveStatements(props),
      errorStatement(props),
      ...(props.sourceStreamArn ? streamStatements(props, props.sourceStreamArn) : []),
    ]);
    const rolePolicy = new IamRolePolicy(this, "role-policy", {
      name: "deliver-to-archive",
      role: role.name,
      policy: permissions.json,
    });
    return { role, rolePolicy };
  }
}
