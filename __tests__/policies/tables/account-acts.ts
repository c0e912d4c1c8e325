import { accounts, keyArn, role } from "../organization-under-test";
import { arn, each, everybodyLetThrough, GuardedActs } from "./guarded-act";

const { payments, website } = accounts;

const deploymentRole = role(payments, "OrganizationLoggingDeployment");
const ourKey = { "kms:ResourceAliases": "alias/example-logs-logs" };
const tagged = { "aws:ResourceTag/project": "example-logs" };

/** Statement -> what it denies, of the rails that guard accounts. */
export const accountActs: Readonly<Record<string, GuardedActs>> = {
  DenyTakingOverRoles: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...each("iam", deploymentRole, {
        CreateRole: "make a role that is let through",
        PutRolePolicy: "give the deployment role more permissions",
        AttachRolePolicy: "attach more permissions to the deployment role",
        DetachRolePolicy: "take permissions from the deployment role",
        DeleteRole: "delete the deployment role",
        UpdateAssumeRolePolicy: "take over the deployment role",
        PassRole: "lend the deployment role to a service",
        TagRole: "tag the deployment role",
        UntagRole: "untag the deployment role",
      }),
      ...each("iam", role(payments, "LogArchiveBreakGlass"), { UpdateAssumeRolePolicy: "take over break-glass" }),
      ...each("iam", role(payments, "stacksets-exec-0a1b"), { UpdateAssumeRolePolicy: "take over an exempt role" }),
      ...each("iam", role(payments, "example-logs-subscription"), { PutRolePolicy: "widen a role of the logging" }),
      ...each("iam", `arn:aws:iam::${payments}:policy/example-logs-session-users`, {
        SetDefaultPolicyVersion: "restore an older policy for sessions",
      }),
      ...each("iam", `arn:aws:iam::${payments}:instance-profile/example-logs-syslog-data-centre`, {
        AddRoleToInstanceProfile: "put another role into a profile of the logging",
      }),
    ],
  },
  DenyDestroyingKeys: {
    account: payments,
    may: ["breakGlass"],
    context: ourKey,
    acts: each("kms", keyArn("logs"), {
      ScheduleKeyDeletion: "schedule the deletion of a key",
      DisableKey: "disable a key",
      DisableKeyRotation: "end the rotation of a key",
      DeleteImportedKeyMaterial: "delete the material of a key",
    }),
  },
  DenyRedirectingKeys: {
    account: payments,
    may: everybodyLetThrough,
    context: ourKey,
    acts: each("kms", keyArn("logs"), {
      PutKeyPolicy: "replace the policy of a key",
      ReplicateKey: "replicate a key",
      DeleteAlias: "delete the alias of a key",
      TagResource: "write over the tag that CloudWatch asks for",
      UntagResource: "take away the tag that CloudWatch asks for",
      UpdateAlias: "point the alias at another key",
    }),
  },
  DenyStoppingWork: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...each("cloudwatch", arn("cloudwatch", "alarm:example-logs-delivery"), {
        DeleteAlarms: "delete an alarm",
        DisableAlarmActions: "silence an alarm",
        PutMetricAlarm: "blunt an alarm",
        SetAlarmState: "calm an alarm",
        PutAlarmMuteRule: "mute an alarm",
      }),
      ...each("chatbot", `arn:aws:chatbot::${payments}:chat-configuration/slack-channel/example-logs-alerts`, {
        DeleteSlackChannelConfiguration: "end a chat",
        UpdateSlackChannelConfiguration: "redirect a chat",
        DeleteMicrosoftTeamsChannelConfiguration: "end a chat of Teams",
        UpdateMicrosoftTeamsChannelConfiguration: "redirect a chat of Teams",
      }),
      ...each("events", arn("events", "event-bus/example-logs-alerts"), {
        DeleteEventBus: "delete a bus",
        UpdateEventBus: "change a bus",
      }),
      ...each("sqs", arn("sqs", "example-logs-alerts"), {
        AddPermission: "open a queue",
        DeleteQueue: "delete a queue",
        PurgeQueue: "empty a queue",
        RemovePermission: "close a queue",
        SetQueueAttributes: "replace the policy of a queue",
      }),
      ...each("events", arn("events", "rule/example-logs-log-group-retention-changes"), {
        DeleteRule: "delete an event rule",
        DisableRule: "disable an event rule",
        PutRule: "narrow an event rule",
        PutTargets: "redirect an event rule",
        RemoveTargets: "take the targets from an event rule",
      }),
      ...each("scheduler", arn("scheduler", "schedule/default/example-logs-log-group-retention"), {
        DeleteSchedule: "delete a schedule",
        UpdateSchedule: "disable a schedule",
      }),
      ...each("states", arn("states", "stateMachine:example-logs-log-group-retention"), {
        DeleteStateMachine: "delete a state machine",
        UpdateStateMachine: "rewrite a state machine",
      }),
      ...each("states", arn("states", "execution:example-logs-log-group-retention:0a1b"), {
        StopExecution: "stop a state machine at work",
      }),
      ...each("sns", arn("sns", "example-logs-alerts"), {
        AddPermission: "open a topic",
        DeleteTopic: "delete a topic",
        RemovePermission: "close a topic",
        SetTopicAttributes: "replace the policy of a topic",
        Subscribe: "listen to a topic",
      }),
      ...each("ssm", arn("ssm", "document/SSM-SessionManagerRunShell"), {
        DeleteDocument: "delete the preferences of sessions",
        UpdateDocument: "switch the transcripts of sessions off",
        UpdateDocumentDefaultVersion: "restore older preferences of sessions",
        ModifyDocumentPermission: "share the preferences of sessions",
      }),
      ...each("ssm", arn("ssm", "document/example-logs-cloudwatch-agent"), { UpdateDocument: "rewrite a document" }),
      ...each("ssm", arn("ssm", "parameter/AmazonCloudWatch-example-logs-linux"), {
        DeleteParameter: "delete the agent's configuration",
        PutParameter: "empty the agent's configuration",
      }),
      ...each("ssm", arn("ssm", "resource-data-sync/example-logs"), {
        DeleteResourceDataSync: "end the export of inventory",
      }),
    ],
  },
  DenyChangingTagged: {
    account: payments,
    may: everybodyLetThrough,
    context: tagged,
    acts: [
      ...each("config", arn("config", "config-rule/config-rule-0a1b"), {
        DeleteConfigRule: "delete a rule",
        DeleteEvaluationResults: "delete what a rule found",
        PutExternalEvaluation: "forge what a rule found",
        PutConfigRule: "loosen a rule",
        TagResource: "pass a rule off as a team's",
        UntagResource: "pass a rule off as nobody's",
      }),
      ...each("guardduty", arn("guardduty", "malware-protection-plan/0a1b2c3d"), {
        DeleteMalwareProtectionPlan: "end the scans of a bucket",
        UpdateMalwareProtectionPlan: "leave objects out of the scans of a bucket",
        TagResource: "pass the scans of a bucket off as a team's",
        UntagResource: "pass the scans of a bucket off as nobody's",
      }),
      ...each("logs", arn("logs", "delivery:0a1b2c3d"), {
        DeleteDelivery: "end a delivery",
        TagResource: "pass a delivery off as a team's",
        UntagResource: "pass a delivery off as nobody's",
        UpdateDeliveryConfiguration: "leave fields out of a delivery",
      }),
      ...each("oam", arn("oam", "link/0a1b2c3d-4e5f-6789-abcd-ef0123456789"), {
        DeleteLink: "stop sharing metrics",
        UpdateLink: "share fewer metrics",
        TagResource: "pass a link off as a team's",
        UntagResource: "pass a link off as nobody's",
      }),
      ...each("oam", arn("oam", "sink/0a1b2c3d-4e5f-6789-abcd-ef0123456789"), {
        DeleteSink: "stop receiving metrics",
        PutSinkPolicy: "shut accounts out of a sink",
      }),
      ...each("ssm", arn("ssm", "association/0a1b2c3d-4e5f-6789-abcd-ef0123456789"), {
        AddTagsToResource: "pass an association off as a team's",
        DeleteAssociation: "end an association",
        RemoveTagsFromResource: "pass an association off as nobody's",
        UpdateAssociation: "narrow an association",
      }),
    ],
  },
  DenyChangingRemediation: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...each("config", arn("config", "remediation-configuration/0a1b"), {
        DeleteRemediationConfiguration: "end the remediation of a rule",
        PutRemediationConfigurations: "change the remediation of a rule",
      }),
      ...each("config", undefined, { PutRemediationExceptions: "leave resources out of a remediation" }),
    ],
  },
  DenyChangingSecurityContact: {
    account: payments,
    may: everybodyLetThrough,
    context: { "account:AlternateContactTypes": "SECURITY" },
    acts: each("account", `arn:aws:account::${payments}:account`, {
      DeleteAlternateContact: "delete whom AWS writes to about security",
      PutAlternateContact: "replace whom AWS writes to about security",
    }),
  },
  DenyLoweringDefaults: {
    account: payments,
    may: everybodyLetThrough,
    acts: [
      ...each("account", `arn:aws:account::${payments}:account`, {
        EnableRegion: "open a Region",
        DisableRegion: "close a Region",
      }),
      ...each("ec2", undefined, {
        DisableEbsEncryptionByDefault: "stop encrypting volumes",
        DisableImageBlockPublicAccess: "make images public",
        DisableSnapshotBlockPublicAccess: "make snapshots public",
        EnableSnapshotBlockPublicAccess: "loosen the block of snapshots",
        ModifyInstanceMetadataDefaults: "serve instance metadata without a token",
      }),
      ...each("iam", undefined, {
        DeleteAccountPasswordPolicy: "drop the password policy",
        UpdateAccountPasswordPolicy: "weaken the password policy",
      }),
      ...each("s3", undefined, { PutAccountPublicAccessBlock: "make buckets public" }),
      ...each("ssm", arn("ssm", "servicesetting/ssm/documents/console/public-sharing-permission"), {
        ResetServiceSetting: "reset a setting of Systems Manager",
        UpdateServiceSetting: "change a setting of Systems Manager",
      }),
    ],
  },
  DenyRootSessions: {
    account: payments,
    may: ["breakGlass"],
    acts: [
      ["sts:AssumeRoot", "work as the root of another member", `arn:aws:iam::${website}:root`],
      ["iam:DisableOrganizationsRootSessions", "end the sessions as root of members"],
      ["iam:DisableOrganizationsRootCredentialsManagement", "let root users of members have credentials again"],
    ],
  },
  DenyLeavingOrganization: {
    account: payments,
    may: [],
    acts: [
      ["organizations:LeaveOrganization", "leave the organization"],
      ["account:CloseAccount", "close the account", `arn:aws:account::${payments}:account`],
    ],
  },
};
