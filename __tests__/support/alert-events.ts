import { Event } from "./alert-routing";
import { cloudTrailEvent, EventProps } from "./cloudtrail-events";

/** An event as EventBridge delivers it; it keeps the account and the Region that it is of on its way. */
const envelope = (source: string, detailType: string, detail: unknown, account: string, region: string): Event => ({
  version: "0",
  id: "7bf73129-1428-4cd3-a780-95db273d1602",
  "detail-type": detailType,
  source,
  account,
  time: "2026-11-28T22:00:00Z",
  region,
  resources: [],
  detail,
});

/** A call that CloudTrail recorded. */
export const apiCall = (props: EventProps, region = "eu-west-1"): Event =>
  envelope(`aws.${props.service}`, "AWS API Call via CloudTrail", cloudTrailEvent(props), props.account, region);

/**
 * A sign-in to the console.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const signIn = (props: Omit<EventProps, "service" | "name">, answer: "Success" | "Failure"): Event =>
  envelope(
    "aws.signin",
    "AWS Console Sign In via CloudTrail",
    {
      ...(cloudTrailEvent({ ...props, service: "signin", name: "ConsoleLogin" }) as object),
      requestParameters: null,
      responseElements: { ConsoleLogin: answer },
      additionalEventData: { MobileVersion: "No", MFAUsed: "No" },
    },
    props.account,
    "us-east-1",
  );

/** An alarm that goes off. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const alarmEvent = (alarmName: string, account: string, region: string, value = "ALARM"): Event =>
  envelope(
    "aws.cloudwatch",
    "CloudWatch Alarm State Change",
    {
      alarmName,
      state: { value, reason: "Threshold Crossed", timestamp: "2026-11-28T22:00:00.000+0000" },
      previousState: { value: "OK", reason: "All is well", timestamp: "2026-11-28T21:00:00.000+0000" },
      configuration: { description: "Nothing arrives. Runbook: docs/runbooks/pipeline-health.md", metrics: [] },
    },
    account,
    region,
  );

/** A finding of GuardDuty. @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
export const guardDutyFinding = (severity: number, count: number, archived = false): Event =>
  envelope(
    "aws.guardduty",
    "GuardDuty Finding",
    {
      schemaVersion: "2.0",
      accountId: "444444444444",
      region: "eu-west-1",
      id: "16afba5c5c43e07c9e3e5e2e544e95df",
      type: "UnauthorizedAccess:EC2/SSHBruteForce",
      resource: { resourceType: "Instance" },
      service: { serviceName: "guardduty", archived, count },
      severity,
    },
    "333333333333",
    "eu-west-1",
  );

/** A finding of Security Hub. @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html */
export const securityHubFinding = (more: Readonly<Record<string, unknown>> = {}): Event =>
  envelope(
    "aws.securityhub",
    "Security Hub Findings - Imported",
    {
      findings: [
        {
          SchemaVersion: "2018-10-08",
          Id: "arn:aws:access-analyzer:eu-west-1:444444444444:analyzer/example-logs/arn:aws:s3:::customer-data",
          ProductName: "IAM Access Analyzer",
          AwsAccountId: "444444444444",
          Region: "eu-west-1",
          Types: ["Software and Configuration Checks/AWS Security Best Practices/External Access Granted"],
          Severity: { Label: "HIGH", Normalized: 70 },
          Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::customer-data" }],
          Workflow: { Status: "NEW" },
          RecordState: "ACTIVE",
          ...more,
        },
      ],
    },
    "333333333333",
    "eu-west-1",
  );

/** A finding of the analyzer. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html */
export const analyzerFinding = (isPublic: boolean, status = "ACTIVE"): Event =>
  envelope(
    "aws.access-analyzer",
    "Access Analyzer Finding",
    {
      version: "1.0",
      id: "22222222-dcba-4444-dcba-333333333333",
      status,
      resourceType: "AWS::S3::Bucket",
      resource: "arn:aws:s3:::customer-data",
      resourceOwnerAccount: "444444444444",
      isPublic,
      isDeleted: false,
    },
    "333333333333",
    "eu-west-1",
  );
