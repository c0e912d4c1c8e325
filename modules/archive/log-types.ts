/** How long a kind of log must be kept, decided by the retention profile. */
export type RetentionClass = "audit" | "network" | "application";

/** The bucket a log type is delivered to; a vault holds the replicas. */
export type ArchiveBucket = "trail" | "logs" | "waf" | "elb" | "access";

export interface LogType {
  /** Top-level prefix in the archive, ending in `/`; AWS's native key follows it unchanged. */
  readonly prefix: string;
  readonly bucket: ArchiveBucket;
  readonly retention: RetentionClass;
  /** Whether empty objects mark its folders, and have to outlast its logs. @default false */
  readonly folders?: boolean;
}

/**
 * Every log type of the archive. Each has a top-level prefix of its own, because lifecycle rules, S3 metrics, event
 * notifications and access can select by prefix only, and AWS's native keys put the account before the type.
 */
export const logTypes = {
  cloudtrail: { prefix: "cloudtrail/", bucket: "trail", retention: "audit" },
  config: { prefix: "config/", bucket: "logs", retention: "audit" },
  guardduty: { prefix: "guardduty/", bucket: "logs", retention: "audit", folders: true },
  macie: { prefix: "macie/", bucket: "logs", retention: "audit" },
  inspector: { prefix: "inspector/", bucket: "logs", retention: "audit" },
  sessions: { prefix: "sessions/", bucket: "logs", retention: "audit" },
  inventory: { prefix: "inventory/", bucket: "logs", retention: "application" },
  cloudwatch: { prefix: "cloudwatch/", bucket: "logs", retention: "application" },
  cloudwatchErrors: { prefix: "cloudwatch-errors/", bucket: "logs", retention: "application" },
  cloudwatchExports: { prefix: "cloudwatch-exports/", bucket: "logs", retention: "application" },
  cost: { prefix: "cost/", bucket: "logs", retention: "application" },
  vpcflow: { prefix: "vpcflow/", bucket: "logs", retention: "network" },
  tgwflow: { prefix: "tgwflow/", bucket: "logs", retention: "network" },
  dns: { prefix: "dns/", bucket: "logs", retention: "network" },
  networkFirewall: { prefix: "network-firewall/", bucket: "logs", retention: "network" },
  loadBalancing: { prefix: "load-balancing/", bucket: "elb", retention: "network" },
  cloudfront: { prefix: "cloudfront/", bucket: "logs", retention: "network" },
  waf: { prefix: "waf/", bucket: "waf", retention: "network" },
  alb: { prefix: "alb/", bucket: "elb", retention: "network" },
  albConnections: { prefix: "alb-connections/", bucket: "elb", retention: "network" },
  albHealthChecks: { prefix: "alb-health-checks/", bucket: "elb", retention: "network" },
  clb: { prefix: "clb/", bucket: "elb", retention: "network" },
  nlb: { prefix: "nlb/", bucket: "elb", retention: "network" },
  s3access: { prefix: "s3-access/", bucket: "access", retention: "audit" },
  vaultAccess: { prefix: "vault-access/", bucket: "access", retention: "audit" },
} as const satisfies Record<string, LogType>;

export type LogTypeName = keyof typeof logTypes;

/** The log types of one bucket, or of all buckets for a vault. */
export const logTypesIn = (bucket: ArchiveBucket | "vault"): readonly LogType[] =>
  Object.values<LogType>(logTypes).filter((type) => bucket === "vault" || type.bucket === bucket);
