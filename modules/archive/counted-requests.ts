import { S3BucketMetric } from "@cdktf/provider-aws/lib/s3-bucket-metric";
import { Construct } from "constructs";

export interface CountedRequestsProps {
  readonly region: string;
  readonly bucketName: string;
  /** What is counted, as the dimension `FilterId` of the metrics. */
  readonly filterName: string;
  /** How the keys begin of what is counted. */
  readonly prefix: string;
}

/**
 * S3 counts requests for the objects below a prefix, every minute: how many are written is how a log type is seen to
 * arrive. S3 does its best to count, and does not promise that every request is.
 *
 * Each metric that has data costs what a custom one does, and one filter makes up to 16 of them.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-configurations.html
 */
export class CountedRequests extends Construct {
  readonly filterName: string;

  constructor(scope: Construct, id: string, { region, bucketName, filterName, prefix }: CountedRequestsProps) {
    super(scope, id);
    new S3BucketMetric(this, "Default", { region, bucket: bucketName, name: filterName, filter: { prefix } });
    this.filterName = filterName;
  }
}
