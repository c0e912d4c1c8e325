import { Partition } from "../../policy/region";

/** What the statements of the archive's writers need to know about the organization they admit. */
export interface WriterFacts {
  readonly partition: Partition;
  /** `o-...`; value of `aws:SourceOrgID` on every delivery that is made for one of our accounts. */
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly logArchiveAccountId: string;
  readonly securityToolingAccountId: string;
  readonly homeRegion: string;
  readonly governedRegions: readonly string[];
  /** The trails of the organization, and no others, write to the archive. */
  readonly organizationTrailArns: readonly string[];
}

/**
 * Folder that AWS's native keys keep per account. The policy variable confines each account to its own folder without
 * a list of accounts, which would outgrow the 20 KB of a bucket policy at a few hundred.
 */
export const ownFolder = "AWSLogs/${aws:SourceAccount}/*";

/**
 * The same for a delivery that says its folders itself. AWS's own begin with `AWSLogs/`, and the Terraform provider takes what
 * begins so for AWS's.
 */
export const plainFolder = "${aws:SourceAccount}/*";

/**
 * Writers name no ACL but `bucket-owner-full-control`, the only one that a bucket with ACLs disabled accepts. That they name
 * one at all is not asked: AWS's policies show the condition without saying that it is sent to a bucket that has no ACLs,
 * where it guards nothing, and were it not, logs would stop in silence.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export const noOtherAcl = { StringEqualsIfExists: { "s3:x-amz-acl": "bucket-owner-full-control" } };
