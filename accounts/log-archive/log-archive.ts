import { Construct } from "constructs";
import { ArchiveControls } from "../../modules/detection/archive-controls";
import { Archive } from "./archive";
import { intendedArchiveAccess } from "./archive-access";
import { logArchiveHealth } from "./health";
import { accountBaseline } from "../baseline/baseline";
import { publish } from "../workspace/contracts";
import { Deliveries } from "./deliveries";
import type { Organization } from "../organization/organization";
import { Pipeline } from "./pipeline";
import { Workspace } from "../workspace/workspace";

/** The Log Archive account: the archive, the pipeline that fills it from CloudWatch Logs, the baseline. */
export class LogArchive extends Workspace {
  constructor(scope: Construct, organization: Organization) {
    super(scope, "log-archive", organization, organization.accounts.logArchive);
    const archive = new Archive(this);
    const pipeline = new Pipeline(this, archive);

    const deliveries = new Deliveries(this, archive);
    logArchiveHealth(this, archive);

    const contract = publish(this, "log-archive", {
      trail_bucket_name: archive.of("trail").bucketName,
      logs_bucket_name: archive.of("logs").bucketName,
      waf_bucket_name: archive.of("waf").bucketName,
      elb_bucket_names: archive.elbBucketNames,
      vault_bucket_name: archive.of("vault").bucketName,
      archive_key_arn: archive.key.arn,
      transport_key_arn: pipeline.key.arn,
      load_balancer_delivery_arns: deliveries.loadBalancerArns,
      cloudfront_delivery_arn: deliveries.cloudFrontArn,
      log_destination_arns: pipeline.destinationArns,
    });
    const { recorders } = accountBaseline(this, contract, { destinationsOpen: pipeline.destinationsOpen });
    if (organization.detection.archiveControls.enabled) {
      new ArchiveControls(this, "archive-controls", {
        rulePrefix: organization.namePrefix,
        homeRegion: organization.regions.home,
        buckets: archive.controlled,
        recorders,
        intendedAccess: intendedArchiveAccess(organization, archive.key.arn),
      });
    }
  }
}
