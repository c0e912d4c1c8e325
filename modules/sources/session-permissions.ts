import { logTypes } from "../archive/log-types";
import { accountRootArn, bucketArn, onlyThroughS3 } from "../policy/arn";
import { Partition } from "../policy/region";
import { Conditions, Statement } from "../policy/statement";

/** Where transcripts are archived when a session ends. */
export interface TranscriptArchive {
  /** Bucket without dots in its name; its policy must admit roles of this account under `sessions/ACCOUNT/`. */
  readonly bucketName: string;
  readonly bucketRegion: string;
  readonly bucketKmsKeyArn: string;
}

/** Where sessions may be held, and what they are logged to. */
export interface LoggedSessions {
  readonly partition: Partition;
  readonly accountId: string;
  /** Regions in which sessions may be held. */
  readonly regions: readonly string[];
  /** Log group for transcripts, in every Region; it must be encrypted with a KMS key, or no session starts. */
  readonly logGroupName: string;
  /** @default - transcripts are only in the log group */
  readonly archive?: TranscriptArchive;
}

/** The name under which Session Manager looks for the preferences of an account in a Region. */
export const preferencesName = "SSM-SessionManagerRunShell";

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

const archiveStatements = ({ partition, accountId }: LoggedSessions, archive: TranscriptArchive): Statement[] => {
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

/**
 * What instances need for sessions, and to log them. `ssm:UpdateInstanceInformation` is not among it: alone it makes a
 * node that takes sessions and nothing else.
 */
export const instanceStatements = (props: LoggedSessions, keyArns: readonly string[]): Statement[] => {
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

/** What people need to hold sessions that are logged, on every instance, and the denial of all others. */
export const userStatements = (props: LoggedSessions, keyArns: readonly string[]): Statement[] => {
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
