/** Service, as botocore calls it -> operations, apart by spaces. */
type Operations = Readonly<Record<string, string>>;

/** Account by what it is for. */
export const accountKinds = ["management", "log-archive", "security-tooling", "workload"] as const;

export type AccountKind = (typeof accountKinds)[number];

/** What Terraform asks of AWS under the deployment role. The apply lane fails when it records another call. */
const deploymentCalls: Readonly<Record<"every account" | AccountKind, Operations>> = {
  "every account": {
    cloudwatch: "DescribeAlarms ListTagsForResource PutMetricAlarm",
    config: `DescribeConfigRules DescribeConfigurationRecorderStatus DescribeConfigurationRecorders
      DescribeDeliveryChannels DescribeRetentionConfigurations ListTagsForResource PutConfigRule
      PutConfigurationRecorder PutDeliveryChannel PutRetentionConfiguration StartConfigurationRecorder`,
    ec2: `CreateFlowLogs DescribeFlowLogs DescribeTransitGatewayAttachments DescribeVpcs EnableEbsEncryptionByDefault
      EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess GetEbsEncryptionByDefault
      GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetSnapshotBlockPublicAccessState
      ModifyInstanceMetadataDefaults`,
    elbv2: "DescribeLoadBalancers",
    events: "DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets",
    iam: `CreatePolicy CreateRole CreateServiceLinkedRole GetAccountPasswordPolicy GetPolicy GetPolicyVersion GetRole
      GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles PutRolePolicy TagRole
      UpdateAccountPasswordPolicy`,
    kms: `CreateAlias CreateKey DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases
      ListResourceTags`,
    logs: `CreateLogGroup DescribeAccountPolicies DescribeLogGroups DescribeResourcePolicies
      DescribeSubscriptionFilters ListTagsForResource PutAccountPolicy PutResourcePolicy PutRetentionPolicy
      PutSubscriptionFilter`,
    resourcegroupstaggingapi: "GetResources",
    route53: "ListHostedZones",
    route53resolver: `AssociateResolverQueryLogConfig CreateResolverQueryLogConfig GetResolverQueryLogConfig
      GetResolverQueryLogConfigAssociation ListTagsForResource`,
    s3control: "GetPublicAccessBlock PutPublicAccessBlock",
    scheduler: "CreateSchedule GetSchedule",
    ssm: `CreateAssociation CreateDocument CreateResourceDataSync DescribeAssociation DescribeDocument
      DescribeDocumentPermission DescribeParameters GetDocument GetParameter ListResourceDataSync
      ListTagsForResource PutParameter`,
    stepfunctions: `CreateStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource
      ValidateStateMachineDefinition`,
    sts: "GetCallerIdentity",
  },
  management: {
    "bcm-data-exports": "CreateExport GetExport ListTagsForResource",
    cloudtrail: "CreateTrail DescribeTrails GetTrailStatus ListTags PutEventSelectors PutInsightSelectors StartLogging",
    cloudwatch: "PutCompositeAlarm",
    config: "DescribeConfigurationAggregators PutConfigurationAggregator",
    detective: "EnableOrganizationAdminAccount ListOrganizationAdminAccounts",
    fms: "AssociateAdminAccount GetAdminAccount",
    guardduty: "CreateDetector EnableOrganizationAdminAccount GetDetector ListOrganizationAdminAccounts",
    iam: "AttachRolePolicy",
    inspector2: "EnableDelegatedAdminAccount ListDelegatedAdminAccounts",
    logs: "DescribeMetricFilters PutMetricFilter",
    macie2: "EnableMacie EnableOrganizationAdminAccount GetMacieSession ListOrganizationAdminAccounts",
    organizations: `AttachPolicy CreatePolicy DescribeOrganization DescribePolicy EnableAWSServiceAccess EnablePolicyType
      ListAWSServiceAccessForOrganization ListAccounts ListDelegatedAdministrators ListRoots ListTagsForResource
      ListTargetsForPolicy RegisterDelegatedAdministrator`,
    s3: `CreateBucket GetBucketAccelerateConfiguration GetBucketAcl GetBucketCors GetBucketEncryption
      GetBucketLifecycleConfiguration GetBucketLogging GetBucketOwnershipControls GetBucketPolicy
      GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
      GetObjectLockConfiguration GetPublicAccessBlock HeadBucket PutBucketEncryption
      PutBucketLifecycleConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketReplication
      PutBucketTagging PutBucketVersioning PutPublicAccessBlock`,
    securityhub: `DescribeHub EnableOrganizationAdminAccount EnableSecurityHub ListOrganizationAdminAccounts
      UpdateSecurityHubConfiguration`,
  },
  "log-archive": {
    accessanalyzer: "CreateAnalyzer CreateArchiveRule GetAnalyzer GetArchiveRule",
    cloudwatch: "PutCompositeAlarm",
    firehose: "CreateDeliveryStream DescribeDeliveryStream ListTagsForDeliveryStream",
    kinesis: `CreateStream DescribeLimits DescribeStreamSummary IncreaseStreamRetentionPeriod ListTagsForStream
      StartStreamEncryption`,
    logs: `CreateLogStream DescribeDestinations DescribeLogStreams GetDeliveryDestination GetDeliveryDestinationPolicy
      PutDeliveryDestination PutDeliveryDestinationPolicy PutDestination PutDestinationPolicy TagResource`,
    s3: `CreateBucket GetBucketAccelerateConfiguration GetBucketAcl GetBucketCors GetBucketEncryption
      GetBucketLifecycleConfiguration GetBucketLogging GetBucketMetricsConfiguration GetBucketOwnershipControls
      GetBucketPolicy GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
      GetObjectLockConfiguration GetObjectTagging GetPublicAccessBlock HeadBucket HeadObject PutBucketEncryption
      PutBucketLifecycleConfiguration PutBucketLogging PutBucketMetricsConfiguration PutBucketOwnershipControls PutBucketPolicy
      PutBucketReplication PutBucketTagging PutBucketVersioning PutObject PutObjectLockConfiguration
      PutPublicAccessBlock`,
  },
  "security-tooling": {
    accessanalyzer: "CreateAnalyzer GetAnalyzer",
    cloudwatch: "PutCompositeAlarm",
    config: `DescribeConfigurationAggregators DescribeOrganizationConfigRuleStatuses DescribeOrganizationConfigRules
      DescribeOrganizationConformancePackStatuses DescribeOrganizationConformancePacks PutConfigurationAggregator
      PutOrganizationConfigRule PutOrganizationConformancePack`,
    detective: `CreateGraph CreateMembers DescribeOrganizationConfiguration ListGraphs ListMembers ListTagsForResource
      UpdateOrganizationConfiguration`,
    events: "CreateEventBus DescribeEventBus PutPermission",
    guardduty: `CreatePublishingDestination DescribeOrganizationConfiguration DescribePublishingDestination GetDetector
      ListDetectors TagResource UpdateDetector UpdateOrganizationConfiguration`,
    iam: "AttachRolePolicy",
    inspector2: `AssociateMember BatchGetAccountStatus DescribeOrganizationConfiguration Enable GetMember
      UpdateOrganizationConfiguration`,
    macie2: `CreateMember DescribeOrganizationConfiguration GetClassificationExportConfiguration GetMember
      PutClassificationExportConfiguration UpdateOrganizationConfiguration`,
    oam: "CreateSink GetSink GetSinkPolicy ListTagsForResource PutSinkPolicy",
    organizations: "DescribeOrganization ListAWSServiceAccessForOrganization ListAccounts ListRoots",
    securityhub: `CreateConfigurationPolicy CreateFindingAggregator DescribeOrganizationConfiguration GetConfigurationPolicy
      GetConfigurationPolicyAssociation GetFindingAggregator StartConfigurationPolicyAssociation
      UpdateOrganizationConfiguration`,
    sns: "CreateTopic GetSubscriptionAttributes GetTopicAttributes ListTagsForResource SetTopicAttributes Subscribe",
    sqs: "CreateQueue GetQueueAttributes ListQueueTags SetQueueAttributes",
  },
  workload: {
    autoscaling: `CreateAutoScalingGroup DescribeAutoScalingGroups DescribeLifecycleHooks DescribePolicies
      DescribeScalingActivities PutLifecycleHook PutScalingPolicy`,
    config: "DescribeRemediationConfigurations PutRemediationConfigurations",
    ds: "CreateLogSubscription ListLogSubscriptions",
    ec2: `AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateLaunchTemplate CreateSecurityGroup
      CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget
      DeleteFlowLogs DescribeLaunchTemplateVersions DescribeLaunchTemplates DescribeSecurityGroupRules
      DescribeSecurityGroups DescribeTrafficMirrorFilters DescribeTrafficMirrorSessions
      DescribeTrafficMirrorTargets ModifyTrafficMirrorFilterNetworkServices RevokeSecurityGroupEgress`,
    elbv2: `CreateListener CreateLoadBalancer CreateTargetGroup DescribeCapacityReservation DescribeListeners
      DescribeLoadBalancerAttributes DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups
      DescribeTargetHealth ModifyLoadBalancerAttributes ModifyTargetGroupAttributes SetSecurityGroups`,
    iam: "AddRoleToInstanceProfile AttachRolePolicy CreateInstanceProfile GetInstanceProfile",
    logs: "CreateDelivery DeleteDelivery DeleteDeliverySource GetDelivery GetDeliverySource PutDeliverySource",
    "network-firewall": "DescribeLoggingConfiguration UpdateLoggingConfiguration",
    oam: "CreateLink GetLink ListTagsForResource",
    route53: `CreateQueryLoggingConfig DeleteQueryLoggingConfig GetHostedZone GetQueryLoggingConfig ListResourceRecordSets
      ListTagsForResource`,
    route53resolver: "DisassociateResolverQueryLogConfig",
    wafv2: "GetLoggingConfiguration PutLoggingConfiguration",
  },
};

export interface DeploymentCall {
  readonly kind: AccountKind;
  readonly service: string;
  readonly operation: string;
}

/** Each call by itself. */
export const judgedCalls: readonly DeploymentCall[] = accountKinds.flatMap((kind) =>
  [deploymentCalls["every account"], deploymentCalls[kind]].flatMap((operations) =>
    Object.entries(operations).flatMap(([service, names]) =>
      names.split(/\s+/).map((operation) => ({ kind, service, operation })),
    ),
  ),
);
