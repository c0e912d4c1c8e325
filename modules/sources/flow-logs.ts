import { DataAwsEc2TransitGatewayAttachment } from "@cdktf/provider-aws/lib/data-aws-ec2-transit-gateway-attachment";
import { DataAwsEc2TransitGatewayAttachments } from "@cdktf/provider-aws/lib/data-aws-ec2-transit-gateway-attachments";
import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs";
import { FlowLog, FlowLogConfig } from "@cdktf/provider-aws/lib/flow-log";
import { TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { LogType, logTypes } from "../archive/log-types";
import { Partition } from "../policy/region";
import { ServiceRole } from "../policy/service-role";
import { FlowLogField, logFormat, transitGatewayFlowLogFields, vpcFlowLogFields } from "./flow-log-records";
import { iterateOver } from "./expression-list";
import { LogGroup } from "./log-groups";

/** What has flow logs. */
export type FlowLogSubject = "vpc" | "transit-gateway";

export interface FlowLogsProps {
  readonly subject: FlowLogSubject;
  readonly partition: Partition;
  readonly accountId: string;
  readonly regions: readonly string[];
  /** Bucket of the archive, whose policy admits the log delivery service. */
  readonly archiveBucketName: string;
  readonly fileFormat: "parquet" | "plain-text";
  /** Seconds over which packets are summed up: 60 or 600. Transit gateways know 60 only. */
  readonly aggregationSeconds: number;
  /** Ids that are left alone. */
  readonly except: readonly string[];
  /** A second copy in log groups, which is charged as one. @default - none */
  readonly localCopy?: {
    /** Region -> log group. The archive has its own copy, so this one must not be forwarded. */
    readonly logGroups: Readonly<Record<string, LogGroup>>;
    readonly roleName: string;
  };
}

interface SubjectFacts {
  readonly logType: LogType;
  readonly records: readonly FlowLogField[];
  /** The ids that exist when Terraform plans, as an expression of Terraform's. */
  readonly discover: (scope: Construct, region: string, accountId: string) => string;
  readonly attach: (id: string, aggregationSeconds: number) => FlowLogConfig;
}

const subjects: Readonly<Record<FlowLogSubject, SubjectFacts>> = {
  vpc: {
    logType: logTypes.vpcflow,
    records: vpcFlowLogFields,
    // A VPC shared with this account is logged by its owner.
    discover: (scope, region, accountId) => {
      const filter = [{ name: "owner-id", values: [accountId] }];
      return `${new DataAwsVpcs(scope, `vpcs-${region}`, { region, filter }).fqn}.ids`;
    },
    attach: (vpcId, maxAggregationInterval) => ({ vpcId, trafficType: "ALL", maxAggregationInterval }),
  },
  "transit-gateway": {
    logType: logTypes.tgwflow,
    records: transitGatewayFlowLogFields,
    // The provider cannot list transit gateways. One without attachments has no traffic to log.
    discover: (scope, region, accountId) => {
      const attachments = new DataAwsEc2TransitGatewayAttachments(scope, `attachments-${region}`, {
        region,
        filter: [{ name: "transit-gateway-owner-id", values: [accountId] }],
      });
      const each = TerraformIterator.fromList(attachments.ids);
      const attachment = new DataAwsEc2TransitGatewayAttachment(scope, `attachment-${region}`, {
        forEach: each,
        region,
        transitGatewayAttachmentId: each.value,
      });
      return `distinct(values(${attachment.fqn})[*].transit_gateway_id)`;
    },
    attach: (transitGatewayId) => ({ transitGatewayId, maxAggregationInterval: 60 }),
  },
};

/**
 * Every VPC, or every transit gateway, that the account owns in the given Regions records all its traffic with every
 * field there is: in hourly folders of the archive and, if wanted, in a local log group for a search at once.
 *
 * They are looked up when Terraform plans, so a new one is covered at the next run and a missing one is no error.
 * A flow log cannot be changed, only replaced.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { partition, accountId, localCopy } = props;
    const { logType, records, discover, attach } = subjects[props.subject];
    const role = localCopy && this.role(props, localCopy);

    for (const region of props.regions) {
      const found = discover(this, region, accountId);
      const each = iterateOver(this, `logged-${region}`, `setsubtract(${found}, ${JSON.stringify(props.except)})`);
      const shared: FlowLogConfig = {
        forEach: each,
        region,
        logFormat: logFormat(records),
        ...attach(each.value, props.aggregationSeconds),
      };
      new FlowLog(this, `archive-${region}`, {
        ...shared,
        logDestinationType: "s3",
        logDestination: `arn:${partition}:s3:::${props.archiveBucketName}/${logType.prefix}`,
        destinationOptions: {
          fileFormat: props.fileFormat,
          hiveCompatiblePartitions: false,
          perHourPartition: true,
        },
      });
      if (localCopy && role) {
        new FlowLog(this, `local-${region}`, {
          ...shared,
          logDestinationType: "cloud-watch-logs",
          logDestination: localCopy.logGroups[region]?.arn,
          iamRoleArn: role.arn,
          dependsOn: [role.policy],
        });
      }
    }
  }

  /** Under which the service writes to the local log groups. */
  private role(
    { partition, accountId, regions }: FlowLogsProps,
    { logGroups, roleName }: NonNullable<FlowLogsProps["localCopy"]>,
  ): ServiceRole {
    return new ServiceRole(this, "role", {
      roleName,
      trust: [
        {
          sid: "AllowFlowLogsOfThisAccount",
          principals: { services: ["vpc-flow-logs.amazonaws.com"] },
          actions: ["sts:AssumeRole"],
          conditions: {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:*:${accountId}:vpc-flow-log/*` },
          },
        },
      ],
      policyName: "write-flow-logs",
      permissions: [
        {
          sid: "WriteFlowLogs",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: regions.map((region) => `${logGroups[region]?.arn ?? ""}:*`),
        },
        {
          // Checked on all groups of a Region at once. `logs:CreateLogGroup` is not needed: the groups exist.
          sid: "FindLogGroup",
          actions: ["logs:DescribeLogGroups"],
          resources: regions.map((region) => `arn:${partition}:logs:${region}:${accountId}:log-group:*`),
        },
      ],
    });
  }
}
