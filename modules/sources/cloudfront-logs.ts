import { Construct } from "constructs";
import { ResourceSelection, selectResources, taggedResources } from "./resource-selection";
import { VendedLogDelivery } from "./vended-log-delivery";

export interface CloudFrontLogsProps extends ResourceSelection {
  /** us-east-1, where CloudFront's deliveries live whatever the bucket's Region. */
  readonly region: string;
  readonly accountId: string;
  /** Begins the names of the delivery sources. */
  readonly namePrefix: string;
  readonly destinationArn: string;
}

/**
 * CloudFront distributions deliver standard logs (v2) to the archive, beside whatever logging they have. Standard logging
 * v1 is not used: it needs a bucket with ACLs.
 *
 * The prefix of the destination replaces the folders AWS would choose, so the folder of the account is said here, where the
 * archive's policy expects it. It does not begin as AWS's own would: newer releases of the provider take that beginning away
 * when they read the delivery, and would find a change in every plan.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 */
export class CloudFrontLogs extends Construct {
  constructor(scope: Construct, id: string, props: CloudFrontLogsProps) {
    super(scope, id);
    const { region } = props;
    const discover = taggedResources("cloudfront:distribution");
    const resources = selectResources(this, "distributions", region, props, discover, ":distribution/");
    if (!resources) return;
    new VendedLogDelivery(this, "delivery", {
      region,
      resources,
      logType: "ACCESS_LOGS",
      namePrefix: `${props.namePrefix}-cloudfront`,
      destinationArn: props.destinationArn,
      suffixPath: `${props.accountId}/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}`,
    });
  }
}
