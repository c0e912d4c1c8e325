import { NamingField, ServiceTampering } from "./service-tampering";

const stream: readonly NamingField[] = ["streamName", "streamARN", "resourceARN"];

/** The streams that carry log events to the archive are deleted, throttled, re-encrypted, read or fed. */
export const transport: readonly ServiceTampering[] = [
  {
    service: "firehose",
    groups: [
      {
        denied: "DenyReconfiguringArchive",
        about: { ours: ["deliveryStreamName"] },
        actions: [
          "DeleteDeliveryStream",
          "StartDeliveryStreamEncryption",
          "StopDeliveryStreamEncryption",
          "UpdateDestination",
        ],
      },
      { denied: "DenyForgingLogs", actions: ["PutRecord*"], untold: "CloudTrail does not record what is put" },
    ],
  },
  {
    service: "kinesis",
    groups: [
      {
        denied: "DenyReconfiguringArchive",
        about: { ours: stream },
        actions: [
          "DecreaseStreamRetentionPeriod",
          "Delete*",
          "DeregisterStreamConsumer",
          "MergeShards",
          "PutResourcePolicy",
          "RegisterStreamConsumer",
          "SplitShard",
          "StartStreamEncryption",
          "StopStreamEncryption",
          "Update*",
        ],
      },
      {
        denied: "DenyReconfiguringArchive",
        actions: ["AssociateStreamsWithChannel", "CreateChannel"],
      },
      {
        denied: "DenyReconfiguringArchive",
        actions: ["InjectApiError"],
        untold: "a permission that Fault Injection Service asks for, not a call",
      },
      {
        denied: "DenyReadingLogs",
        actions: ["GetRecords", "SubscribeToShard"],
        untold: "a data event, for every batch that is delivered",
      },
      {
        denied: "DenyForgingLogs",
        actions: ["PutRecord*"],
        untold: "a data event, for every batch that is sent",
      },
    ],
  },
];
