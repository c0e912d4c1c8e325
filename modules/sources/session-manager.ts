import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { accountRootArn, bucketArn, onlyThroughS3 } from "../policy/arn";
import { Partition } from "../policy/region";
import { Conditions, PolicyDocument, Statement } from "../policy/statement";

/** Where transcripts are archived when a session ends. */
export interface TranscriptArchive {
  /** Bucket without dots in its name; its policy must admit roles of this account under `sessions/ACCOUNT/`. */
  readonly bucketName: string;
  readonly bucketRegion: string;
  readonly bucketKmsKeyArn: string;
}

export interface SessionManagerProps {
  readonly partition: Partition;
  readonly accountId: string;
  /** Regions in which sessions may be held. */
  readonly regions: readonly string[];
  /** Region -> key that encrypts sessions; its policy needs `sessionKeyStatement`. */
  readonly keyArns: Readonly<Record<string, string>>;
  /** Log group for transcripts, in every Region; it must be encrypted with a KMS key, or no session starts. */
  readonly logGroupName: string;
  /** @default - transcripts are only in the log group */
  readonly archive?: TranscriptArchive;
  /** Managed policy for the roles of instances. */
  readonly instancePolicyName: string;
  /** Managed policy for those who hold sessions. */
  readonly userPolicyName: string;
  /** Minutes, 1 to 60. @default 20 */
  readonly idleSessionTimeoutMinutes?: number;
  /** Minutes, 1 to 1440. @default 480 */
  readonly maxSessionDurationMinutes?: number;
  /**
   * Role, made under the path `service-role/`, that Systems Manager lends to instances with IMDSv2 and no role, or one
   * without `ssm:UpdateInstanceInformation`. It serves the SSM agent alone, not the CloudWatch agent.
   * @default - such instances are not managed
   */
  readonly defaultHostManagementRoleName?: string;
}

const defaultHostManagementSetting = "/ssm/managed-instance/default-ec2-instance-management-role";

/** The name under which Session Manager looks for the preferences of an account in a Region. */
const preferencesName = "SSM-SessionManagerRunShell";

/** Newer agents add a third entry, `aws:ssm:RandomChallenge`, so others must stay possible. */
const onlySessionData: Conditions = {
  StringLike: {
    "kms:EncryptionContext:aws:ssm:SessionId": "*",
    "kms:EncryptionContext:aws:ssm:TargetId": ["i-*", "mi-*"],
  },
};

/**
 * What the key of a Region's sessions must allow: session data on instances, to whom IAM policies of the account do.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html
 */
export const sessionKeyStatement = (partition: Partition, accountId: string): Statement => ({
  sid: "AllowSessionsOfAccountToEncrypt",
  principals: { aws: [accountRootArn(partition, accountId)] },
  actions: ["kms:Decrypt", "kms:GenerateDataKey"],
  resources: ["*"],
  conditions: onlySessionData,
});

/** Actions without resource-level permissions, and Regions without preferences: there, sessions would not be logged. */
const onlyIn = (regions: readonly string[]): Conditions => ({ StringEquals: { "aws:RequestedRegion": regions } });

const archiveStatements = ({ partition, accountId }: SessionManagerProps, archive: TranscriptArchive): Statement[] => {
  const bucket = bucketArn(partition, archive.bucketName);
  return [
    { sid: "CheckEncryptionOfArchive", actions: ["s3:GetEncryptionConfiguration"], resources: [bucket] },
    {
      sid: "ArchiveTranscriptsOfThisAccount",
      actions: ["s3:PutObject", "s3:PutObjectAcl"],
      resources: [`${bucket}/${logTypes.sessions.prefix}${accountId}/*`],
    },
    {
      sid: "EncryptArchivedTranscripts",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [archive.bucketKmsKeyArn],
      conditions: onlyThroughS3(archive.bucketRegion, bucket),
    },
  ];
};

/** `ssm:UpdateInstanceInformation` is not among them: alone it makes a node that takes sessions and nothing else. */
const instanceStatements = (props: SessionManagerProps, keyArns: readonly string[]): Statement[] => {
  const groups = `arn:${props.partition}:logs:*:${props.accountId}:log-group`;
  return [
    {
      sid: "OpenChannelsWhereSessionsAreLogged",
      actions: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
        (action) => `ssmmessages:${action}`,
      ),
      resources: ["*"],
      conditions: onlyIn(props.regions),
    },
    { sid: "DecryptSessionData", actions: ["kms:Decrypt"], resources: keyArns, conditions: onlySessionData },
    { sid: "FindLogGroup", actions: ["logs:DescribeLogGroups"], resources: [`${groups}:*`] },
    {
      sid: "StreamTranscripts",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${groups}:${props.logGroupName}:*`],
    },
    ...(props.archive ? archiveStatements(props, props.archive) : []),
  ];
};

const userStatements = (props: SessionManagerProps, keyArns: readonly string[]): Statement[] => {
  const { partition, accountId } = props;
  const ssm = `arn:${partition}:ssm:*:${accountId}`;
  const preferences = `${ssm}:document/${preferencesName}`;
  const loggedSessions = [`arn:${partition}:ec2:*:${accountId}:instance/*`, `${ssm}:managed-instance/*`, preferences];
  return [
    {
      sid: "StartLoggedSessions",
      actions: ["ssm:StartSession"],
      resources: loggedSessions,
      conditions: { ...onlyIn(props.regions), BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } },
    },
    {
      sid: "DenySessionsThatAreNotLogged",
      effect: "Deny",
      actions: ["ssm:StartSession"],
      notResources: loggedSessions,
    },
    // Not `session/${aws:userid}-*`: the identifier of a session begins with the user's or role session's name.
    { sid: "OpenChannelOfSession", actions: ["ssmmessages:OpenDataChannel"], resources: [`${ssm}:session/*`] },
    {
      sid: "ResumeAndTerminateOwnSessions",
      actions: ["ssm:ResumeSession", "ssm:TerminateSession"],
      resources: [`${ssm}:session/*`],
      conditions: { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": "${aws:userid}" } },
    },
    { sid: "EncryptSessionData", actions: ["kms:GenerateDataKey"], resources: keyArns, conditions: onlySessionData },
    {
      sid: "FindInstancesAndSessions",
      actions: [
        "ec2:DescribeInstances",
        "ssm:DescribeInstanceInformation",
        "ssm:DescribeInstanceProperties",
        "ssm:DescribeSessions",
        "ssm:GetConnectionStatus",
      ],
      resources: ["*"],
      conditions: onlyIn(props.regions),
    },
    {
      sid: "DenyChangesToPreferences",
      effect: "Deny",
      actions: ["CreateDocument", "DeleteDocument", "UpdateDocument", "UpdateDocumentDefaultVersion"].map(
        (action) => `ssm:${action}`,
      ),
      resources: [preferences],
    },
  ];
};

/** @returns the minutes as the document wants them. @throws when Session Manager would not accept them. */
function minutes(name: string, value: number, maximum: number): string {
  if (!Number.isInteger(value) || value < 1 || value > maximum) {
    throw new Error(`${name} is ${value}: Session Manager accepts whole minutes from 1 to ${maximum}`);
  }
  return String(value);
}

/**
 * Sessions on instances are encrypted end to end and logged as they go, in a log group of the Region, and again in the
 * archive when they end, `sessions/ACCOUNT/REGION/SESSION.log`.
 *
 * What would leave a session without a log, and what becomes of it here:
 * - An instance role without permissions: no session starts. Before it opens a shell, the agent must decrypt the data
 *   key and see that log group and bucket are encrypted; one policy holds these permissions and those to write.
 * - A log group that is missing or not encrypted: no session starts, for the same reason.
 * - Port forwarding, SSH, single commands, a team's own session document: denied to whoever has the user policy, as are
 *   changes to the preferences; Regions without preferences are not allowed. Others need a service control policy.
 * - An instance that stops during a session loses the archived transcript, and PowerShell transcription or an instance
 *   without PowerShell 5.1 the streamed one: with an archive, neither loses both.
 * - Writes that are denied by another policy, and a full disk: the session goes on. Only the SSM agent's log on the
 *   instance says so, which `OperatingSystemLogs` collects.
 *
 * If the console already made the document, creating it is refused: import it. The instance policy complements
 * AmazonSSMManagedInstanceCore or default host management. The user policy lets sessions on every instance be started:
 * narrow it with a boundary.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
 */
export class SessionManager extends Construct {
  readonly instancePolicyArn: string;
  readonly userPolicyArn: string;

  /** @throws when a Region has no key, or minutes are out of range. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SessionManagerProps,
  ) {
    super(scope, id);
    const keys = props.regions.map((region) => ({ region, keyArn: this.keyArn(region) }));
    const keyArns = keys.map(({ keyArn }) => keyArn);
    const { archive } = props;
    const timeouts = {
      idleSessionTimeout: minutes("idleSessionTimeoutMinutes", props.idleSessionTimeoutMinutes ?? 20, 60),
      maxSessionDuration: minutes("maxSessionDurationMinutes", props.maxSessionDurationMinutes ?? 480, 1440),
    };
    for (const { region, keyArn } of keys) {
      new SsmDocument(this, `preferences-${region}`, {
        region,
        name: preferencesName,
        documentType: "Session",
        documentFormat: "JSON",
        content: Fn.jsonencode({
          schemaVersion: "1.0",
          description: "Session Manager preferences of this account and Region",
          sessionType: "Standard_Stream",
          inputs: {
            kmsKeyId: keyArn,
            cloudWatchLogGroupName: props.logGroupName,
            cloudWatchEncryptionEnabled: true,
            cloudWatchStreamingEnabled: true,
            ...(archive && {
              s3BucketName: archive.bucketName,
              s3KeyPrefix: `${logTypes.sessions.prefix}${props.accountId}/${region}`,
            }),
            s3EncryptionEnabled: true,
            runAsEnabled: false,
            ...timeouts,
          },
        }),
      });
    }
    this.instancePolicyArn = this.policy("instance", props.instancePolicyName, instanceStatements(props, keyArns));
    this.userPolicyArn = this.policy("user", props.userPolicyName, userStatements(props, keyArns));
    if (props.defaultHostManagementRoleName) this.manageHostsByDefault(props.defaultHostManagementRoleName);
  }

  private keyArn(region: string): string {
    const arn = this.props.keyArns[region];
    if (!arn) throw new Error(`${this.node.path} has no key for sessions in ${region}`);
    return arn;
  }

  private policy(id: string, name: string, statements: readonly Statement[]): string {
    const document = new PolicyDocument(this, `${id}-permissions`, statements);
    return new IamPolicy(this, `${id}-policy`, { name, policy: document.json }).arn;
  }

  /**
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html
   */
  private manageHostsByDefault(name: string): void {
    const { partition, accountId, regions } = this.props;
    // No condition: the documentation shows none for this role, and a role can only be passed within its own account.
    const trust = new PolicyDocument(this, "host-trust", [
      {
        sid: "AllowDefaultHostManagement",
        principals: { services: ["ssm.amazonaws.com"] },
        actions: ["sts:AssumeRole"],
      },
    ]);
    const role = new IamRole(this, "host-role", { name, path: "/service-role/", assumeRolePolicy: trust.json });
    const policies = {
      management: `arn:${partition}:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy`,
      sessions: this.instancePolicyArn,
    };
    const attachments = Object.entries(policies).map(
      ([id, policyArn]) => new IamRolePolicyAttachment(this, `host-${id}`, { role: role.name, policyArn }),
    );
    for (const region of regions) {
      new SsmServiceSetting(this, `host-management-${region}`, {
        region,
        settingId: `arn:${partition}:ssm:${region}:${accountId}:servicesetting${defaultHostManagementSetting}`,
        settingValue: `service-role/${name}`,
        dependsOn: attachments,
      });
    }
  }
}
