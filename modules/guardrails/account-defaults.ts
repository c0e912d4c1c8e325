import { EbsSnapshotBlockPublicAccess } from "@cdktf/provider-aws/lib/ebs-snapshot-block-public-access";
import { Ec2ImageBlockPublicAccess } from "@cdktf/provider-aws/lib/ec2-image-block-public-access";
import { Ec2InstanceMetadataDefaults } from "@cdktf/provider-aws/lib/ec2-instance-metadata-defaults";
import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { Construct } from "constructs";
import { RemovedBlock } from "./removed-block";

/** What an account falls back to, apart from what is about all of its buckets or volumes. */
export type AccountSetting = "passwordPolicy" | "instanceMetadata" | "snapshotPublicAccess" | "imagePublicAccess";

export interface AccountDefaultsProps {
  readonly regions: readonly string[];
  /** Otherwise somebody else sets it, and what was set here is left as it is. */
  readonly setHere: (setting: AccountSetting) => boolean;
}

/**
 * The strictest of what the controls of Security Hub ask of a password. AWS's own policy, which an account has without
 * this, fails them.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html
 */
const passwordPolicy = {
  // IAM.7 and IAM.11 to IAM.14, of which PCI DSS 4.0.1 wants letters and digits (8.3.6).
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
  requireSymbols: true,
  requireNumbers: true,
  // IAM.15: CIS 3.0, 1.8, and CIS 5.0, 1.7. IAM.7 and IAM.10 are content with less.
  minimumPasswordLength: 14,
  // IAM.16: CIS 3.0, 1.9, and CIS 5.0, 1.8, want exactly 24, the most there is.
  passwordReusePrevention: 24,
  // IAM.17: PCI DSS 4.0.1, 8.3.9. CIS asks it no more since 1.4.
  maxPasswordAge: 90,
  // Whose password expires has to be able to choose another without an administrator.
  allowUsersToChangePassword: true,
  hardExpiry: false,
};

/**
 * What an account falls back to where nobody decides otherwise is safe, and is what the services of detection expect:
 * strong passwords, instance metadata by session token only, snapshots and images that are not public.
 *
 * - Instance metadata: a default for new instances; those that run, and launches that say otherwise, are left alone. Two
 *   hops, because the answer to a container takes one more than that to its host; AWS sets two as well for an image that
 *   demands tokens.
 * - Snapshots: those already shared with everybody are no longer public; their attributes stay, so that destroying this
 *   makes them public again.
 * - Images: those already public stay so, because AWS has no stricter mode; destroying this leaves the block in place.
 *
 * Destroying the other two brings back what AWS sets: its own password policy, and no preference for instance metadata.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html
 */
export class AccountDefaults extends Construct {
  constructor(scope: Construct, id: string, props: AccountDefaultsProps) {
    super(scope, id);
    const { regions, setHere } = props;
    if (setHere("passwordPolicy")) new IamAccountPasswordPolicy(this, "password-policy", passwordPolicy);
    else new RemovedBlock(this, "password-policy", IamAccountPasswordPolicy.tfResourceType);
    for (const region of regions) {
      const metadata = `instance-metadata-${region}`;
      const tokens = { region, httpTokens: "required", httpPutResponseHopLimit: 2 };
      if (setHere("instanceMetadata")) new Ec2InstanceMetadataDefaults(this, metadata, tokens);
      else new RemovedBlock(this, metadata, Ec2InstanceMetadataDefaults.tfResourceType);

      const snapshots = `snapshots-${region}`;
      const unshared = { region, state: "block-all-sharing" };
      if (setHere("snapshotPublicAccess")) new EbsSnapshotBlockPublicAccess(this, snapshots, unshared);
      else new RemovedBlock(this, snapshots, EbsSnapshotBlockPublicAccess.tfResourceType);

      const images = `images-${region}`;
      const unpublished = { region, state: "block-new-sharing" };
      if (setHere("imagePublicAccess")) new Ec2ImageBlockPublicAccess(this, images, unpublished);
      else new RemovedBlock(this, images, Ec2ImageBlockPublicAccess.tfResourceType);
    }
  }
}
