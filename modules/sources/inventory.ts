import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { SsmResourceDataSync } from "@cdktf/provider-aws/lib/ssm-resource-data-sync";
import { Construct } from "constructs";
import { logTypes } from "../archive/log-types";

export interface InventoryProps {
  /** Regions whose managed nodes are inventoried. */
  readonly regions: readonly string[];
  readonly associationName: string;
  readonly syncName: string;
  /** Bucket of the archive, without Object Lock; its policy must already admit the syncs of this account. */
  readonly archiveBucketName: string;
  readonly archiveBucketRegion: string;
  /** Key of the bucket. */
  readonly archiveKmsKeyArn: string;
  /** How often each node reports. @default "rate(12 hours)" */
  readonly scheduleExpression?: string;
}

/** What `AWS-GatherSoftwareInventory` can gather without being told which files or registry keys to read. */
const gathered = [
  "applications",
  "awsComponents",
  "customInventory",
  "instanceDetailedInformation",
  "networkConfig",
  "services",
  "windowsRoles",
  "windowsUpdates",
];

/**
 * Every managed node of every given Region, existing and new, reports what is installed on it, and Systems Manager
 * copies the reports to the archive, `inventory/AWS:TYPE/accountid=ACCOUNT/region=REGION/`.
 *
 * A report replaces the one before: the bucket's versions and its replica hold the history. A sync covers one account
 * in one Region, and cannot write to a bucket with Object Lock. A node takes one inventory association: with a second
 * one, of Quick Setup for example, it reports nothing at all, so remove the other first.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html
 */
export class Inventory extends Construct {
  constructor(scope: Construct, id: string, props: InventoryProps) {
    super(scope, id);
    for (const region of props.regions) {
      new SsmAssociation(this, `association-${region}`, {
        region,
        name: "AWS-GatherSoftwareInventory",
        associationName: props.associationName,
        targets: [{ key: "InstanceIds", values: ["*"] }],
        scheduleExpression: props.scheduleExpression ?? "rate(12 hours)",
        parameters: Object.fromEntries(gathered.map((type) => [type, "Enabled"])),
      });
      new SsmResourceDataSync(this, `sync-${region}`, {
        region,
        name: props.syncName,
        s3Destination: {
          bucketName: props.archiveBucketName,
          region: props.archiveBucketRegion,
          kmsKeyArn: props.archiveKmsKeyArn,
          prefix: logTypes.inventory.prefix.replace(/\/$/, ""),
          syncFormat: "JsonSerDe",
        },
      });
    }
  }
}
