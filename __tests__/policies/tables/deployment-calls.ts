/**
 * What Terraform asks of AWS under the deployment role: account by what it is for -> service, as botocore calls it ->
 * operations. The apply lane fails when it records another.
 */
export const deploymentCalls = {
  management: {
    "bcm-data-exports": "CreateExport GetExport ListTagsForResource",
    cloudtrail: "CreateTrail DescribeTrails GetTrailStatus ListTags PutEventSelectors PutInsightSelectors StartLogging",
    cloudwatch: "DescribeAlarms ListTagsForResource PutMetricAlarm",
    config: `DescribeConfigRules DescribeConfigurationAggregators DescribeConfigurationRecorderStatus
      DescribeConfigurationRecorders DescribeDeliveryChannels DescribeRetentionConfigurations ListTagsForResource
      PutConfigRule PutConfigurationAggregator PutConfigurationRecorder PutDeliveryChannel
      PutRetentionConfiguration StartConfigurationRecorder`,
    detective: "EnableOrganizationAdminAccount ListOrganizationAdminAccounts",
    ec2: `CreateFlowLogs DescribeFlowLogs DescribeTransitGatewayAttachments DescribeVpcs EnableEbsEncryptionByDefault
      EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess GetEbsEncryptionByDefault
      GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetSnapshotBlockPublicAccessState
      ModifyInstanceMetadataDefaults`,
    elbv2: "DescribeLoadBalancers",
    events: "DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets",
    fms: "AssociateAdminAccount GetAdminAccount",
    guardduty: "CreateDetector EnableOrganizationAdminAccount GetDetector ListOrganizationAdminAccounts",
    iam: `AttachRolePolicy CreatePolicy CreateRole CreateServiceLinkedRole GetAccountPasswordPolicy GetPolicy
      GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles PutRolePolicy
      TagRole UpdateAccountPasswordPolicy`,
    inspector2: "EnableDelegatedAdminAccount ListDelegatedAdminAccounts",
    kms: `CreateAlias CreateKey DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases
      ListResourceTags`,
    logs: `CreateLogGroup DescribeAccountPolicies DescribeLogGroups DescribeMetricFilters DescribeResourcePolicies
      ListTagsForResource PutAccountPolicy PutMetricFilter PutResourcePolicy PutRetentionPolicy`,
    macie2: "EnableMacie EnableOrganizationAdminAccount GetMacieSession ListOrganizationAdminAccounts",
    organizations: `AttachPolicy CreatePolicy DescribeOrganization DescribePolicy EnableAWSServiceAccess EnablePolicyType
      ListAWSServiceAccessForOrganization ListAccounts ListDelegatedAdministrators ListRoots ListTagsForResource
      ListTargetsForPolicy RegisterDelegatedAdministrator`,
    resourcegroupstaggingapi: "GetResources",
    route53: "ListHostedZones",
    route53resolver: `AssociateResolverQueryLogConfig CreateResolverQueryLogConfig GetResolverQueryLogConfig
      GetResolverQueryLogConfigAssociation ListTagsForResource`,
    s3: `CreateBucket GetBucketAccelerateConfiguration GetBucketAcl GetBucketCors GetBucketEncryption
      GetBucketLifecycleConfiguration GetBucketLogging GetBucketOwnershipControls GetBucketPolicy
      GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
      GetObjectLockConfiguration GetPublicAccessBlock HeadBucket PutBucketEncryption
      PutBucketLifecycleConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketReplication
      PutBucketTagging PutBucketVersioning PutPublicAccessBlock`,
    s3control: "GetPublicAccessBlock PutPublicAccessBlock",
    scheduler: "CreateSchedule GetSchedule",
    securityhub: `DescribeHub EnableOrganizationAdminAccount EnableSecurityHub ListOrganizationAdminAccounts
      UpdateSecurityHubConfiguration`,
    sns: "CreateTopic GetSubscriptionAttributes GetTopicAttributes ListTagsForResource SetTopicAttributes Subscribe",
    ssm: `CreateAssociation CreateDocument CreateResourceDataSync DescribeAssociation DescribeDocument
      DescribeDocumentPermission DescribeParameters GetDocument GetParameter ListResourceDataSync
      ListTagsForResource PutParameter`,
    stepfunctions: `CreateStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource
      ValidateStateMachineDefinition`,
    sts: "GetCallerIdentity",
  },
  "log-archive": {
    accessanalyzer: "CreateAnalyzer CreateArchiveRule GetAnalyzer GetArchiveRule",
    config: `DescribeConfigRules DescribeConfigurationRecorderStatus DescribeConfigurationRecorders
      DescribeDeliveryChannels DescribeRetentionConfigurations ListTagsForResource PutConfigRule
      PutConfigurationRecorder PutDeliveryChannel PutRetentionConfiguration StartConfigurationRecorder`,
    ec2: `CreateFlowLogs DescribeFlowLogs DescribeTransitGatewayAttachments DescribeVpcs EnableEbsEncryptionByDefault
      EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess GetEbsEncryptionByDefault
      GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetSnapshotBlockPublicAccessState
      ModifyInstanceMetadataDefaults`,
    elbv2: "DescribeLoadBalancers",
    events: "DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets",
    firehose: "CreateDeliveryStream DescribeDeliveryStream ListTagsForDeliveryStream",
    iam: `CreatePolicy CreateRole CreateServiceLinkedRole GetAccountPasswordPolicy GetPolicy GetPolicyVersion GetRole
      GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles PutRolePolicy TagRole
      UpdateAccountPasswordPolicy`,
    kinesis: `CreateStream DescribeLimits DescribeStreamSummary IncreaseStreamRetentionPeriod ListTagsForStream
      StartStreamEncryption`,
    kms: `CreateAlias CreateKey DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases
      ListResourceTags`,
    logs: `CreateLogGroup CreateLogStream DescribeAccountPolicies DescribeDestinations DescribeLogGroups
      DescribeLogStreams DescribeResourcePolicies GetDeliveryDestination GetDeliveryDestinationPolicy
      ListTagsForResource PutAccountPolicy PutDeliveryDestination PutDeliveryDestinationPolicy PutDestination
      PutDestinationPolicy PutResourcePolicy PutRetentionPolicy TagResource`,
    resourcegroupstaggingapi: "GetResources",
    route53: "ListHostedZones",
    route53resolver: `AssociateResolverQueryLogConfig CreateResolverQueryLogConfig GetResolverQueryLogConfig
      GetResolverQueryLogConfigAssociation ListTagsForResource`,
    s3: `CreateBucket GetBucketAccelerateConfiguration GetBucketAcl GetBucketCors GetBucketEncryption
      GetBucketLifecycleConfiguration GetBucketLogging GetBucketOwnershipControls GetBucketPolicy
      GetBucketReplication GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
      GetObjectLockConfiguration GetObjectTagging GetPublicAccessBlock HeadBucket HeadObject PutBucketEncryption
      PutBucketLifecycleConfiguration PutBucketLogging PutBucketOwnershipControls PutBucketPolicy
      PutBucketReplication PutBucketTagging PutBucketVersioning PutObject PutObjectLockConfiguration
      PutPublicAccessBlock`,
    s3control: "GetPublicAccessBlock PutPublicAccessBlock",
    scheduler: "CreateSchedule GetSchedule",
    ssm: `CreateAssociation CreateDocument CreateResourceDataSync DescribeAssociation DescribeDocument
      DescribeDocumentPermission DescribeParameters GetDocument GetParameter ListResourceDataSync
      ListTagsForResource PutParameter`,
    stepfunctions: `CreateStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource
      ValidateStateMachineDefinition`,
    sts: "GetCallerIdentity",
  },
  "security-tooling": {
    accessanalyzer: "CreateAnalyzer GetAnalyzer",
    config: `DescribeConfigRules DescribeConfigurationAggregators DescribeConfigurationRecorderStatus
      DescribeConfigurationRecorders DescribeDeliveryChannels DescribeOrganizationConfigRuleStatuses
      DescribeOrganizationConfigRules DescribeOrganizationConformancePackStatuses
      DescribeOrganizationConformancePacks DescribeRetentionConfigurations ListTagsForResource PutConfigRule
      PutConfigurationAggregator PutConfigurationRecorder PutDeliveryChannel PutOrganizationConfigRule
      PutOrganizationConformancePack PutRetentionConfiguration StartConfigurationRecorder`,
    detective: `CreateGraph CreateMembers DescribeOrganizationConfiguration ListGraphs ListMembers ListTagsForResource
      UpdateOrganizationConfiguration`,
    ec2: `CreateFlowLogs DescribeFlowLogs DescribeTransitGatewayAttachments DescribeVpcs EnableEbsEncryptionByDefault
      EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess GetEbsEncryptionByDefault
      GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetSnapshotBlockPublicAccessState
      ModifyInstanceMetadataDefaults`,
    elbv2: "DescribeLoadBalancers",
    events: "DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets",
    guardduty: `CreatePublishingDestination DescribeOrganizationConfiguration DescribePublishingDestination GetDetector
      ListDetectors TagResource UpdateDetector UpdateOrganizationConfiguration`,
    iam: `AttachRolePolicy CreatePolicy CreateRole CreateServiceLinkedRole GetAccountPasswordPolicy GetPolicy
      GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles PutRolePolicy
      TagRole UpdateAccountPasswordPolicy`,
    inspector2: `AssociateMember BatchGetAccountStatus DescribeOrganizationConfiguration Enable GetMember
      UpdateOrganizationConfiguration`,
    kms: `CreateAlias CreateKey DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases
      ListResourceTags`,
    logs: `CreateLogGroup DescribeAccountPolicies DescribeLogGroups DescribeResourcePolicies ListTagsForResource
      PutAccountPolicy PutResourcePolicy PutRetentionPolicy`,
    macie2: `CreateMember DescribeOrganizationConfiguration GetClassificationExportConfiguration GetMember
      PutClassificationExportConfiguration UpdateOrganizationConfiguration`,
    organizations: "DescribeOrganization ListAWSServiceAccessForOrganization ListAccounts ListRoots",
    resourcegroupstaggingapi: "GetResources",
    route53: "ListHostedZones",
    route53resolver: `AssociateResolverQueryLogConfig CreateResolverQueryLogConfig GetResolverQueryLogConfig
      GetResolverQueryLogConfigAssociation ListTagsForResource`,
    s3control: "GetPublicAccessBlock PutPublicAccessBlock",
    scheduler: "CreateSchedule GetSchedule",
    securityhub: `CreateConfigurationPolicy CreateFindingAggregator DescribeOrganizationConfiguration GetConfigurationPolicy
      GetConfigurationPolicyAssociation GetFindingAggregator StartConfigurationPolicyAssociation
      UpdateOrganizationConfiguration`,
    ssm: `CreateAssociation CreateDocument CreateResourceDataSync DescribeAssociation DescribeDocument
      DescribeDocumentPermission DescribeParameters GetDocument GetParameter ListResourceDataSync
      ListTagsForResource PutParameter`,
    stepfunctions: `CreateStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource
      ValidateStateMachineDefinition`,
    sts: "GetCallerIdentity",
  },
  workload: {
    autoscaling: `CreateAutoScalingGroup DescribeAutoScalingGroups DescribeLifecycleHooks DescribePolicies
      DescribeScalingActivities PutLifecycleHook PutScalingPolicy`,
    config: `DescribeConfigRules DescribeConfigurationRecorderStatus DescribeConfigurationRecorders
      DescribeDeliveryChannels DescribeRemediationConfigurations DescribeRetentionConfigurations
      ListTagsForResource PutConfigRule PutConfigurationRecorder PutDeliveryChannel PutRemediationConfigurations
      PutRetentionConfiguration StartConfigurationRecorder`,
    ds: "CreateLogSubscription ListLogSubscriptions",
    ec2: `AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs CreateLaunchTemplate
      CreateSecurityGroup CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession
      CreateTrafficMirrorTarget DeleteFlowLogs DescribeFlowLogs DescribeLaunchTemplateVersions
      DescribeLaunchTemplates DescribeSecurityGroupRules DescribeSecurityGroups DescribeTrafficMirrorFilters
      DescribeTrafficMirrorSessions DescribeTrafficMirrorTargets DescribeTransitGatewayAttachments DescribeVpcs
      EnableEbsEncryptionByDefault EnableImageBlockPublicAccess EnableSnapshotBlockPublicAccess
      GetEbsEncryptionByDefault GetImageBlockPublicAccessState GetInstanceMetadataDefaults
      GetSnapshotBlockPublicAccessState ModifyInstanceMetadataDefaults ModifyTrafficMirrorFilterNetworkServices
      RevokeSecurityGroupEgress`,
    elbv2: `CreateListener CreateLoadBalancer CreateTargetGroup DescribeCapacityReservation DescribeListeners
      DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeTags DescribeTargetGroupAttributes
      DescribeTargetGroups DescribeTargetHealth ModifyLoadBalancerAttributes ModifyTargetGroupAttributes
      SetSecurityGroups`,
    events: "DescribeRule ListTagsForResource ListTargetsByRule PutRule PutTargets",
    iam: `AddRoleToInstanceProfile AttachRolePolicy CreateInstanceProfile CreatePolicy CreateRole
      CreateServiceLinkedRole GetAccountPasswordPolicy GetInstanceProfile GetPolicy GetPolicyVersion GetRole
      GetRolePolicy ListAttachedRolePolicies ListRolePolicies ListRoles PutRolePolicy TagRole
      UpdateAccountPasswordPolicy`,
    kms: `CreateAlias CreateKey DescribeKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus ListAliases
      ListResourceTags`,
    logs: `CreateDelivery CreateLogGroup DeleteDelivery DeleteDeliverySource DescribeAccountPolicies DescribeLogGroups
      DescribeResourcePolicies GetDelivery GetDeliverySource ListTagsForResource PutAccountPolicy
      PutDeliverySource PutResourcePolicy PutRetentionPolicy`,
    "network-firewall": "DescribeLoggingConfiguration UpdateLoggingConfiguration",
    resourcegroupstaggingapi: "GetResources",
    route53: `CreateQueryLoggingConfig DeleteQueryLoggingConfig GetHostedZone GetQueryLoggingConfig ListHostedZones
      ListResourceRecordSets ListTagsForResource`,
    route53resolver: `AssociateResolverQueryLogConfig CreateResolverQueryLogConfig DisassociateResolverQueryLogConfig
      GetResolverQueryLogConfig GetResolverQueryLogConfigAssociation ListTagsForResource`,
    s3control: "GetPublicAccessBlock PutPublicAccessBlock",
    scheduler: "CreateSchedule GetSchedule",
    ssm: `CreateAssociation CreateDocument CreateResourceDataSync DescribeAssociation DescribeDocument
      DescribeDocumentPermission DescribeParameters GetDocument GetParameter ListResourceDataSync
      ListTagsForResource PutParameter`,
    stepfunctions: `CreateStateMachine DescribeStateMachine ListStateMachineVersions ListTagsForResource
      ValidateStateMachineDefinition`,
    sts: "GetCallerIdentity",
    wafv2: "GetLoggingConfiguration PutLoggingConfiguration",
  },
} as const satisfies Record<string, Record<string, string>>;

/** Account by what it is for. */
export type AccountKind = keyof typeof deploymentCalls;

export interface DeploymentCall {
  readonly kind: AccountKind;
  readonly service: string;
  readonly operation: string;
}

/** Each call by itself. */
export const judgedCalls: readonly DeploymentCall[] = Object.entries(deploymentCalls).flatMap(([kind, services]) =>
  Object.entries(services).flatMap(([service, operations]) =>
    operations.split(/\s+/).map((operation) => ({ kind: kind as AccountKind, service, operation })),
  ),
);
