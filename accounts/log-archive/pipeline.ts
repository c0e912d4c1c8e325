import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { Statement } from "../../modules/policy/statement";
import { ArchiveDelivery } from "../../modules/transport/archive-delivery";
import { logCentralizationRole } from "../../modules/transport/log-centralization";
import { LogDestination } from "../../modules/transport/log-destination";
import { LogStream } from "../../modules/transport/log-stream";
import { LogSubscription } from "../../modules/transport/log-subscription";
import { Workspace } from "../workspace/workspace";
import type { Archive } from "./archive";
import { transportKeyStatements } from "./transport-key";

const putToDelivery = (delivery: ArchiveDelivery): Statement => ({
  sid: "PutToDeliveryStream",
  actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
  resources: [delivery.arn],
});

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

  constructor(
    private readonly workspace: Workspace,
    archive: Archive,
  ) {
    super(workspace, "pipeline");
    const { organization, names } = workspace;
    const { transport } = organization;

    this.key = this.transportKey();
    const stream =
      transport.mode === "kinesis"
        ? new LogStream(this, "log-stream", {
            streamName: names.pipeline,
            region: organization.regions.home,
            kmsKeyArn: this.key.arn,
            retentionHours: transport.retentionHours,
          })
        : undefined;
    const delivery = this.delivery(archive, stream);

    if (transport.mode === "centralization") {
      this.subscribeCentralLogGroups(delivery);
      this.destinationArns = {};
      this.destinationsOpen = [];
      return;
    }
    const destination = this.destination(delivery, stream);
    this.destinationArns = destination.arns;
    this.destinationsOpen = destination.open;
  }

  private transportKey(): CustomerManagedKey {
    const { organization, names, account } = this.workspace;
    return new CustomerManagedKey(this, "transport-key", {
      alias: `${organization.namePrefix}-transport`,
      description: "Log events on their way to the archive",
      region: organization.regions.home,
      partition: names.partition,
      accountId: account.id,
      deploymentRoleArn: names.deploymentRoleArn(account.id),
      breakGlassRoleArn: names.breakGlassRoleArn(account.id),
      // CloudWatch encrypts central log groups only with a key that carries this tag.
      tags: organization.transport.mode === "centralization" ? { LogsManaged: "true" } : undefined,
      statements: transportKeyStatements(this.workspace),
    });
  }

  private delivery(archive: Archive, stream: LogStream | undefined): ArchiveDelivery {
    const { organization, names, account } = this.workspace;
    return new ArchiveDelivery(this, "archive-delivery", {
      deliveryStreamName: names.pipeline,
      roleName: names.role("delivery"),
      errorLogGroupName: names.deliveryErrorLogGroup,
      region: organization.regions.home,
      partition: names.partition,
      accountId: account.id,
      bucketArn: archive.of("logs").bucketArn,
      bucketKmsKeyArn: archive.key.arn,
      transportKmsKeyArn: this.key.arn,
      sourceStreamArn: stream?.arn,
      errorRetentionDays: organization.logGroups.retentionDays,
    });
  }

  /** Log groups that CloudWatch brings into this account go straight to the delivery stream. */
  private subscribeCentralLogGroups(delivery: ArchiveDelivery): void {
    const { organization, names, account } = this.workspace;
    logCentralizationRole(this, "log-centralization-role");
    new LogSubscription(this, "central-log-groups", {
      policyName: names.pipeline,
      roleName: names.role("subscription"),
      partition: names.partition,
      accountId: account.id,
      targetArns: { [organization.regions.home]: delivery.arn },
      checkedOn: { [organization.regions.home]: delivery.errorLogGroupName },
      permissions: [putToDelivery(delivery)],
      excludedLogGroups: names.neverForwarded,
    });
  }

  /** What the organization's accounts subscribe to, before the stream or the delivery stream itself. */
  private destination(delivery: ArchiveDelivery, stream: LogStream | undefined): LogDestination {
    const { organization, names, account } = this.workspace;
    const viaKinesis = { "kms:ViaService": `kinesis.${organization.regions.home}.amazonaws.com` };
    return new LogDestination(this, "log-destination", {
      destinationName: names.pipeline,
      roleName: names.role("destination"),
      partition: names.partition,
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
              conditions: { StringEquals: viaKinesis },
            },
          ]
        : [putToDelivery(delivery)],
    });
  }
}
