import type { Case } from "../cases";
import { accounts, actors, object, regions, role } from "../organization-under-test";
import type { GuardedAct } from "./guarded-act";
import { asks, member } from "./guard-rails";

const { payments, website, logArchive, securityTooling } = accounts;

const root = (account: string, name = "the root user") => member(name, account, `arn:aws:iam::${account}:root`);
const unlock = ["s3:DeleteBucketPolicy", "unlock a bucket", "arn:aws:s3:::customer-data"] as const;
const oneTask = { "aws:AssumedRoot": "true" };

const byRoot: Case[] = [
  ...[payments, website, securityTooling, logArchive].flatMap((account) =>
    (
      [
        ["s3:ListAllMyBuckets", "look at buckets"],
        ["iam:CreateUser", "make a user", `arn:aws:iam::${account}:user/eve`],
        unlock,
      ] as const
    ).map((act) => asks(root(account), act, "ExplicitlyDenied")(account)),
  ),
  asks(root(payments, "a session as root for one task"), unlock, "Allowed")(payments, oneTask),
  asks(root(logArchive, "even a session as root for one task"), unlock, "ExplicitlyDenied")(logArchive, oneTask),
];

const elsewhere = "ap-south-1";
const inRegion = (region: string) => ({ "aws:RequestedRegion": region });
const instances = (region: string): GuardedAct => [
  "ec2:TerminateInstances",
  `work in ${region}`,
  `arn:aws:ec2:${region}:${payments}:instance/i-0a1b2c3d`,
];

/** Services that are global in part: everything else of them stays where it is watched. */
const regionalActs: GuardedAct[] = [
  instances(elsewhere),
  ["cloudtrail:CreateTrail", "make a trail elsewhere", `arn:aws:cloudtrail:${elsewhere}:${payments}:trail/team`],
  ["license-manager:ListResourceInventory", "list licenses elsewhere"],
  ["lightsail:CreateInstances", "run virtual servers elsewhere"],
  ["quicksight:CreateDataSource", "make a data source elsewhere"],
  ["s3:CreateBucket", "make a bucket elsewhere", "arn:aws:s3:::customer-data-elsewhere"],
  ["sqs:CreateQueue", "make a queue elsewhere", `arn:aws:sqs:${elsewhere}:${payments}:team`],
  ["tag:TagResources", "tag resources elsewhere"],
];

/** One act of every service, and of every action, that has no Region of its own or may be asked in any. */
const globalActs: readonly (readonly [action: string, resource?: string])[] = [
  ["access-analyzer:CancelPolicyGeneration"],
  ["account:GetContactInformation", `arn:aws:account::${payments}:account`],
  ["acm:GetAccountConfiguration"],
  ["activate:CreateForm"],
  ["artifact:PutAccountSettings"],
  ["aws-marketplace-management:PutAdditionalSellerNotificationRecipients"],
  ["aws-marketplace:StartBuild"],
  ["aws-portal:ModifyAccount"],
  ["billing:PutContractInformation"],
  ["billingconductor:CreatePricingRule"],
  ["budgets:DescribeBudgetActionsForAccount"],
  ["ce:CreateNotificationSubscription"],
  ["chatbot:CreateChimeWebhookConfiguration"],
  ["cloudfront:CreateSavingsPlan"],
  ["cloudtrail:LookupEvents"],
  ["compute-optimizer:DeleteRecommendationPreferences"],
  ["config:DescribeDeliveryChannels"],
  ["consoleapp:ListDeviceIdentities"],
  ["consolidatedbilling:GetAccountBillingRole"],
  ["cur:PutClassicReportPreferences"],
  ["directconnect:ConfirmCustomerAgreement"],
  ["ec2:DescribeRegions"],
  ["ec2:DescribeTransitGateways"],
  ["ec2:DescribeVpnGateways"],
  ["ecr-public:GetAuthorizationToken"],
  ["fms:GetAdminAccount"],
  ["freetier:PutFreeTierAlertPreference"],
  ["globalaccelerator:AdvertiseByoipCidr"],
  ["health:DescribeAffectedAccountsForOrganization"],
  ["iam:CreateAccountAlias"],
  ["invoicing:PutInvoiceEmailDeliveryPreferences"],
  ["iq:CreateConversation"],
  ["kms:ConnectCustomKeyStore"],
  ["license-manager:ListReceivedLicenses"],
  ["lightsail:GetActiveNames"],
  ["networkmanager:CreateGlobalNetwork"],
  ["notifications-contacts:CreateEmailContact"],
  ["notifications:PutFeatureOptInStatus"],
  ["organizations:DescribeOrganization"],
  ["payments:DeletePaymentInstrument"],
  ["pricing:DescribeServices"],
  ["quicksight:DescribeAccountSubscription", `arn:aws:quicksight:${elsewhere}:${payments}:account/team`],
  ["resource-explorer-2:CreateManagedView"],
  ["route53-recovery-cluster:ListRoutingControls"],
  ["route53-recovery-control-config:CreateCluster"],
  ["route53-recovery-readiness:CreateCrossAccountAuthorization"],
  ["route53:CreateCidrCollection"],
  ["route53domains:AcceptDomainTransferFromAnotherAwsAccount"],
  ["s3:GetAccountPublicAccessBlock"],
  ["s3:ListMultiRegionAccessPoints"],
  ["s3:GetBucketLocation", "arn:aws:s3:::customer-data"],
  ["s3:GetBucketPolicyStatus", "arn:aws:s3:::customer-data"],
  ["s3:GetBucketPublicAccessBlock", "arn:aws:s3:::customer-data"],
  ["s3:GetStorageLensConfiguration", `arn:aws:s3:${elsewhere}:${payments}:storage-lens/team`],
  ["s3:ListAllMyBuckets"],
  ["s3:ListStorageLensConfigurations"],
  ["savingsplans:CreateSavingsPlan"],
  ["shield:AssociateDRTLogBucket"],
  ["sso:AssociateDirectory"],
  ["sts:DecodeAuthorizationMessage"],
  ["support:AddAttachmentsToSet"],
  ["supportapp:RedeemSlackOauthCode"],
  ["supportplans:AcceptSupportAgreement"],
  ["sustainability:GetCarbonFootprintSummary"],
  ["tag:GetResources"],
  ["tax:PutTaxInterview"],
  ["trustedadvisor:GenerateReport"],
  ["waf-regional:GetChangeToken"],
  ["waf:GetChangeToken"],
  ["wafv2:CreateAPIKey"],
  ["chime:AssociateVoiceConnectorConnect"],
  ["devicefarm:CreateInstanceProfile"],
  ["vendor-insights:CreateDataSource"],
  ["aco-automation:AssociateAccounts"],
  ["arc-region-switch:DeleteResourcePolicy"],
  ["bcm-dashboards:CreateDashboard"],
  ["bcm-pricing-calculator:CreateBillScenario"],
  ["controlcatalog:ListCommonControls"],
  ["elemental-support-cases:CheckCasePermission"],
  ["identitystore:CreateIdentityStore"],
  ["pricingplanmanager:ApprovePaidSubscription"],
  ["purchase-orders:GetConsoleActionSetEnforced"],
  ["route53globalresolver:AssociateHostedZone"],
  ["ts:ListExecutions"],
  ["bcm-data-exports:ListExports"],
  ["bcm-recommended-actions:ListRecommendedActions"],
  ["cost-optimization-hub:GetPreferences"],
  ["signin:CreateTrustedIdentityPropagationApplicationForConsole"],
  ["sso-directory:AddMemberToGroup"],
  ["support-console:CheckSubscription"],
  ["uxc:DeleteAccountColor"],
  ["cloudfront-keyvaluestore:DeleteKey", `arn:aws:cloudfront::${payments}:key-value-store/0a1b`],
  ["mapcredits:ListAssociatedPrograms", "arn:aws:mapcredits:::agreement/0a1b"],
  ["sso-oauth:IntrospectTokenWithIAM", `arn:aws:sso::${payments}:application/ssoins-0a1b/apl-0a1b`],
];

const lake = `arn:aws:s3:::aws-security-data-lake-${elsewhere}-0a1b`;
const lakeQueue = `arn:aws:sqs:${elsewhere}:${payments}:AmazonSecurityLake-0a1b-Main-Queue`;

/** What Security Lake's own roles do between a Region that contributes and the one that collects. */
const rollup: GuardedAct[] = [
  ["s3:GetReplicationConfiguration", "ask what is replicated", lake],
  ["s3:ReplicateObject", "replicate into the lake", `${lake}/x`],
  ["sqs:ReceiveMessage", "hear of new objects", lakeQueue],
  ["sqs:DeleteMessage", "be done with an object", lakeQueue],
  ["sqs:GetQueueAttributes", "look at the queue", lakeQueue],
];

const lakeRole = member("a role of Security Lake", payments, role(payments, "AmazonSecurityLakeS3ReplicationRole"));
const workload = actors.workload;

/** Everybody that may work where nothing is watched, and does so. */
const letThrough = [
  ...["OrganizationLoggingDeployment", "LogArchiveBreakGlass", "stacksets-exec-0a1b", "example-logs-subscription"].map(
    (name) => member(`the role ${name}`, payments, role(payments, name)),
  ),
];

const functions = (region: string): GuardedAct => [
  "lambda:CreateFunction",
  `make a function in ${region}`,
  `arn:aws:lambda:${region}:${payments}:function:edge`,
];

const replication = member("the role of replication", logArchive, role(logArchive, "example-logs-replication"));

/** What the organization under test allows in one Region that is not governed, and nowhere else. */
const inOneRegion = "us-west-2";

const byActionAndRegion: Case[] = [
  ...[...regions, inOneRegion].map((region) =>
    asks(workload, functions(region), "Allowed")(payments, inRegion(region)),
  ),
  asks(workload, functions(elsewhere), "ExplicitlyDenied")(payments, inRegion(elsewhere)),
  asks(workload, instances(inOneRegion), "ExplicitlyDenied")(payments, inRegion(inOneRegion)),
  ...letThrough.map((actor) => asks(actor, instances(inOneRegion), "Allowed")(payments, inRegion(inOneRegion))),
  asks(replication, instances(inOneRegion), "Allowed")(logArchive, inRegion(inOneRegion)),
];

const byRegion: Case[] = [
  ...byActionAndRegion,
  ...regions.map((region) => asks(workload, instances(region), "Allowed")(payments, inRegion(region))),
  ...regionalActs.flatMap((act) =>
    [elsewhere, inOneRegion].map((region) => asks(workload, act, "ExplicitlyDenied")(payments, inRegion(region))),
  ),
  ...[payments, website, securityTooling, logArchive].map((account) =>
    asks(
      member(`an administrator of ${account}`, account, role(account, "Administrator")),
      instances(elsewhere),
      "ExplicitlyDenied",
    )(account, inRegion(elsewhere)),
  ),
  ...letThrough.map((actor) => asks(actor, instances(elsewhere), "Allowed")(payments, inRegion(elsewhere))),
  ...globalActs.flatMap(([action, resource]) =>
    [elsewhere, inOneRegion].map((region) =>
      asks(
        workload,
        resource === undefined ? [action, `ask in ${region}`] : [action, `ask in ${region}`, resource],
        "Allowed",
      )(payments, inRegion(region)),
    ),
  ),
  ...rollup.flatMap((act) =>
    [elsewhere, inOneRegion].map((region) => asks(lakeRole, act, "Allowed")(payments, inRegion(region))),
  ),
  asks(
    replication,
    ["s3:GetObjectVersionTagging", "read what it replicates from any Region", object("access", "x")],
    "Allowed",
  )(logArchive, inRegion(elsewhere)),
  asks(
    member("a role of a workload with the name of replication", payments, role(payments, "example-logs-replication")),
    instances(elsewhere),
    "ExplicitlyDenied",
  )(payments, inRegion(elsewhere)),
];

/** Root users, and Regions that are not watched. */
export const rootAndRegions: Readonly<Record<string, readonly Case[]>> = {
  "root users": byRoot,
  "Regions that are not watched": byRegion,
};
