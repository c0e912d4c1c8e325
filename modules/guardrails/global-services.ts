/**
 * AWS Control Tower's list, read on 2026-11-28, without services that have ended, and with actions of S3 and of Vendor
 * Insights shortened by wildcards.
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/primary-region-deny-policy.html
 */
const ofControlTower = [
  "access-analyzer:*",
  "account:*",
  "acm:*",
  "activate:*",
  "artifact:*",
  "aws-marketplace-management:*",
  "aws-marketplace:*",
  "aws-portal:*",
  "billing:*",
  "billingconductor:*",
  "budgets:*",
  "ce:*",
  "chatbot:*",
  "chime:*",
  "cloudfront:*",
  "cloudtrail:LookupEvents",
  "compute-optimizer:*",
  "config:*",
  "consoleapp:*",
  "consolidatedbilling:*",
  "cur:*",
  "devicefarm:*",
  "directconnect:*",
  "ec2:DescribeRegions",
  "ec2:DescribeTransitGateways",
  "ec2:DescribeVpnGateways",
  "ecr-public:*",
  "fms:*",
  "freetier:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "invoicing:*",
  "iq:*",
  "kms:*",
  "license-manager:ListReceivedLicenses",
  "lightsail:Get*",
  "networkmanager:*",
  "notifications-contacts:*",
  "notifications:*",
  "organizations:*",
  "payments:*",
  "pricing:*",
  "quicksight:DescribeAccountSubscription",
  "resource-explorer-2:*",
  "route53-recovery-cluster:*",
  "route53-recovery-control-config:*",
  "route53-recovery-readiness:*",
  "route53:*",
  "route53domains:*",
  "s3:*AccountPublicAccessBlock",
  "s3:*MultiRegionAccessPoint*",
  "s3:GetBucketLocation",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetStorageLens*",
  "s3:ListAllMyBuckets",
  "s3:ListStorageLensConfigurations",
  "savingsplans:*",
  "shield:*",
  "sso:*",
  "sts:*",
  "support:*",
  "supportapp:*",
  "supportplans:*",
  "sustainability:*",
  "tag:GetResources",
  "tax:*",
  "trustedadvisor:*",
  "vendor-insights:*",
  "waf-regional:*",
  "waf:*",
  "wafv2:*",
] as const;

/**
 * Services of none of whose resources the ARN names a Region, in the reference of 2026-09-26; a test finds those that come.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const withoutRegion = [
  "aco-automation:*",
  "arc-region-switch:*",
  "bcm-dashboards:*",
  "bcm-pricing-calculator:*",
  "cloudfront-keyvaluestore:*",
  "controlcatalog:*",
  "elemental-support-cases:*",
  "identitystore:*",
  "mapcredits:*",
  "pricingplanmanager:*",
  "purchase-orders:*",
  "route53globalresolver:*",
  "sso-oauth:*",
  "ts:*",
] as const;

/**
 * Bills, support, sign-in and the console of an account, which have no resources in a Region of the account's choice.
 * @see https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
const ofTheAccount = [
  "bcm-data-exports:*",
  "bcm-recommended-actions:*",
  "cost-optimization-hub:*",
  "signin:*",
  "sso-directory:*",
  "support-console:*",
  "uxc:*",
] as const;

/** What accounts do in no Region of their choice: services without Regions, or bound to one that need not be governed. */
export const globalServices = [...ofControlTower, ...withoutRegion, ...ofTheAccount] as const;

/**
 * What Security Lake's roles do between a Region that contributes and its rollup Region. AWS's page names the role's
 * actions and no exemption; that replication fails without one is known from other landing zones.
 * @see https://docs.aws.amazon.com/security-lake/latest/userguide/add-rollup-region.html
 * @see https://github.com/schubergphilis/terraform-aws-mcaf-landing-zone/pull/234
 */
export const securityLakeRollup = [
  "s3:GetReplicationConfiguration",
  "s3:Replicate*",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
] as const;
