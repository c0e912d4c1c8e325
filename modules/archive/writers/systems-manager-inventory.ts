import { logTypes } from "../log-types";
import { Statement } from "../../policy/statement";
import { noOtherAcl, WriterFacts } from "./facts";

const principals = { services: ["ssm.amazonaws.com"] };

const forOrganization = (facts: WriterFacts) => ({
  StringEquals: { "aws:SourceOrgID": facts.organizationId },
  ArnLike: { "aws:SourceArn": `arn:${facts.partition}:ssm:*:*:resource-data-sync/*` },
});

/**
 * Resource data syncs of every account write Inventory under that account's `accountid=` partition.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html
 */
export function inventoryBucketStatements(facts: WriterFacts, bucketArn: string): Statement[] {
  const { StringEquals, ArnLike } = forOrganization(facts);
  return [
    {
      sid: "AllowInventoryToCheckBucket",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: { StringEquals, ArnLike },
    },
    {
      sid: "AllowInventoryToWrite",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/${logTypes.inventory.prefix}*/accountid=\${aws:SourceAccount}/*`],
      conditions: { StringEquals, ArnLike, ...noOtherAcl },
    },
  ];
}

export const inventoryKeyStatements = (facts: WriterFacts): Statement[] => [
  {
    sid: "AllowInventoryToEncrypt",
    principals,
    actions: ["kms:GenerateDataKey"],
    resources: ["*"],
    conditions: forOrganization(facts),
  },
];
