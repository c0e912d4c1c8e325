import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { Construct } from "constructs";

export interface LogStreamProps {
  readonly streamName: string;
  readonly region: string;
  readonly kmsKeyArn: string;
  /** 24 to 8760. The stream is the pipeline's only replay buffer. */
  readonly retentionHours: number;
}

/**
 * An encrypted Kinesis data stream that scales by itself and holds log events for replay and further consumers.
 *
 * This resource is stateful.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions-Kinesis-Account.html
 */
export class LogStream extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LogStreamProps) {
    super(scope, id);
    const stream = new KinesisStream(this, "Default", {
      region: props.region,
      name: props.streamName,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      encryptionType: "KMS",
      kmsKeyId: props.kmsKeyArn,
      retentionPeriod: props.retentionHours,
      lifecycle: { preventDestroy: true },
    });
    this.arn = stream.arn;
  }
}
