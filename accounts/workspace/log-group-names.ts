import { LogGroupRetentionDays } from "../../modules/sources/log-group-retention-days";

/** Log groups with a copy of what the archive has. */
export type LocalCopy = "vpc-flow-logs" | "transit-gateway-flow-logs";

/** Log groups that exist in every account. */
export type LogGroupPurpose =
  | LocalCopy
  | "public-zone-queries"
  | "directories"
  | "system"
  | "security"
  | "application"
  | "sessions"
  | "syslog"
  | "reports"
  | "canary";

export interface LogGroupName {
  readonly name: string;
  /** Regions that have one of this name. */
  readonly regions: readonly string[];
  /** Days its events are kept. @default - as those of every log group */
  readonly retentionDays?: LogGroupRetentionDays;
}

/** What an account's sources write to, in every Region that holds logs, or in the edge Region. */
export function logGroupNames(
  namePrefix: string,
  dataRegions: readonly string[],
  edgeRegion: string | undefined,
  localCopyDays: Readonly<Record<LocalCopy, LogGroupRetentionDays>>,
): Readonly<Record<LogGroupPurpose, LogGroupName>> {
  const everywhere = (name: string) => ({ name, regions: dataRegions });
  const localCopy = (purpose: LocalCopy) => ({
    ...everywhere(`/${namePrefix}/${purpose}`),
    retentionDays: localCopyDays[purpose],
  });
  return {
    "vpc-flow-logs": localCopy("vpc-flow-logs"),
    "transit-gateway-flow-logs": localCopy("transit-gateway-flow-logs"),
    // AWS's own prefixes: consoles and policies of these two services look for them.
    "public-zone-queries": { name: `/aws/route53/${namePrefix}`, regions: edgeRegion ? [edgeRegion] : [] },
    directories: everywhere(`/aws/directoryservice/${namePrefix}`),
    system: everywhere(`/${namePrefix}/operating-system/system`),
    security: everywhere(`/${namePrefix}/operating-system/security`),
    application: everywhere(`/${namePrefix}/operating-system/application`),
    sessions: everywhere(`/${namePrefix}/sessions`),
    syslog: everywhere(`/${namePrefix}/syslog`),
    reports: everywhere(`/${namePrefix}/reports`),
    // Where the edge Region is not governed, what is forwarded from it needs a canary all the same.
    canary: {
      name: `/${namePrefix}/canary`,
      regions: [...new Set([...dataRegions, ...(edgeRegion ? [edgeRegion] : [])])],
    },
  };
}
