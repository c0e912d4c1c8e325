import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { allowLogGroupEncryption, CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { accountRootArn, roleArn } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { ArchiveDelivery } from "../../modules/transport/archive-delivery";
import { logCentralizationRole, logCentralizationRoleName } from "../../modules/transport/log-centralization";
import { LogDestination } from "../../modules/transport/log-destination";
import { LogStream } from "../../modules/transport/log-stream";
import { LogSubscription } from "../../modules/transport/log-subscription";
import type { Archive } from "./archive";
import { Workspace } from "../workspace/workspace";

/**
 * How CloudWatch Logs of the whole organization reach the archive, in the mode the organization chose:
 *
 * - `kinesis`: destinations -> stream -> delivery stream
 * - `firehose`: destinations -> delivery stream
 * - `centralization`: central log groups of this account -> delivery stream
 */
export class Pipeline extends Construct {
  readonly key: CustomerManagedKey;
  /** Region -> log destination; empty with native centralization. */
  readonly destinationArns: Readonly<Record<string, string>>;
  /** What must exist before an account may subscribe to a destination. */
  readonly destinationsOpen: readonly ITerraformDependable[];

  constructor(workspace: Workspace, archive: Archive) {
    super(workspace, "pipeline");
    const { organization, names, account } = workspace;
    const { transport } = organization;
    const { home } = organization.regions;
    const { partition } = names;

    this.key = new CustomerManagedKey(this, "transport-key", {
      alias: `${organization.namePrefix}-transport`,
      description: "Log events on their way to the archive",
      region: home,
      partition,
      accountId: account.id,
      deploymentRoleArn: names.deploymentRoleArn(account.id),
      breakGlassRoleArn: names.breakGlassRoleArn(account.id),
      // CloudWatch encrypts central log groups only with a key that carries this tag.
      tags: transport.mode === "centralization" ? { LogsManaged: "true" } : undefined,
      statements: this.keyStatements(workspace),
    });

    const stream =
      transport.mode === "kinesis"
        ? new LogStream(this, "log-stream", {
            streamName: names.pipeline,
            region: home,
            kmsKeyArn: this.key.arn,
            retentionHours: transport.retentionHours,
          })
        : undefined;
    const delivery = new ArchiveDelivery(this, "archive-delivery", {
      deliveryStreamName: names.pipeline,
      roleName: names.role("delivery"),
      errorLogGroupName: names.deliveryErrorLogGroup,
      region: home,
      partition,
      accountId: account.id,
      bucketArn: archive.of("logs").bucketArn,
      bucketKmsKeyArn: archive.key.arn,
      transportKmsKeyArn: this.key.arn,
      sourceStreamArn: stream?.arn,
      errorRetentionDays: organization.logGroups.retentionDays,
    });
    const putToDelivery: Statement = {
      sid: "PutToDeliveryStream",
      actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      resources: [delivery.arn],
    };

    if (transport.mode === "centralization") {
      logCentralizationRole(this, "log-centralization-role");
      new LogSubscription(this, "central-log-groups", {
        policyName: names.pipeline,
        roleName: names.role("subscription"),
        partition,
        accountId: account.id,
        targetArns: { [home]: delivery.arn },
        permissions: [putToDelivery],
        excludedLogGroups: names.neverForwarded,
      });
      this.destinationArns = {};
      this.destinationsOpen = [];
      return;
    }
    const destination = new LogDestination(this, "log-destination", {
      destinationName: names.pipeline,
      roleName: names.role("destination"),
      partition,
      regions: names.logRegions,
      organizationId: organization.organization.id,
      accountId: account.id,
      targetArn: stream?.arn ?? delivery.arn,
      targetPermissions: stream
        ? [
            { sid: "PutToStream", actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [stream.arn] },
            {
              sid: "EncryptRecords",
              actions: ["kms:Decrypt", "kms:GenerateDataKey"],
              resources: [this.key.arn],
              conditions: { StringEquals: { "kms:ViaService": `kinesis.${home}.amazonaws.com` } },
            },
          ]
        : [putToDelivery],
    });
    this.destinationArns = destination.arns;
    this.destinationsOpen = destination.open;
  }

  /** Who uses the transport key differs by mode; the error log group always does. */
  private keyStatements({ organization, names, account }: Workspace): Statement[] {
    const { partition } = names;
    const { home } = organization.regions;
    const root = { aws: [accountRootArn(partition, account.id)] };
    const { mode } = organization.transport;
    // With native centralization the account's central log groups are encrypted with this key as well.
    const logGroups = mode === "centralization" ? "*" : names.deliveryErrorLogGroup;
    const encryptLogGroups = allowLogGroupEncryption(partition, home, account.id, logGroups);
    if (mode !== "kinesis") {
      return [
        encryptLogGroups,
        ...(mode === "centralization"
          ? [
              {
                sid: "AllowCentralizationToEncrypt",
                principals: root,
                actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
                resources: ["*"],
                conditions: {
                  ArnEquals: { "aws:PrincipalArn": roleArn(partition, account.id, logCentralizationRoleName) },
                },
              },
            ]
          : []),
        {
          // Firehose encrypts records put to it under a grant that whoever creates the stream has to give.
          sid: "AllowDeploymentToGrantDeliveryStream",
          principals: root,
          actions: ["kms:CreateGrant"],
          resources: ["*"],
          conditions: {
            ArnEquals: { "aws:PrincipalArn": names.deploymentRoleArn(account.id) },
            Bool: { "kms:GrantIsForAWSResource": "true" },
            StringEquals: { "kms:ViaService": `firehose.${home}.amazonaws.com` },
          },
        },
      ];
    }
    const viaKinesis = { "kms:ViaService": `kinesis.${home}.amazonaws.com` };
    return [
      encryptLogGroups,
      {
        sid: "AllowDestinationToEncryptRecords",
        principals: root,
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: ["*"],
        conditions: {
          ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "destination") },
          StringEquals: viaKinesis,
        },
      },
      {
        sid: "AllowDeliveryToDecryptRecords",
        principals: root,
        actions: ["kms:Decrypt"],
        resources: ["*"],
        conditions: {
          ArnEquals: { "aws:PrincipalArn": names.roleArn(account.id, "delivery") },
          StringEquals: viaKinesis,
        },
      },
    ];
  }
}
