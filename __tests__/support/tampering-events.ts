/** A call that a monitor of the management account must not miss, as CloudTrail names it. */
export interface Call {
  readonly service: string;
  readonly name: string;
  /** The request, where the monitor looks at it. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The same request about something else, which is none of the monitor's business. */
  readonly elsewhere?: Readonly<Record<string, unknown>>;
  /** Monitors of every account that see it as well, unless a role does it that is named as the deployment's is. */
  readonly also?: readonly string[];
}

/** A call in a Region that is not governed. */
export interface FarCall extends Call {
  /** The account in which alone it counts. @default - any */
  readonly account?: string;
}

const calls = (service: string, ...names: readonly string[]): Call[] => names.map((name) => ({ service, name }));

const about = (
  parameters: Call["parameters"],
  elsewhere: Call["elsewhere"],
  service: string,
  ...names: readonly string[]
): Call[] => names.map((name) => ({ service, name, parameters, elsewhere }));

/** Monitor of the management account -> calls it must see when they are not the deployment role's. */
export const tamperingCalls: Readonly<Record<string, readonly Call[]>> = {
  "management-guardrails": [
    ...calls("organizations", "CreatePolicy", "UpdatePolicy", "DeletePolicy", "AttachPolicy", "DetachPolicy"),
    ...calls("organizations", "DisablePolicyType", "EnablePolicyType", "PutResourcePolicy", "DeleteResourcePolicy"),
  ],
  "management-organization": [
    ...calls("organizations", "EnableAWSServiceAccess", "DisableAWSServiceAccess"),
    ...calls("organizations", "RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"),
    ...calls("organizations", "RemoveAccountFromOrganization", "AccountDepartedOrganization", "CloseAccount"),
    ...calls("organizations", "MoveAccount", "DeleteOrganization"),
    ...calls("iam", "EnableOrganizationsRootCredentialsManagement", "EnableOrganizationsRootSessions"),
    ...calls("iam", "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions"),
  ],
  "management-recording": [
    ...calls("cloudtrail", "StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors"),
    ...calls("cloudtrail", "RegisterOrganizationDelegatedAdmin"),
    ...calls("config", "StopConfigurationRecorder", "DeleteConfigurationRecorder", "PutConfigurationRecorder"),
    ...calls("config", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutRetentionConfiguration"),
  ],
  "management-detection": [
    ...calls("guardduty", "DeleteDetector", "UpdateDetector", "DisassociateFromAdministratorAccount"),
    ...calls("guardduty", "DisassociateFromMasterAccount", "DisableOrganizationAdminAccount"),
    ...calls("guardduty", "EnableOrganizationAdminAccount"),
    ...calls("inspector2", "EnableDelegatedAdminAccount"),
    ...calls("securityhub", "DisableSecurityHub", "DisableSecurityHubV2", "BatchDisableStandards"),
    ...calls("securityhub", "DisassociateFromAdministratorAccount", "DisableOrganizationAdminAccount"),
    ...calls("macie2", "DisableMacie", "UpdateMacieSession", "DisassociateFromAdministratorAccount"),
    ...calls("inspector2", "Disable", "DisableDelegatedAdminAccount", "DisassociateMember"),
    ...calls("detective", "DisassociateMembership", "DisableOrganizationAdminAccount"),
    ...calls("access-analyzer", "DeleteAnalyzer"),
    ...calls("fms", "AssociateAdminAccount", "DisassociateAdminAccount"),
  ],
  "management-log-groups": [
    ...calls("logs", "PutAccountPolicy", "DeleteAccountPolicy", "PutDataProtectionPolicy"),
    ...calls("logs", "PutLogGroupDeletionProtection", "AssociateKmsKey", "DisassociateKmsKey"),
    ...about(
      { logGroupName: "/example-logs/organization-trail" },
      { logGroupName: "/aws/lambda/example-logs" },
      "logs",
      ...["DeleteLogGroup", "DeleteLogStream", "PutRetentionPolicy", "DeleteRetentionPolicy"],
      ...["PutMetricFilter", "DeleteMetricFilter", "PutSubscriptionFilter", "DeleteSubscriptionFilter"],
    ),
  ],
  "management-alarms": [
    ...calls("monitoring", "DeleteAlarms", "DisableAlarmActions"),
    ...calls("monitoring", "PutAlarmMuteRule").map((call) => ({ ...call, also: ["alarms-ended"] })),
    ...about(
      { alarmName: "example-logs-high-break-glass" },
      { alarmName: "website-latency" },
      "monitoring",
      ...["PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState"],
    ).map((call) => ({ ...call, also: ["alarms-ended"] })),
  ],
  "management-keys": [
    ...calls("kms", "DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion", "PutKeyPolicy"),
    ...calls("kms", "DeleteAlias", "UpdateAlias"),
  ],
  "management-sources": [
    ...calls("ec2", "DeleteFlowLogs"),
    ...calls("route53resolver", "DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"),
    ...calls("route53", "DeleteQueryLoggingConfig"),
    ...calls("wafv2", "DeleteLoggingConfiguration"),
  ],
  "management-roles": [
    ...about(
      { roleName: "example-logs-trail-log-group" },
      { roleName: "Developer" },
      "iam",
      ...["CreateRole", "DeleteRole", "UpdateRole", "PutRolePolicy", "DeleteRolePolicy"],
      ...["AttachRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"],
      "AddRoleToInstanceProfile",
    ),
    // Of any role.
    ...about({ roleName: "Developer" }, undefined, "iam", "UpdateAssumeRolePolicy"),
  ],
  "management-credentials": [
    ...calls("iam", "CreateUser", "CreateAccessKey", "UpdateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"),
    ...calls("iam", "AddUserToGroup", "AttachUserPolicy", "PutUserPolicy", "DeactivateMFADevice"),
    ...calls("iam", "CreateOpenIDConnectProvider", "CreateSAMLProvider", "UpdateSAMLProvider"),
  ],
  "management-remote-work": [
    ...calls("cloudformation", "CreateStackSet", "UpdateStackSet", "DeleteStackSet", "CreateStackInstances"),
    ...calls("cloudformation", "UpdateStackInstances", "DeleteStackInstances"),
    ...calls("cloudformation", "ActivateOrganizationsAccess", "DeactivateOrganizationsAccess"),
    ...calls("ssm", "CreateAssociation", "CreateAssociationBatch", "SendCommand", "StartAutomationExecution"),
  ],
};

const topic = "arn:aws:sns:eu-west-1:333333333333:example-logs-alerts-high";

/** Monitor of every account -> calls that it must see when no role makes them that is named as the deployment's is. */
export const callsAnywhere: Readonly<Record<string, readonly Call[]>> = {
  "alerting-ended": [
    ...about(
      { name: "example-logs-tampering-1" },
      { name: "nightly" },
      "events",
      ...["DeleteRule", "DisableRule", "PutRule"],
    ),
    ...about({ name: "example-logs-alerts" }, { name: "orders" }, "events", ...["DeleteEventBus", "UpdateEventBus"]),
    ...about({ rule: "example-logs-tampering-1" }, { rule: "nightly" }, "events", ...["PutTargets", "RemoveTargets"]),
    ...calls("oam", "DeleteLink", "DeleteSink", "PutSinkPolicy", "UpdateLink"),
    ...about(
      { roleName: "example-logs-alert-forwarding" },
      { roleName: "alert-forwarding" },
      "iam",
      ...["DeleteRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy", "AttachRolePolicy", "DetachRolePolicy"],
    ),
  ],
  "alarms-ended": [
    ...about(
      { alarmName: "example-logs-high-canary" },
      { alarmName: "website-latency" },
      "monitoring",
      ...["PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState"],
    ),
    ...about(
      { alarmNames: ["example-logs-high-canary"] },
      { alarmNames: ["website-latency"] },
      "monitoring",
      ...["DeleteAlarms", "DisableAlarmActions"],
    ),
    ...about({ alarmNames: ["website-latency", "example-logs-high-canary"] }, undefined, "monitoring", "DeleteAlarms"),
    ...calls("monitoring", "PutAlarmMuteRule"),
    ...about(
      { topicArn: topic },
      { topicArn: topic.replace("example-logs", "website") },
      "sns",
      ...["SetTopicAttributes", "DeleteTopic", "AddPermission", "RemovePermission", "Subscribe"],
    ),
  ],
};

/** What a call begins with that changes something in a service that watches, and a call that begins so. */
const changing = [
  ...["AssociateAdminAccount", "BatchDisableStandards", "BatchUpdateAutomationRules", "CreateFilter", "DeleteDetector"],
  ...["Disable", "DisableSecurityHub", "DisassociateMembers", "EnableOrganizationAdminAccount", "PutEventSelectors"],
  ...["RegisterOrganizationDelegatedAdmin", "StartConfigurationPolicyAssociation", "StopLogging", "TagResource"],
  ...["UntagResource", "UpdateTrail"],
];

/** Every call of the first service, and one call of each other. */
const watchedBy = (first: string, ...others: readonly string[]): Call[] => [
  ...calls(first, ...changing),
  ...others.flatMap((service) => calls(service, "DeleteMembers")),
];

/** Monitor of Regions that are not governed -> calls that it must see there. */
export const callsFarAway = (logArchive: string): Readonly<Record<string, readonly FarCall[]>> => ({
  "unwatched-region-1": watchedBy(
    "access-analyzer",
    ...["cloudtrail", "config", "detective", "fms", "guardduty", "inspector2", "macie2"],
  ),
  "unwatched-region-2": watchedBy("observabilityadmin", "securityhub"),
  "unwatched-region-3": [
    ...calls("account", "CloseAccount", "DisableRegion", "EnableRegion"),
    ...calls("account", "DeleteAlternateContact", "PutAlternateContact"),
    ...calls("iam", "DeleteAccountPasswordPolicy", "UpdateAccountPasswordPolicy"),
    ...calls("iam", "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions"),
    ...calls("logs", "DeleteAccountPolicy", "PutAccountPolicy", "PutStorageTierPolicy"),
    ...calls("logs", "DeletePipelineRule", "PutPipelineRule", "DeleteDelivery", "UpdateDeliveryConfiguration"),
  ],
  "unwatched-region-4": [
    ...calls("organizations", "LeaveOrganization"),
    ...calls("route53", "DeleteQueryLoggingConfig"),
    ...calls("wafv2", "DeleteLoggingConfiguration", "PutLoggingConfiguration"),
  ],
  "unwatched-region-5": [
    ...about(
      { roleName: "example-logs-subscription" },
      { roleName: "Developer" },
      "iam",
      ...["AttachRolePolicy", "CreateRole", "DeleteRole", "DetachRolePolicy", "PutRolePolicy", "UpdateRole"],
      ...["AddRoleToInstanceProfile", "TagRole", "UntagRole", "SetDefaultPolicyVersion"],
    ),
    ...about({ roleName: "OrganizationLoggingDeployment" }, undefined, "iam", "DeleteRole"),
    ...about({ roleName: "LogArchiveBreakGlass" }, undefined, "iam", "DeleteRole"),
  ],
  "unwatched-region-6": [
    ...about(
      { bucketName: "example-logs-vault-222222222222-ap-south-1" },
      { bucketName: "website" },
      "s3",
      ...["DeleteBucket", "DeleteBucketPolicy", "CreateBucketMetadataTableConfiguration", "DeleteBucketEncryption"],
      ...["PauseReplication", "PutAccelerateConfiguration", "PutBucketPolicy", "PutObjectLockConfiguration"],
      "UpdateBucketMetadataInventoryTableConfiguration",
    ),
    ...[
      ...calls("kms", "DeleteImportedKeyMaterial", "DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion"),
      ...calls("kms", "PutKeyPolicy", "ReplicateKey", "TagResource", "UntagResource"),
    ].map((call) => ({ ...call, account: logArchive })),
  ],
});
