import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";

export interface FindingFoldersProps {
  readonly bucketName: string;
  readonly bucketRegion: string;
  /** Each ends in `/`. */
  readonly keys: readonly string[];
}

/**
 * The folders below which GuardDuty writes. It refuses to export to a prefix whose folders are not there, whoever owns
 * the bucket.
 *
 * Each is an empty object under SSE-S3, so that nobody needs the archive's key to make it, and without the provider's
 * tags, which the bucket refuses. The retention of its log type leaves it alone: GuardDuty looks again with each change.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class FindingFolders extends Construct {
  constructor(scope: Construct, id: string, props: FindingFoldersProps) {
    super(scope, id);
    for (const key of props.keys) {
      new S3Object(this, key.split("/").filter(Boolean).join("-"), {
        region: props.bucketRegion,
        bucket: props.bucketName,
        key,
        serverSideEncryption: "AES256",
        overrideProvider: { defaultTags: { tags: {} } },
      });
    }
  }
}
