import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { Construct } from "constructs";
import { RemovedBlock } from "./removed-block";

export interface EbsEncryptionProps {
  readonly regions: readonly string[];
  /** Otherwise somebody else sets it, and what was set here is left as it is. */
  readonly setHere: boolean;
}

/**
 * Every new EBS volume and snapshot copy of the account is encrypted, whatever the request says.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export class EbsEncryption extends Construct {
  constructor(scope: Construct, id: string, props: EbsEncryptionProps) {
    super(scope, id);
    for (const region of props.regions) {
      if (props.setHere) new EbsEncryptionByDefault(this, region, { region, enabled: true });
      else new RemovedBlock(this, region, EbsEncryptionByDefault.tfResourceType);
    }
  }
}
