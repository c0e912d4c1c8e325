import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { ConfigRetentionConfiguration } from "@cdktf/provider-aws/lib/config-retention-configuration";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";

export interface ConfigRecorderProps {
  readonly regions: readonly string[];
  /** The only Region that records global resources such as IAM roles, so that each is recorded once. */
  readonly homeRegion: string;
  /** ARN of AWS Config's service-linked role, the one Security Hub's Config.1 asks for. */
  readonly roleArn: string;
  readonly recordingFrequency: "CONTINUOUS" | "DAILY";
  readonly archiveBucketName: string;
  /** Key of the bucket. Without it AWS Config asks for SSE-S3, whatever the bucket's default says. */
  readonly archiveKmsKeyArn: string;
  /** Days AWS Config itself keeps configuration items; it accepts 30 to 2557. */
  readonly retentionDays: number;
}

/** What AWS Config accepts as retention of its own history. */
const longestRetentionDays = 2557;

/**
 * Every supported resource type is recorded in every given Region, and its history and a daily snapshot are delivered to
 * the archive.
 *
 * An account has one recorder and one channel per Region. Both are named `default`, as the console names them, so that an
 * existing pair is taken over. The channel needs the recorder, and the recorder records only once it is started.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 */
export class ConfigRecorder extends Construct {
  /** Region -> what must exist before a rule can be evaluated. */
  readonly recording: Readonly<Record<string, readonly ITerraformDependable[]>>;

  constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id);
    const recording: Record<string, readonly ITerraformDependable[]> = {};
    for (const region of props.regions) {
      const recorder = new ConfigConfigurationRecorder(this, `recorder-${region}`, {
        region,
        name: "default",
        roleArn: props.roleArn,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: region === props.homeRegion },
        recordingMode: { recordingFrequency: props.recordingFrequency },
      });
      const channel = new ConfigDeliveryChannel(this, `channel-${region}`, {
        region,
        name: "default",
        s3BucketName: props.archiveBucketName,
        s3KeyPrefix: logTypes.config.prefix.replace("/", ""),
        s3KmsKeyArn: props.archiveKmsKeyArn,
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
        dependsOn: [recorder],
      });
      const running = new ConfigConfigurationRecorderStatus(this, `status-${region}`, {
        region,
        name: recorder.name,
        isEnabled: true,
        dependsOn: [channel],
      });
      recording[region] = [running];
      new ConfigRetentionConfiguration(this, `retention-${region}`, {
        region,
        retentionPeriodInDays: Math.min(props.retentionDays, longestRetentionDays),
        dependsOn: [recorder],
      });
    }
    this.recording = recording;
  }
}
