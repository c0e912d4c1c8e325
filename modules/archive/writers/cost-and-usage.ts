import { logTypes } from "../log-types";
import { accountRootArn, onlyThroughS3 } from "../../policy/arn";
import { Statement } from "../../policy/statement";
import { WriterFacts } from "./facts";

const byRole = (facts: WriterFacts, roleArn: string) => ({
  principals: { aws: [accountRootArn(facts.partition, facts.managementAccountId)] },
  conditions: { ArnEquals: { "aws:PrincipalArn": roleArn } },
});

/**
 * One role of the management account replicates its Cost and Usage export into the archive. The export cannot name a
 * bucket of another account through the provider. Replicas are not replicated on, so the vault holds no cost data.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html
 */
export function costAndUsageBucketStatements(facts: WriterFacts, bucketArn: string, roleArn: string): Statement[] {
  const { principals, conditions } = byRole(facts, roleArn);
  return [
    {
      sid: "AllowCostReplicationToReadVersioning",
      principals,
      actions: ["s3:GetBucketVersioning"],
      resources: [bucketArn],
      conditions,
    },
    {
      sid: "AllowCostReplicationToWrite",
      principals,
      actions: ["s3:ReplicateObject", "s3:ReplicateTags", "s3:ObjectOwnerOverrideToBucketOwner"],
      resources: [`${bucketArn}/${logTypes.cost.prefix}*`],
      conditions,
    },
  ];
}

export function costAndUsageKeyStatements(facts: WriterFacts, bucketArn: string, roleArn: string): Statement[] {
  const { principals, conditions } = byRole(facts, roleArn);
  return [
    {
      sid: "AllowCostReplicationToEncrypt",
      principals,
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: {
        ...conditions,
        ...onlyThroughS3(facts.homeRegion, bucketArn),
      },
    },
  ];
}
