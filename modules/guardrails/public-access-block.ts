import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { Construct } from "constructs";

/**
 * No bucket of the account can be made public, whatever its own settings say.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export class PublicAccessBlock extends Construct {
  constructor(scope: Construct, id: string, props: { readonly accountId: string }) {
    super(scope, id);
    new S3AccountPublicAccessBlock(this, "Default", {
      accountId: props.accountId,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }
}
