import { and, equals, Expression, matches, oneOf, or } from "./filter-pattern";
import { calls, field, request } from "./trail-record";

/**
 * Policies of the organization are changed, attached or detached, or their type is switched on or off: the type of
 * GuardDuty's policies ends what it does by itself for accounts that join.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export const organizationPolicies = calls(
  "organizations",
  "CreatePolicy",
  "UpdatePolicy",
  "DeletePolicy",
  "AttachPolicy",
  "DetachPolicy",
  "DisablePolicyType",
  "EnablePolicyType",
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
  calls("iam", "EnableOrganizationsRoot*", "DisableOrganizationsRoot*"),
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

/** Detection services are switched off, left, told to watch less or administered elsewhere; their operations are named alike. */
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
      "EnableOrganizationAdminAccount",
      "EnableDelegatedAdminAccount",
      "AssociateAdminAccount",
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

/** Credentials are made, or who may vouch for somebody is changed: nobody's work is in the management account. */
export const credentials = calls(
  "iam",
  "CreateUser",
  "CreateAccessKey",
  "UpdateAccessKey",
  "CreateLoginProfile",
  "UpdateLoginProfile",
  "AddUserToGroup",
  "AttachUserPolicy",
  "PutUserPolicy",
  "DeactivateMFADevice",
  "CreateOpenIDConnectProvider",
  "CreateSAMLProvider",
  "UpdateSAMLProvider",
);

/** Code is run in members, by roles that guard rails may let through. */
export const remoteWork = or(
  calls(
    "cloudformation",
    "CreateStackSet",
    "UpdateStackSet",
    "DeleteStackSet",
    "CreateStackInstances",
    "UpdateStackInstances",
    "DeleteStackInstances",
    "ActivateOrganizationsAccess",
    "DeactivateOrganizationsAccess",
  ),
  calls("ssm", "CreateAssociation", "CreateAssociationBatch", "SendCommand", "StartAutomationExecution"),
);

/** What carries alerts is ended: rules and buses whose names begin so, what shares metrics, the role that forwards. */
export const carriers = (prefix: string): Expression =>
  or(
    and(
      equals(field.source, "events.amazonaws.com"),
      oneOf(field.name, [
        "DeleteRule",
        "DisableRule",
        "PutRule",
        "PutTargets",
        "RemoveTargets",
        "DeleteEventBus",
        "UpdateEventBus",
      ]),
      or(matches(request("name"), `${prefix}*`), matches(request("rule"), `${prefix}*`)),
    ),
    calls("oam", "DeleteLink", "DeleteSink", "PutSinkPolicy", "UpdateLink"),
    and(
      equals(field.source, "iam.amazonaws.com"),
      equals(request("roleName"), `${prefix}alert-forwarding`),
      oneOf(field.name, ["Attach*", "Delete*", "Detach*", "Put*", "Update*"]),
    ),
  );

/**
 * What tells people is ended: alarms whose names begin so, and topics whose ARNs do. Of a list of alarms the first two are
 * looked at: CloudWatch looks for no item of a list, and the account's own rule looks at all of them.
 */
export const tellers = (prefix: string, topicArnPrefix: string): Expression =>
  or(
    and(
      equals(field.source, "monitoring.amazonaws.com"),
      or(
        and(
          or(...["alarmName", "alarmNames[0]", "alarmNames[1]"].map((name) => matches(request(name), `${prefix}*`))),
          oneOf(field.name, ["DeleteAlarms", "DisableAlarmActions", "Put*", "SetAlarmState"]),
        ),
        equals(field.name, "PutAlarmMuteRule"),
      ),
    ),
    and(
      equals(field.source, "sns.amazonaws.com"),
      matches(request("topicArn"), `${topicArnPrefix}*`),
      oneOf(field.name, ["AddPermission", "DeleteTopic", "RemovePermission", "SetTopicAttributes", "Subscribe"]),
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
