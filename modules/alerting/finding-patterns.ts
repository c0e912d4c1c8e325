/**
 * Findings that somebody is told of, service by service, as EventBridge patterns: the gravest, and each once.
 *
 * - `guardduty`: severity 7 and above, which is high and critical. A finding that is seen again has a higher count and is
 *   not told again.
 * - `securityhub`: high and critical findings of other products, which nobody has set to another workflow status. Those of
 *   GuardDuty come from GuardDuty, which counts; checks of Security Hub's own standards and vulnerabilities of Inspector
 *   are too many to wake somebody, and stand in Security Hub. A product that reports a finding again is told again until
 *   the workflow status is NOTIFIED, SUPPRESSED or RESOLVED.
 * - `access-analyzer`: access for everybody, where Security Hub does not bring the analyzer's findings, which have no
 *   severity of their own.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
 */
export const findingPatterns = {
  guardduty: {
    source: ["aws.guardduty"],
    "detail-type": ["GuardDuty Finding"],
    detail: { severity: [{ numeric: [">=", 7] }], service: { count: [1], archived: [false] } },
  },
  securityhub: {
    source: ["aws.securityhub"],
    "detail-type": ["Security Hub Findings - Imported"],
    detail: {
      findings: {
        ProductName: [{ "anything-but": ["GuardDuty", "Inspector", "Security Hub", "Security Hub CSPM"] }],
        Severity: { Label: ["HIGH", "CRITICAL"] },
        Workflow: { Status: ["NEW"] },
        RecordState: ["ACTIVE"],
        Compliance: { Status: [{ exists: false }] },
      },
    },
  },
  "access-analyzer": {
    source: ["aws.access-analyzer"],
    "detail-type": ["Access Analyzer Finding"],
    detail: { status: ["ACTIVE"], isPublic: [true] },
  },
} as const;
