import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { Construct } from "constructs";
import { RemovedBlock } from "./removed-block";

export interface PublicAccessBlockProps {
  readonly accountId: string;
  /** Otherwise somebody else sets it, and what was set here is left as it is. */
  readonly setHere: boolean;
}

/**
 * No bucket of the account can be made public, whatever its own settings say.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export class PublicAccessBlock extends Construct {
  constructor(scope: Construct, id: string, props: PublicAccessBlockProps) {
    super(scope, id);
    if (!props.setHere) {
      new RemovedBlock(this, "Default", S3AccountPublicAccessBlock.tfResourceType);
      return;
    }
    new S3AccountPublicAccessBlock(this, "Default", {
      accountId: props.accountId,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}
