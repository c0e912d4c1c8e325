import { accounts, bucketArn, object } from "../organization-under-test";
import { arn, each, GuardedActs } from "./guarded-act";

const { logArchive } = accounts;

const stream = arn("kinesis", "stream/example-logs-cloudwatch", logArchive);
const deliveryStream = arn("firehose", "deliverystream/example-logs-cloudwatch", logArchive);

/** Statement -> what it denies, of the rail that guards the archive. */
export const archiveActs: Readonly<Record<string, GuardedActs>> = {
  DenyDestroyingEvidence: {
    account: logArchive,
    may: ["breakGlass"],
    acts: [
      ...each("s3", object("logs", "x"), {
        DeleteObject: "delete an object",
        DeleteObjectVersion: "delete a version",
      }),
      ...each("s3", object("trail", "x"), {
        BypassGovernanceRetention: "bypass a lock",
        PutObjectLegalHold: "lift a legal hold",
      }),
      ...each("s3", bucketArn("logs"), {
        DeleteBucket: "delete a bucket",
        DeleteBucketPolicy: "delete a bucket policy",
      }),
    ],
  },
  DenyChangingLocks: {
    account: logArchive,
    may: ["breakGlass"],
    acts: each("s3", object("trail", "x"), { PutObjectRetention: "change a lock" }),
  },
  DenyReconfiguringArchive: {
    account: logArchive,
    may: ["deployment", "breakGlass"],
    acts: [
      ...each("s3", bucketArn("logs"), {
        PutBucketPolicy: "replace a bucket policy",
        PutBucketVersioning: "suspend versioning",
        PutLifecycleConfiguration: "let objects expire",
        PutReplicationConfiguration: "redirect replication",
        PutEncryptionConfiguration: "change the default encryption",
        PutBucketObjectLockConfiguration: "change the default lock",
        PauseReplication: "pause replication",
        TagResource: "relabel a bucket",
        UntagResource: "unlabel a bucket",
        CreateBucketMetadataTableConfiguration: "copy metadata into a table",
        DeleteBucketMetadataTableConfiguration: "end a table of metadata",
        UpdateBucketMetadataJournalTableConfiguration: "let the journal of metadata expire",
      }),
      ...each("firehose", deliveryStream, {
        DeleteDeliveryStream: "delete the delivery stream",
        UpdateDestination: "redirect the delivery stream",
        StartDeliveryStreamEncryption: "encrypt the delivery stream with another key",
        StopDeliveryStreamEncryption: "stop the encryption of the delivery stream",
      }),
      ...each("kinesis", stream, {
        DeleteStream: "delete the stream",
        DecreaseStreamRetentionPeriod: "shorten the replay",
        PutResourcePolicy: "open the stream to others",
        MergeShards: "leave the stream less room",
        RegisterStreamConsumer: "make another consumer",
        SplitShard: "split the stream",
        StartStreamEncryption: "encrypt the stream with another key",
        StopStreamEncryption: "stop the encryption of the stream",
      }),
      ...each("kinesis", `${stream}/consumer/siem:1`, { DeregisterStreamConsumer: "deregister a consumer" }),
      ...each("kinesis", stream, {
        UpdateMaxRecordSize: "refuse large records",
        UpdateStreamRecordDistributionStrategy: "distribute records otherwise",
        UpdateStreamWarmThroughput: "leave the stream cold",
      }),
      ...each("kinesis", arn("kinesis", "channel/0a1b", logArchive), {
        AssociateStreamsWithChannel: "copy the stream elsewhere",
        CreateChannel: "make a channel that copies the stream",
        DeleteChannel: "delete a channel",
        UpdateChannel: "redirect a channel",
      }),
      ...each("kinesis", undefined, {
        InjectApiError: "let the stream fail",
        UpdateAccountSettings: "change how all streams are paid and warmed",
        UpdateShardCount: "change the size of the stream",
        UpdateStreamMode: "change the capacity of the stream",
      }),
    ],
  },
  DenyReadingLogs: {
    account: logArchive,
    may: ["breakGlass"],
    acts: [
      ...each("s3", object("logs", "x"), {
        GetObject: "read an object",
        GetObjectAttributes: "read the attributes of an object",
        GetObjectVersion: "read a version",
        GetObjectVersionAttributes: "read the attributes of a version",
        GetObjectVersionForReplication: "read a version as if to replicate it",
      }),
      ...each("kinesis", stream, { GetRecords: "read the stream" }),
      ...each("kinesis", `${stream}/consumer/spy:1`, { SubscribeToShard: "listen to the stream" }),
    ],
  },
  DenyForgingLogs: {
    account: logArchive,
    may: [],
    acts: [
      ...each("kinesis", stream, { PutRecord: "put a record into the stream", PutRecords: "put records into it" }),
      ...each("firehose", deliveryStream, {
        PutRecord: "put a record into the delivery stream",
        PutRecordBatch: "put records into it",
      }),
    ],
  },
};
