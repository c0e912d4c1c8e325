/**
 * Standards of Security Hub CSPM -> what their ARN ends in.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/standards-ai-security.html
 */
export const standards = {
  "aws-foundational-security-best-practices": "aws-foundational-security-best-practices/v/1.0.0",
  "cis-aws-foundations-benchmark-3.0.0": "cis-aws-foundations-benchmark/v/3.0.0",
  "cis-aws-foundations-benchmark-5.0.0": "cis-aws-foundations-benchmark/v/5.0.0",
  "pci-dss-4.0.1": "pci-dss/v/4.0.1",
  "nist-800-53-5.0.0": "nist-800-53/v/5.0.0",
  "ai-security-best-practices-1.0.0": "ai-security-best-practices/v/1.0.0",
} as const;

export type Standard = keyof typeof standards;
