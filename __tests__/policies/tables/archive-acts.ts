import { accounts, bucketArn, object } from "../organization-under-test";
import { arn, GuardedAct, GuardedActs } from "./guarded-act";

const { logArchive } = accounts;

/** Statement -> what it denies, of the rail that guards the archive. */
export const archiveActs: Readonly<Record<string, GuardedActs>> = {
  DenyDestroyingEvidence: {
    account: logArchive,
    may: ["breakGlass"],
    acts: [
      ["s3:DeleteObject", "delete an object", object("logs", "x")],
      ["s3:DeleteObjectVersion", "delete a version", object("logs", "x")],
      ["s3:BypassGovernanceRetention", "bypass a lock", object("trail", "x")],
      ["s3:PutObjectRetention", "shorten a lock", object("trail", "x")],
      ["s3:PutObjectLegalHold", "lift a legal hold", object("trail", "x")],
      ["s3:DeleteBucket", "delete a bucket", bucketArn("logs")],
      ["s3:DeleteBucketPolicy", "delete a bucket policy", bucketArn("logs")],
    ],
  },
  DenyReconfiguringArchive: {
    account: logArchive,
    may: ["deployment", "breakGlass"],
    acts: [
      ...(
        [
          ["s3:PutBucketPolicy", "replace a bucket policy"],
          ["s3:PutBucketVersioning", "suspend versioning"],
          ["s3:PutLifecycleConfiguration", "let objects expire"],
          ["s3:PutReplicationConfiguration", "redirect replication"],
          ["s3:PutEncryptionConfiguration", "change the default encryption"],
          ["s3:PutBucketObjectLockConfiguration", "change the default lock"],
          ["s3:PauseReplication", "pause replication"],
          ["s3:TagResource", "relabel a bucket"],
          ["s3:UntagResource", "unlabel a bucket"],
          ["s3:CreateBucketMetadataTableConfiguration", "copy metadata into a table"],
          ["s3:DeleteBucketMetadataTableConfiguration", "end a table of metadata"],
          ["s3:UpdateBucketMetadataJournalTableConfiguration", "let the journal of metadata expire"],
        ] as const
      ).map(([action, words]): GuardedAct => [action, words, bucketArn("logs")]),
      ...(
        [
          ["DeleteDeliveryStream", "delete the delivery stream"],
          ["UpdateDestination", "redirect the delivery stream"],
          ["StopDeliveryStreamEncryption", "stop the encryption of the delivery stream"],
        ] as const
      ).map(([action, words]): GuardedAct => [
        `firehose:${action}`,
        words,
        arn("firehose", "deliverystream/example-logs-cloudwatch", logArchive),
      ]),
      ...(
        [
          ["DeleteStream", "delete the stream"],
          ["DecreaseStreamRetentionPeriod", "shorten the replay"],
          ["PutResourcePolicy", "open the stream to others"],
          ["RegisterStreamConsumer", "make another consumer"],
          ["StartStreamEncryption", "encrypt the stream with another key"],
          ["StopStreamEncryption", "stop the encryption of the stream"],
        ] as const
      ).map(([action, words]): GuardedAct => [
        `kinesis:${action}`,
        words,
        arn("kinesis", "stream/example-logs-cloudwatch", logArchive),
      ]),
      ["kinesis:UpdateStreamMode", "change the capacity of the stream"],
      [
        "kinesis:DeregisterStreamConsumer",
        "deregister a consumer",
        arn("kinesis", "stream/example-logs-cloudwatch/consumer/siem:1", logArchive),
      ],
    ],
  },
  DenyReadingLogs: {
    account: logArchive,
    may: ["breakGlass"],
    acts: [
      ...(
        [
          "GetObject",
          "GetObjectAttributes",
          "GetObjectVersion",
          "GetObjectVersionAttributes",
          "GetObjectVersionForReplication",
        ] as const
      ).map((action): GuardedAct => [`s3:${action}`, `read an object with ${action}`, object("logs", "x")]),
      ["kinesis:GetRecords", "read the stream", arn("kinesis", "stream/example-logs-cloudwatch", logArchive)],
      [
        "kinesis:SubscribeToShard",
        "listen to the stream",
        arn("kinesis", "stream/example-logs-cloudwatch/consumer/spy:1", logArchive),
      ],
    ],
  },
  DenyForgingLogs: {
    account: logArchive,
    may: [],
    acts: [
      ["kinesis:PutRecord", "put a record into the stream"],
      ["kinesis:PutRecords", "put records into the stream"],
    ].map(([action = "", words = ""]): GuardedAct => [
      action,
      words,
      arn("kinesis", "stream/example-logs-cloudwatch", logArchive),
    ]),
  },
  "DenyForgingLogs of Firehose": {
    account: logArchive,
    may: [],
    acts: ["PutRecord", "PutRecordBatch"].map((action): GuardedAct => [
      `firehose:${action}`,
      `put into the delivery stream with ${action}`,
      arn("firehose", "deliverystream/example-logs-cloudwatch", logArchive),
    ]),
  },
};
