import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliveryDestinationPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination-policy";
import { Construct } from "constructs";
import { LogType } from "../archive/log-types";
import { Partition } from "../policy/region";
import { PolicyDocument } from "../policy/policy-document";

export interface DeliveryDestinationProps {
  readonly destinationName: string;
  /** Region of the delivery sources, which may differ from the bucket's. */
  readonly region: string;
  readonly partition: Partition;
  readonly organizationId: string;
  /** The account that owns destination and bucket. */
  readonly accountId: string;
  readonly bucketName: string;
  readonly logType: LogType;
  /** @default - the format AWS chooses for the log */
  readonly outputFormat?: "json" | "plain" | "w3c" | "raw" | "parquet";
}

/**
 * A place in the archive to which every account of the organization, and nobody else, may attach deliveries of vended logs.
 *
 * Bucket and format cannot change while deliveries exist.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
export class DeliveryDestination extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeliveryDestinationProps) {
    super(scope, id);
    const { partition, region, accountId } = props;
    const destination = new CloudwatchLogDeliveryDestination(this, "Default", {
      region,
      name: props.destinationName,
      outputFormat: props.outputFormat,
      deliveryDestinationConfiguration: [
        {
          destinationResourceArn: `arn:${partition}:s3:::${props.bucketName}/${props.logType.prefix.replace("/", "")}`,
        },
      ],
    });
    const access = new PolicyDocument(this, "access", "deliveryDestinationPolicy", [
      {
        sid: "AllowDeliveriesOfOrganization",
        principals: "*",
        actions: ["logs:CreateDelivery"],
        resources: [`arn:${partition}:logs:${region}:${accountId}:delivery-destination:${props.destinationName}`],
        conditions: { StringEquals: { "aws:PrincipalOrgID": props.organizationId } },
      },
    ]);
    new CloudwatchLogDeliveryDestinationPolicy(this, "policy", {
      region,
      deliveryDestinationName: destination.name,
      deliveryDestinationPolicy: access.json,
    });
    this.arn = destination.arn;
  }
}
