/**
 * Tags, whatever their value, with which a workload withdraws from malware scans of GuardDuty and from Inspector.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/gdu-initiated-malware-scan.html
 * @see https://docs.aws.amazon.com/inspector/latest/user/scanning-ec2.html
 * @see https://docs.aws.amazon.com/inspector/latest/user/scanning-lambda.html
 */
export const exclusionTags = [
  "GuardDutyExcluded",
  "InspectorCodeExclusion",
  "InspectorEc2Exclusion",
  "InspectorExclusion",
] as const;
