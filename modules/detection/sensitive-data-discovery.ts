import { Macie2ClassificationExportConfiguration } from "@cdktf/provider-aws/lib/macie2-classification-export-configuration";
import { Macie2Member } from "@cdktf/provider-aws/lib/macie2-member";
import { Macie2OrganizationConfiguration } from "@cdktf/provider-aws/lib/macie2-organization-configuration";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";
import { ActiveAccounts } from "./active-accounts";
import { FoundingMembers } from "./founding-members";

export interface SensitiveDataDiscoveryProps {
  readonly regions: readonly string[];
  /** The organization as its delegated administrator, the account of this workspace, sees it. */
  readonly accounts: ActiveAccounts;
  /** Bucket that admits Macie below its log type's prefix. */
  readonly archiveBucketName: string;
  readonly archiveKmsKeyArn: string;
}

/**
 * Macie looks for sensitive data in the buckets of every account of the organization, in every given Region, and stores
 * what it finds in the archive.
 *
 * Belongs to the delegated administrator, whose registration switches Macie on in this account; switching it on a second
 * time would fail. Where results are stored is told Region by Region.
 * @see https://docs.aws.amazon.com/macie/latest/user/accounts-mgmt-ao-integrate.html
 * @see https://docs.aws.amazon.com/macie/latest/user/discovery-results-repository-s3.html
 */
export class SensitiveDataDiscovery extends Construct {
  constructor(scope: Construct, id: string, props: SensitiveDataDiscoveryProps) {
    super(scope, id);
    for (const region of props.regions) {
      const { each } = new FoundingMembers(this, `founding-members-${region}`, props.accounts);
      const members = new Macie2Member(this, `members-${region}`, {
        region,
        forEach: each,
        accountId: each.key,
        email: each.value,
        // Macie does not say the address of a member it shares an organization with; every plan would replace it.
        lifecycle: { ignoreChanges: ["email"] },
      });
      new Macie2OrganizationConfiguration(this, `organization-${region}`, {
        region,
        autoEnable: true,
        dependsOn: [members],
      });
      new Macie2ClassificationExportConfiguration(this, `export-${region}`, {
        region,
        s3Destination: {
          bucketName: props.archiveBucketName,
          keyPrefix: logTypes.macie.prefix,
          kmsKeyArn: props.archiveKmsKeyArn,
        },
      });
    }
  }
}
