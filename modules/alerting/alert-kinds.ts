import { AlertMessage } from "./alert-message";
import { findingPatterns } from "./finding-patterns";
import { Severity } from "./severity";

/** Alerts that look alike: which events on the bus they are, and what is said of them. */
export interface AlertKind {
  /** Ends the name of the rule. */
  readonly name: string;
  readonly severity: Severity;
  readonly description: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  readonly message: AlertMessage;
  /** Whether an OpsItem is made of it; alarms make theirs themselves. */
  readonly opsItem: boolean;
}

export interface AlertKindsProps {
  /** Address of a runbook's page, or of a part of it. */
  readonly runbook: (page: string) => string;
}

const cloudTrailTypes = [
  "AWS API Call via CloudTrail",
  "AWS Console Sign In via CloudTrail",
  "AWS Service Event via CloudTrail",
];

/**
 * What CloudTrail says in every record.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const recordFields = {
  account: "$.account",
  region: "$.region",
  when: "$.time",
  what: "$.detail.eventName",
  service: "$.detail.eventSource",
  who: "$.detail.userIdentity.arn",
  whose: "$.detail.userIdentity.type",
  issuer: "$.detail.userIdentity.sessionContext.sessionIssuer.arn",
  address: "$.detail.sourceIPAddress",
  record: "$.detail.eventID",
} as const;

const recordLines = [
  "What: <what> of <service>",
  "Who: <who> (<whose>), session of <issuer>",
  "Where: account <account>, Region <region>",
  "When: <when>",
  "From: <address>",
  "Record: <record>, as the organization trail and lookup-events in that account and Region have it",
];

const retentionPolicy = { eventName: "PutAccountPolicy", policyType: "RETENTION_POLICY" };

/** A call that was refused has an error; a sign-in that was says so in its answer. */
const refused = [{ errorCode: [{ exists: true }] }, { responseElements: { ConsoleLogin: ["Failure"] } }];

const noFailedSignIn = [
  { responseElements: { ConsoleLogin: [{ exists: false }] } },
  { responseElements: { ConsoleLogin: [{ "anything-but": ["Failure"] }] } },
];

const noRetentionPolicy = [
  { eventName: [{ "anything-but": [retentionPolicy.eventName] }] },
  { requestParameters: { policyType: [{ exists: false }] } },
  { requestParameters: { policyType: [{ "anything-but": [retentionPolicy.policyType] }] } },
];

const tampering = ({ runbook }: AlertKindsProps): AlertKind[] => [
  {
    name: "retention-policy",
    severity: "high",
    description: "Log groups of an account are about to lose what they hold.",
    pattern: {
      "detail-type": cloudTrailTypes,
      detail: {
        eventName: [retentionPolicy.eventName],
        requestParameters: { policyType: [retentionPolicy.policyType] },
        errorCode: [{ exists: false }],
      },
    },
    message: {
      fields: { ...recordFields, policy: "$.detail.requestParameters.policyName" },
      title: "[high] Log events are deleted 24 hours from now in account <account>, <region>",
      lines: [
        "A retention policy of the account replaces the retention of every log group it covers. CloudWatch Logs applies it 24 hours after it was put, and then deletes older log events for good.",
        "Undo it before: aws logs delete-account-policy --policy-type RETENTION_POLICY --policy-name <policy> --region <region>, in account <account>",
        ...recordLines,
        `Runbook: ${runbook("tampering#retention-policy")}`,
      ],
      sameness: "<account>-<region>-retention-policy",
    },
    opsItem: true,
  },
  {
    name: "tampering",
    severity: "high",
    description: "Somebody tampered with the logging of an account.",
    pattern: {
      "detail-type": cloudTrailTypes,
      detail: {
        errorCode: [{ exists: false }],
        $or: noFailedSignIn.flatMap((signIn) => noRetentionPolicy.map((call) => ({ ...signIn, ...call }))),
      },
    },
    message: {
      fields: recordFields,
      title: "[high] <what> in account <account>, <region>",
      lines: [...recordLines, `Runbook: ${runbook("tampering#<service>")}`],
      sameness: "<account>-<what>",
    },
    opsItem: true,
  },
  {
    name: "tampering",
    severity: "medium",
    description: "Somebody tried to tamper with the logging of an account, and was refused.",
    pattern: {
      "detail-type": cloudTrailTypes,
      detail: { $or: refused },
    },
    message: {
      fields: { ...recordFields, error: "$.detail.errorCode" },
      title: "[medium] <what> was refused in account <account>, <region>",
      lines: [...recordLines, "Refused: <error>", `Runbook: ${runbook("tampering#<service>")}`],
      sameness: "<account>-<what>",
    },
    opsItem: false,
  },
];

const findingKind = (
  name: keyof typeof findingPatterns,
  title: string,
  fields: Readonly<Record<string, string>>,
  lines: readonly string[],
  sameness: string,
  { runbook }: AlertKindsProps,
): AlertKind => ({
  name: `${name}-findings`,
  severity: "high",
  description: `Findings of ${title} that somebody is told of.`,
  pattern: { source: findingPatterns[name].source, "detail-type": findingPatterns[name]["detail-type"] },
  message: {
    fields: { when: "$.time", ...fields },
    title: `[high] ${title}: <type> in account <owner>`,
    lines: [...lines, "When: <when>", `Runbook: ${runbook(`findings#${name}`)}`],
    sameness,
  },
  opsItem: true,
});

const findings = (props: AlertKindsProps): AlertKind[] => [
  findingKind(
    "guardduty",
    "GuardDuty",
    {
      type: "$.detail.type",
      owner: "$.detail.accountId",
      where: "$.detail.region",
      severity: "$.detail.severity",
      resource: "$.detail.resource.resourceType",
      id: "$.detail.id",
    },
    ["What: <type>, severity <severity>", "Where: account <owner>, Region <where>, <resource>", "Finding: <id>"],
    "<owner>-<id>",
    props,
  ),
  findingKind(
    "securityhub",
    "Security Hub",
    {
      type: "$.detail.findings[0].Types[0]",
      product: "$.detail.findings[0].ProductName",
      owner: "$.detail.findings[0].AwsAccountId",
      where: "$.detail.findings[0].Region",
      severity: "$.detail.findings[0].Severity.Label",
      resource: "$.detail.findings[0].Resources[0].Type",
      id: "$.detail.findings[0].Id",
    },
    [
      "What: <type>, severity <severity>, by <product>",
      "Where: account <owner>, Region <where>, <resource>",
      "Finding: <id>",
    ],
    // An id of Security Hub's is longer than what tells OpsItems apart may be.
    "<owner>-<where>-securityhub",
    props,
  ),
  findingKind(
    "access-analyzer",
    "IAM Access Analyzer",
    {
      type: "$.detail.resourceType",
      owner: "$.detail.resourceOwnerAccount",
      where: "$.region",
      resource: "$.detail.resource",
      id: "$.detail.id",
    },
    ["What: <resource> is open to everybody", "Where: account <owner>, Region <where>", "Finding: <id>"],
    "<owner>-<id>",
    props,
  ),
];

/**
 * Every kind of alert on the bus but alarms, with its severity: what tampering did is high, what it only tried is medium,
 * findings are high.
 */
export const alertKinds = (props: AlertKindsProps): AlertKind[] => [...tampering(props), ...findings(props)];

/**
 * Alarms of a severity that went off; their texts say what it means and name the runbook.
 * @param namePrefix - begins the names of alarms, before their severity
 * @param where - further conditions on the event
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const alarmKind = (
  namePrefix: string,
  severity: Severity,
  where: Readonly<Record<string, unknown>> = {},
): AlertKind => ({
  name: "alarms",
  severity,
  description: `Alarms of severity ${severity} that went off.`,
  pattern: {
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    detail: { alarmName: [{ prefix: `${namePrefix}-${severity}-` }], state: { value: ["ALARM"] } },
    ...where,
  },
  message: {
    fields: {
      alarm: "$.detail.alarmName",
      what: "$.detail.configuration.description",
      account: "$.account",
      region: "$.region",
      when: "$.time",
    },
    title: `[${severity}] <alarm> in account <account>, <region>`,
    lines: ["What: <what>", "Where: account <account>, Region <region>", "When: <when>"],
    sameness: "<account>-<region>-<alarm>",
  },
  opsItem: false,
});
