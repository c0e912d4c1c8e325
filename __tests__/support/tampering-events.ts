/** A call that a monitor of the management account must not miss, as CloudTrail names it. */
export interface Call {
  readonly service: string;
  readonly name: string;
  /** The request, where the monitor looks at it. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The same request about something else, which is none of the monitor's business. */
  readonly elsewhere?: Readonly<Record<string, unknown>>;
}

const calls = (service: string, ...names: readonly string[]): Call[] => names.map((name) => ({ service, name }));

const about = (
  parameters: Call["parameters"],
  elsewhere: Call["elsewhere"],
  service: string,
  ...names: readonly string[]
): Call[] => names.map((name) => ({ service, name, parameters, elsewhere }));

const topic = "arn:aws:sns:eu-west-1:111111111111:example-logs-alerts";
const subscription = "8a21d249-0000-4000-8000-111122223333";

/** Monitor of the management account -> calls it must see when they are not the deployment role's. */
export const tamperingCalls: Readonly<Record<string, readonly Call[]>> = {
  "management-guardrails": [
    ...calls("organizations", "CreatePolicy", "UpdatePolicy", "DeletePolicy", "AttachPolicy", "DetachPolicy"),
    ...calls("organizations", "DisablePolicyType", "PutResourcePolicy", "DeleteResourcePolicy"),
  ],
  "management-organization": [
    ...calls("organizations", "EnableAWSServiceAccess", "DisableAWSServiceAccess"),
    ...calls("organizations", "RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"),
    ...calls("organizations", "RemoveAccountFromOrganization", "AccountDepartedOrganization", "CloseAccount"),
    ...calls("organizations", "MoveAccount", "DeleteOrganization"),
    ...calls("iam", "EnableOrganizationsRootCredentialsManagement", "EnableOrganizationsRootSessions"),
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
    ...calls("securityhub", "DisableSecurityHub", "DisableSecurityHubV2", "BatchDisableStandards"),
    ...calls("securityhub", "DisassociateFromAdministratorAccount", "DisableOrganizationAdminAccount"),
    ...calls("macie2", "DisableMacie", "UpdateMacieSession", "DisassociateFromAdministratorAccount"),
    ...calls("inspector2", "Disable", "DisableDelegatedAdminAccount", "DisassociateMember"),
    ...calls("detective", "DisassociateMembership", "DisableOrganizationAdminAccount"),
    ...calls("access-analyzer", "DeleteAnalyzer"),
    ...calls("fms", "DisassociateAdminAccount"),
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
    ...calls("monitoring", "DeleteAlarms", "DisableAlarmActions", "PutAlarmMuteRule"),
    ...about(
      { alarmName: "example-logs-break-glass" },
      { alarmName: "website-latency" },
      "monitoring",
      ...["PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState"],
    ),
  ],
  "management-topic": [
    ...about(
      { topicArn: topic },
      { topicArn: `${topic}-of-others` },
      "sns",
      ...["SetTopicAttributes", "DeleteTopic", "AddPermission", "RemovePermission", "Subscribe"],
    ),
    ...about(
      { subscriptionArn: `${topic}:${subscription}` },
      { subscriptionArn: `${topic}-of-others:${subscription}` },
      "sns",
      ...["Unsubscribe", "SetSubscriptionAttributes"],
    ),
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
      ...["CreateRole", "DeleteRole", "UpdateRole", "UpdateAssumeRolePolicy", "PutRolePolicy", "DeleteRolePolicy"],
      ...["AttachRolePolicy", "DetachRolePolicy", "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary"],
      "AddRoleToInstanceProfile",
    ),
  ],
};
