import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { Fn, ListTerraformIterator } from "cdktf";
import { Construct } from "constructs";

export interface VendedLogDeliveryProps {
  readonly region: string;
  /** ARNs of what is logged. */
  readonly resources: ListTerraformIterator;
  /** AWS's name of the log, e.g. `ALB_ACCESS_LOGS`. */
  readonly logType: string;
  /** Begins the name of each delivery source; a digest of the ARN follows. At most 47 characters. */
  readonly namePrefix: string;
  /** Delivery destination of the same Region. */
  readonly destinationArn: string;
  /** Folders below the destination's prefix. @default - those AWS gives the log type */
  readonly suffixPath?: string;
}

/** A delivery source is named with at most 60 characters. */
const digestLength = 12;
const nameLimit = 60;

/**
 * CloudWatch log delivery of one log type, for each of the resources.
 *
 * It is attached to a resource without owning it: the resource's own settings stay as they are. A resource has one delivery
 * source per log type; where somebody else made it, AWS refuses a second one, and the resource has to be excepted.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
export class VendedLogDelivery extends Construct {
  constructor(scope: Construct, id: string, props: VendedLogDeliveryProps) {
    super(scope, id);
    const { region, resources } = props;
    if (props.namePrefix.length + 1 + digestLength > nameLimit) {
      throw new Error(`the name prefix ${props.namePrefix} of ${this.node.path} is too long: delivery sources have 60`);
    }
    const source = new CloudwatchLogDeliverySource(this, "source", {
      forEach: resources,
      region,
      name: `${props.namePrefix}-${Fn.substr(Fn.sha256(resources.value), 0, digestLength)}`,
      logType: props.logType,
      resourceArn: resources.value,
    });
    new CloudwatchLogDelivery(this, "Default", {
      forEach: resources,
      region,
      deliverySourceName: `\${${source.fqn}[each.key].name}`,
      deliveryDestinationArn: props.destinationArn,
      s3DeliveryConfiguration: props.suffixPath
        ? [{ suffixPath: props.suffixPath, enableHiveCompatiblePath: false }]
        : undefined,
    });
  }
}
