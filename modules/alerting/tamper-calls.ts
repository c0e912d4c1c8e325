import { and, equals, Expression, matches, oneOf, or } from "./filter-pattern";
import { calls, field, request } from "./trail-record";

/** Policies of the organization are changed, attached or detached, or their type is switched off. */
export const organizationPolicies = calls(
  "organizations",
  "CreatePolicy",
  "UpdatePolicy",
  "DeletePolicy",
  "AttachPolicy",
  "DetachPolicy",
  "DisablePolicyType",
  "PutResourcePolicy",
  "DeleteResourcePolicy",
);

/** Services or administrators gain or lose trust, accounts leave, close or move, root sessions become possible. */
export const organizationMembers = or(
  calls(
    "organizations",
    "EnableAWSServiceAccess",
    "DisableAWSServiceAccess",
    "RegisterDelegatedAdministrator",
    "DeregisterDelegatedAdministrator",
    "RemoveAccountFromOrganization",
    "AccountDepartedOrganization",
    "CloseAccount",
    "MoveAccount",
    "DeleteOrganization",
  ),
  calls("iam", "EnableOrganizationsRoot*"),
);

/** Trails or AWS Config are stopped, deleted, redirected, told to record or keep less, or administered elsewhere. */
export const recording = or(
  calls(
    "cloudtrail",
    "StopLogging",
    "DeleteTrail",
    "UpdateTrail",
    "PutEventSelectors",
    "PutInsightSelectors",
    "RegisterOrganizationDelegatedAdmin",
  ),
  calls(
    "config",
    "StopConfigurationRecorder",
    "DeleteConfigurationRecorder",
    "PutConfigurationRecorder",
    "DeleteDeliveryChannel",
    "PutDeliveryChannel",
    "PutRetentionConfiguration",
  ),
);

/** Detection services are switched off, left, or told to watch less; their operations are named alike. */
export const detection = or(
  and(
    oneOf(
      field.source,
      ["guardduty", "securityhub", "macie2", "inspector2", "detective", "access-analyzer", "fms"].map(
        (service) => `${service}.amazonaws.com`,
      ),
    ),
    oneOf(field.name, [
      "Disable*",
      "Disassociate*",
      "BatchDisableStandards",
      "DeleteDetector",
      "UpdateDetector",
      "UpdateMacieSession",
      "DeleteAnalyzer",
    ]),
  ),
  // Whether a wildcard matches nothing at all is not documented.
  calls("inspector2", "Disable"),
);

/** A key is disabled, rotated no more or scheduled for deletion, or changes its policy or its alias. */
export const keys = calls(
  "kms",
  "DisableKey",
  "DisableKeyRotation",
  "ScheduleKeyDeletion",
  "PutKeyPolicy",
  "DeleteAlias",
  "UpdateAlias",
);

/** What collects flow logs, DNS logs or web ACL logs is deleted. */
export const sources = or(
  calls("ec2", "DeleteFlowLogs"),
  calls("route53resolver", "DeleteResolverQueryLogConfig", "DisassociateResolverQueryLogConfig"),
  calls("route53", "DeleteQueryLoggingConfig"),
  calls("wafv2", "DeleteLoggingConfiguration"),
);

/**
 * Log groups are deleted, redirected or kept shorter: calls that take one by a name that begins so, and calls that name
 * none or name it in several ways.
 */
export const logGroups = (prefix: string): Expression =>
  and(
    equals(field.source, "logs.amazonaws.com"),
    or(
      oneOf(field.name, [
        "PutAccountPolicy",
        "DeleteAccountPolicy",
        "PutDataProtectionPolicy",
        "PutLogGroupDeletionProtection",
        "AssociateKmsKey",
        "DisassociateKmsKey",
      ]),
      and(
        matches(request("logGroupName"), `${prefix}*`),
        oneOf(field.name, [
          "DeleteLogGroup",
          "DeleteLogStream",
          "PutRetentionPolicy",
          "DeleteRetentionPolicy",
          "PutMetricFilter",
          "DeleteMetricFilter",
          "PutSubscriptionFilter",
          "DeleteSubscriptionFilter",
        ]),
      ),
    ),
  );

/**
 * Alarms whose names begin so are deleted, silenced, set or changed. `DeleteAlarms` and `DisableAlarmActions` take
 * lists, in which an alarm of ours may stand anywhere: all of them count.
 */
export const alarms = (prefix: string): Expression =>
  and(
    equals(field.source, "monitoring.amazonaws.com"),
    or(
      oneOf(field.name, ["DeleteAlarms", "DisableAlarmActions", "PutAlarmMuteRule"]),
      and(
        matches(request("alarmName"), `${prefix}*`),
        oneOf(field.name, ["PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState"]),
      ),
    ),
  );

/** The topic with this ARN is changed or deleted, or who is told. */
export const topic = (arn: string): Expression =>
  and(
    equals(field.source, "sns.amazonaws.com"),
    or(
      and(
        equals(request("topicArn"), arn),
        oneOf(field.name, ["SetTopicAttributes", "DeleteTopic", "AddPermission", "RemovePermission", "Subscribe"]),
      ),
      and(
        matches(request("subscriptionArn"), `${arn}:*`),
        oneOf(field.name, ["Unsubscribe", "SetSubscriptionAttributes"]),
      ),
    ),
  );

/** Any role is made or deleted, or whom it trusts, what it may do or which instances have it is changed. */
export const roleChanges = calls(
  "iam",
  "CreateRole",
  "DeleteRole",
  "UpdateRole",
  "UpdateAssumeRolePolicy",
  "PutRolePolicy",
  "DeleteRolePolicy",
  "AttachRolePolicy",
  "DetachRolePolicy",
  "PutRolePermissionsBoundary",
  "DeleteRolePermissionsBoundary",
  "AddRoleToInstanceProfile",
);
