import { CloudtrailConfig } from "@cdktf/provider-aws/lib/cloudtrail";
import { ITerraformDependable } from "cdktf";
import { logTypes } from "../archive/log-types";

/** Where a trail of the organization writes its files. */
export interface TrailFiles {
  readonly trailName: string;
  readonly region: string;
  /** Archive bucket; its policy must already admit this trail. */
  readonly bucketName: string;
  /** Key of the bucket. Without it events are written with SSE-S3, whatever the bucket's default says. */
  readonly bucketKmsKeyArn: string;
  /** Trusted access for CloudTrail, without which the trail is refused. */
  readonly trustedAccess: ITerraformDependable;
}

/**
 * What every trail of ours has in common: it records every account and Region of the organization, into one bucket, in
 * files whose digests prove that they are whole and unchanged. File names of two trails never collide.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export const organizationTrailSettings = ({
  trailName,
  region,
  bucketName,
  bucketKmsKeyArn,
}: TrailFiles): CloudtrailConfig => ({
  region,
  name: trailName,
  isOrganizationTrail: true,
  isMultiRegionTrail: true,
  includeGlobalServiceEvents: true,
  enableLogFileValidation: true,
  enableLogging: true,
  s3BucketName: bucketName,
  s3KeyPrefix: logTypes.cloudtrail.prefix.replace("/", ""),
  kmsKeyId: bucketKmsKeyArn,
});
