/** How large AWS takes a thing. */
export interface SizeLimit {
  /** What it is, for the person who made it too large. */
  readonly what: string;
  readonly limit: number;
  readonly unit: "characters" | "bytes" | "values" | "rules";
  /** AWS page that says so, below `https://docs.aws.amazon.com/`. */
  readonly page: string;
}

const iam = "IAM/latest/UserGuide/reference_iam-quotas.html";
const organizations = "organizations/latest/userguide/orgs_reference_limits.html";
const logs = "AmazonCloudWatchLogs/latest/APIReference";

/**
 * What is measured when it is made, because the organization file decides how large it gets: by its accounts, Regions,
 * readers, exempt roles, or the lengths of its names.
 */
export const sizeLimits = {
  trustPolicy: { what: "a trust policy", limit: 2048, unit: "characters", page: iam },
  rolePolicy: { what: "an inline policy of a role", limit: 10240, unit: "characters", page: iam },
  managedPolicy: { what: "a managed policy", limit: 6144, unit: "characters", page: iam },
  bucketPolicy: {
    what: "a bucket policy",
    limit: 20 * 1024,
    unit: "characters",
    page: "AmazonS3/latest/userguide/add-bucket-policy.html",
  },
  keyPolicy: {
    what: "a key policy",
    limit: 32 * 1024,
    unit: "characters",
    page: "kms/latest/developerguide/resource-limits.html",
  },
  serviceControlPolicy: { what: "a service control policy", limit: 10240, unit: "characters", page: organizations },
  resourceControlPolicy: { what: "a resource control policy", limit: 5120, unit: "characters", page: organizations },
  declarativePolicy: { what: "a declarative policy", limit: 10000, unit: "characters", page: organizations },
  destinationPolicy: {
    what: "the policy of a log destination",
    limit: 5120,
    unit: "characters",
    page: `${logs}/API_PutDestinationPolicy.html`,
  },
  deliveryDestinationPolicy: {
    what: "the policy of a delivery destination",
    limit: 51200,
    unit: "characters",
    page: `${logs}/API_Policy.html`,
  },
  logResourcePolicy: {
    what: "a resource policy of CloudWatch Logs",
    limit: 5120,
    unit: "characters",
    page: `${logs}/API_PutResourcePolicy.html`,
  },
  topicPolicy: {
    what: "a topic policy",
    limit: 30 * 1024,
    unit: "characters",
    page: "sns/latest/dg/sns-access-policy-language-api-permissions-reference.html",
  },
  sinkPolicy: {
    // No page says how long it may be: what the shortest policies of IAM may be fits in any case.
    what: "the policy of a sink of CloudWatch",
    limit: 2048,
    unit: "characters",
    page: "OAM/latest/APIReference/API_PutSinkPolicy.html",
  },
  eventBusPolicy: {
    what: "the policy of an event bus",
    limit: 10240,
    unit: "characters",
    page: "eventbridge/latest/userguide/eb-quota.html",
  },
  queuePolicy: {
    what: "the policy of a queue",
    limit: 8192,
    unit: "bytes",
    page: "AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
  },
  filterPattern: {
    what: "a filter pattern",
    limit: 1024,
    unit: "characters",
    page: `${logs}/API_PutMetricFilter.html`,
  },
  eventPattern: {
    what: "an event pattern",
    limit: 2048,
    unit: "characters",
    page: "eventbridge/latest/userguide/eb-quota.html",
  },
  parameter: {
    what: "a parameter",
    limit: 4096,
    unit: "bytes",
    page: "systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
  },
  eventSelectors: {
    what: "the event selectors of a trail",
    limit: 500,
    unit: "values",
    page: "awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html",
  },
  securityGroup: {
    what: "a security group",
    limit: 60,
    unit: "rules",
    page: "vpc/latest/userguide/amazon-vpc-limits.html",
  },
} as const satisfies Readonly<Record<string, SizeLimit>>;

/** What has a size that AWS limits. */
export type SizedThing = keyof typeof sizeLimits;
