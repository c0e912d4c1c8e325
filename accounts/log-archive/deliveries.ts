import { Construct } from "constructs";
import { logTypes } from "../../modules/archive/log-types";
import { DeliveryDestination } from "../../modules/transport/delivery-destination";
import type { Archive } from "./archive";
import { Workspace } from "../workspace/workspace";

/**
 * Where the accounts of the organization attach deliveries of vended logs: load balancers in every governed Region, into
 * the Region's own bucket, and CloudFront in the edge Region.
 */
export class Deliveries extends Construct {
  /** Region -> delivery destination of load balancer logs. */
  readonly loadBalancerArns: Readonly<Record<string, string>>;
  /** Empty where the partition has no CloudFront. */
  readonly cloudFrontArn: string;

  constructor(workspace: Workspace, archive: Archive) {
    super(workspace, "deliveries");
    const { organization, names, account } = workspace;
    const owner = {
      partition: names.partition,
      organizationId: organization.organization.id,
      accountId: account.id,
    };
    this.loadBalancerArns = Object.fromEntries(
      Object.entries(archive.elbBucketNames).map(([region, bucketName]) => [
        region,
        new DeliveryDestination(this, `load-balancers-${region}`, {
          ...owner,
          destinationName: names.loadBalancerDestination,
          region,
          bucketName,
          logType: logTypes.loadBalancing,
        }).arn,
      ]),
    );
    this.cloudFrontArn = names.edgeRegion
      ? new DeliveryDestination(this, "cloudfront", {
          ...owner,
          destinationName: names.cloudFrontDestination,
          region: names.edgeRegion,
          bucketName: archive.of("logs").bucketName,
          logType: logTypes.cloudfront,
          outputFormat: "json",
        }).arn
      : "";
  }
}
