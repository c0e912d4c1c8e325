import { Statement } from "../policy/statement";
import { deletion, locking, reading, reconfiguration } from "../policy/log-bucket-actions";
import { allBut } from "./exemption";

export interface ArchiveRailProps {
  /** Roles that may configure the archive: deployment and break-glass, in this account. */
  readonly configuratorArns: readonly string[];
  readonly breakGlassRoleArn: string;
  /** The role that writes replicas, and locks them as their sources are. */
  readonly replicationRoleArn: string;
  /** Roles that read what passes through: replication and delivery. */
  readonly carrierArns: readonly string[];
  /** The role under which log events are put into the pipeline. */
  readonly senderArns: readonly string[];
  /** Empty objects that a writer expects to find, which the deployment role makes; the bucket's policy guards them. */
  readonly folderArns: readonly string[];
}

/**
 * Nobody of the Log Archive account reads, forges, destroys or loosens what it keeps, even were a bucket's own policy
 * gone. The second lock behind the policies of the buckets and keys, held by the management account.
 * @see https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/log-archive.html
 */
export function archiveRail(props: ArchiveRailProps): Statement[] {
  const { configuratorArns, breakGlassRoleArn, replicationRoleArn, carrierArns, senderArns, folderArns } = props;
  return [
    {
      sid: "DenyDestroyingEvidence",
      effect: "Deny",
      actions: deletion,
      notResources: folderArns,
      conditions: allBut(breakGlassRoleArn),
    },
    {
      sid: "DenyChangingLocks",
      effect: "Deny",
      actions: locking,
      resources: ["*"],
      conditions: allBut(breakGlassRoleArn, replicationRoleArn),
    },
    {
      sid: "DenyReconfiguringArchive",
      effect: "Deny",
      actions: [
        ...reconfiguration,
        "firehose:DeleteDeliveryStream",
        "firehose:StartDeliveryStreamEncryption",
        "firehose:StopDeliveryStreamEncryption",
        "firehose:UpdateDestination",
        "kinesis:AssociateStreamsWithChannel",
        "kinesis:CreateChannel",
        "kinesis:DecreaseStreamRetentionPeriod",
        "kinesis:Delete*",
        "kinesis:DeregisterStreamConsumer",
        "kinesis:InjectApiError",
        "kinesis:MergeShards",
        "kinesis:PutResourcePolicy",
        "kinesis:RegisterStreamConsumer",
        "kinesis:SplitShard",
        "kinesis:StartStreamEncryption",
        "kinesis:StopStreamEncryption",
        "kinesis:Update*",
      ],
      resources: ["*"],
      conditions: allBut(...configuratorArns),
    },
    {
      sid: "DenyReadingLogs",
      effect: "Deny",
      actions: [...reading, "kinesis:GetRecords", "kinesis:SubscribeToShard"],
      notResources: folderArns,
      conditions: allBut(breakGlassRoleArn, ...carrierArns),
    },
    {
      sid: "DenyForgingLogs",
      effect: "Deny",
      actions: ["firehose:PutRecord*", "kinesis:PutRecord*"],
      resources: ["*"],
      conditions: allBut(...senderArns),
    },
  ];
}
