import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { Construct } from "constructs";

/**
 * Every new EBS volume and snapshot copy of the account is encrypted, whatever the request says.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export class EbsEncryption extends Construct {
  constructor(scope: Construct, id: string, props: { readonly regions: readonly string[] }) {
    super(scope, id);
    for (const region of props.regions) new EbsEncryptionByDefault(this, region, { region, enabled: true });
  }
}
