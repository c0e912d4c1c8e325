import { anonymous } from "./simulation";

/** The example organization as AWS would see it. Written out here, so that no code under test vouches for itself. */
export const organizationId = "o-exampleorg1";
export const home = "eu-west-1";
export const vaultRegion = "eu-central-1";
export const regions = ["eu-west-1", "eu-central-1", "us-east-1"] as const;

export const accounts = {
  management: "111111111111",
  logArchive: "222222222222",
  securityTooling: "333333333333",
  payments: "444444444444",
  website: "555555555555",
} as const;

/** Another customer of AWS, with an organization of its own. */
export const stranger = { account: "999999999999", organizationId: "o-strangerorg" } as const;

const trailOfOurs = (name: string) => `arn:aws:cloudtrail:${home}:${accounts.management}:trail/${name}`;

export const trailArn = trailOfOurs("example-logs-organization");

/** Records data events, into the same bucket. */
export const dataEventTrailArn = trailOfOurs("example-logs-data-events");

/** Bucket names by what the buckets are for; `elb` and `access` are those of the home Region. */
export const bucketNames = {
  trail: "example-logs-trail-222222222222-eu-west-1",
  logs: "example-logs-logs-222222222222-eu-west-1",
  waf: "aws-waf-logs-example-logs-222222222222-eu-west-1",
  elb: "example-logs-elb-222222222222-eu-west-1",
  access: "example-logs-access-222222222222-eu-west-1",
  vault: "example-logs-vault-222222222222-eu-central-1",
  "home vault": "example-logs-vault-222222222222-eu-west-1",
  "elb eu-central-1": "example-logs-elb-222222222222-eu-central-1",
  "elb us-east-1": "example-logs-elb-222222222222-us-east-1",
  "access eu-central-1": "example-logs-access-222222222222-eu-central-1",
  "access us-east-1": "example-logs-access-222222222222-us-east-1",
  cost: "example-logs-cost-111111111111-eu-west-1",
} as const;

export type Bucket = keyof typeof bucketNames;

export const bucketOwner = (bucket: Bucket) => (bucket === "cost" ? accounts.management : accounts.logArchive);

/** One of each kind in the archive: where Regions repeat a bucket, the home Region's stands for them. */
export const bucketKinds = [
  "trail",
  "logs",
  "waf",
  "elb",
  "access",
  "vault",
  "home vault",
] as const satisfies readonly Bucket[];

/** Buckets whose objects are encrypted with a customer managed key. */
export const encryptedBuckets: readonly Bucket[] = ["trail", "logs", "waf", "vault", "home vault"];

export const bucketArn = (bucket: Bucket) => `arn:aws:s3:::${bucketNames[bucket]}`;

export const object = (bucket: Bucket, key: string) => `${bucketArn(bucket)}/${key}`;

/** Keys by the last part of their alias, and the account that has each; `logs` is that of a workload's log groups. */
const keyOwners = {
  archive: accounts.logArchive,
  vault: accounts.logArchive,
  "home-vault": accounts.logArchive,
  transport: accounts.logArchive,
  "trail-logs": accounts.management,
  alerts: accounts.securityTooling,
  logs: accounts.payments,
} as const;

export type Key = keyof typeof keyOwners;

export const keys = Object.keys(keyOwners) as Key[];

export const keyOwner = (key: Key) => keyOwners[key];

export const keyRegion = (key: Key) => (key === "vault" ? vaultRegion : home);

/** In the place of the random id that AWS gives a key stands its alias. */
export const keyArn = (key: Key) => `arn:aws:kms:${keyRegion(key)}:${keyOwner(key)}:key/example-logs-${key}`;

/** Roles the workspaces make, and the account that has each; where every account has one, a workload's stands for all. */
export const serviceRoles = {
  replication: accounts.logArchive,
  delivery: accounts.logArchive,
  destination: accounts.logArchive,
  subscription: accounts.logArchive,
  "trail-log-group": accounts.management,
  "cost-replication": accounts.management,
  "config-aggregator": accounts.securityTooling,
  "vpc-flow-logs": accounts.payments,
  "transit-gateway-flow-logs": accounts.payments,
  "log-group-retention": accounts.payments,
  "log-group-retention-start": accounts.payments,
  "logging-remediation": accounts.payments,
  "syslog-data-centre": accounts.payments,
  "malware-scan-uploads": accounts.payments,
  "alert-forwarding": accounts.payments,
  "alert-ops-items": accounts.securityTooling,
  "alert-chat": accounts.securityTooling,
  "reader-analysts": accounts.securityTooling,
  "reader-siem": accounts.securityTooling,
} as const;

export type ServiceRole = keyof typeof serviceRoles;

/** Roles that have a policy of AWS's in place of an inline one. */
export const managedByAws: readonly ServiceRole[] = ["config-aggregator"];

/** Managed policies that every account has for roles it makes itself. */
export const managedPolicies = ["session-instances", "session-users"] as const;

export type ManagedPolicy = (typeof managedPolicies)[number];

/** Log groups that a service writes to without a role, with the Region and the account of the one under test. */
export const admittedLogGroups = {
  "public-zone-queries": { name: "/aws/route53/example-logs", region: "us-east-1", account: accounts.payments },
  directories: { name: "/aws/directoryservice/example-logs", region: home, account: accounts.payments },
  reports: { name: "/example-logs/reports", region: home, account: accounts.payments },
  canary: { name: "/example-logs/canary", region: home, account: accounts.payments },
  findings: { name: "/aws/events/example-logs/findings", region: home, account: accounts.securityTooling },
} as const;

export type AdmittedLogGroup = keyof typeof admittedLogGroups;

/** Delivery destinations of Log Archive by what they are for, and their Region. */
export const deliveryDestinations = {
  "load-balancers": [...regions],
  cloudfront: ["us-east-1"],
} as const;

/** Topics of the alerts by the end of their names; those for chat are shown in channels. */
export const alertTopics = ["high", "medium", "low", "high-chat", "medium-chat"] as const;

export type AlertTopicName = (typeof alertTopics)[number];

export type DeliveryDestination = keyof typeof deliveryDestinations;

export const logGroupArn = (account: string, name: string, region: string = home) =>
  `arn:aws:logs:${region}:${account}:log-group:${name}`;

export const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

export const serviceRoleArn = (name: ServiceRole) => role(serviceRoles[name], `example-logs-${name}`);

/** Top-level folders of the logs in each kind of bucket; the vault has those of all of them. */
export const logFolders = {
  trail: ["cloudtrail"],
  logs: [
    ...["config", "guardduty", "macie", "inspector", "sessions", "inventory", "cost", "vpcflow", "tgwflow", "dns"],
    ...["network-firewall", "cloudfront", "cloudwatch", "cloudwatch-errors", "cloudwatch-exports"],
  ],
  waf: ["waf"],
  elb: ["load-balancing", "alb", "alb-connections", "alb-health-checks", "clb", "nlb"],
  access: ["s3-access", "vault-access"],
} as const satisfies Partial<Record<Bucket, readonly string[]>>;

/** Roles that read logs, what the example gives them, and who may take them. */
export const readers = {
  analyst: {
    role: "reader-analysts",
    reads: Object.values(logFolders).flat() as readonly string[],
    principal: role(
      accounts.securityTooling,
      "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_SecurityAnalyst_0123456789abcdef",
    ),
  },
  siem: {
    role: "reader-siem",
    reads: ["cloudtrail", "guardduty", "config", "vpcflow", "dns", "waf", "alb"] as readonly string[],
    principal: role("777777777777", "LogCollector"),
  },
} as const satisfies Record<
  string,
  { readonly role: ServiceRole; readonly reads: readonly string[]; principal: string }
>;

export type Reader = keyof typeof readers;

/** Somebody or something that tries what it should not. All of them hold an identity policy that allows everything. */
export interface Actor {
  readonly name: string;
  readonly principal: string;
  readonly account?: string;
  readonly organizationId?: string;
}

const administrator = (name: string, account: string): Actor => ({
  name: `an administrator of ${name}`,
  principal: role(account, "Administrator"),
  account,
  organizationId,
});

export const actors = {
  logArchive: administrator("Log Archive", accounts.logArchive),
  management: administrator("Management", accounts.management),
  securityTooling: administrator("Security Tooling", accounts.securityTooling),
  workload: administrator("a workload", accounts.payments),
  user: {
    name: "an IAM user of Log Archive",
    principal: `arn:aws:iam::${accounts.logArchive}:user/root-like`,
    account: accounts.logArchive,
    organizationId,
  },
  stranger: {
    name: "a member of another organization",
    principal: role(stranger.account, "Administrator"),
    account: stranger.account,
    organizationId: stranger.organizationId,
  },
  /** A break-glass role by name, but in an account where anybody could have made it. */
  impostor: {
    name: "a role of a workload with the name of break-glass",
    principal: role(accounts.website, "LogArchiveBreakGlass"),
    account: accounts.website,
    organizationId,
  },
  deployment: {
    name: "the deployment role",
    principal: role(accounts.logArchive, "OrganizationLoggingDeployment"),
    account: accounts.logArchive,
    organizationId,
  },
  breakGlass: {
    name: "the break-glass role",
    principal: role(accounts.logArchive, "LogArchiveBreakGlass"),
    account: accounts.logArchive,
    organizationId,
  },
  analyst: {
    name: "a role that reads everything",
    principal: serviceRoleArn(readers.analyst.role),
    account: accounts.securityTooling,
    organizationId,
  },
  siem: {
    name: "a role that reads some of the logs",
    principal: serviceRoleArn(readers.siem.role),
    account: accounts.securityTooling,
    organizationId,
  },
  anonymous: { name: "anybody without credentials", principal: anonymous },
} as const satisfies Record<string, Actor>;

export type ActorName = keyof typeof actors;
