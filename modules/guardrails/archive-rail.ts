import { Statement } from "../policy/statement";
import { actionsDeniedBy } from "../tampering/tampering";
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
      actions: actionsDeniedBy("DenyDestroyingEvidence"),
      notResources: folderArns,
      conditions: allBut(breakGlassRoleArn),
    },
    {
      sid: "DenyChangingLocks",
      effect: "Deny",
      actions: actionsDeniedBy("DenyChangingLocks"),
      resources: ["*"],
      conditions: allBut(breakGlassRoleArn, replicationRoleArn),
    },
    {
      sid: "DenyReconfiguringArchive",
      effect: "Deny",
      actions: actionsDeniedBy("DenyReconfiguringArchive"),
      resources: ["*"],
      conditions: allBut(...configuratorArns),
    },
    {
      sid: "DenyReadingLogs",
      effect: "Deny",
      actions: actionsDeniedBy("DenyReadingLogs"),
      notResources: folderArns,
      conditions: allBut(breakGlassRoleArn, ...carrierArns),
    },
    {
      sid: "DenyForgingLogs",
      effect: "Deny",
      actions: actionsDeniedBy("DenyForgingLogs"),
      resources: ["*"],
      conditions: allBut(...senderArns),
    },
  ];
}
