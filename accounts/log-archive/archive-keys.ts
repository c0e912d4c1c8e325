import { Construct } from "constructs";
import { allowReplicationToDecrypt, allowReplicationToEncrypt } from "../../modules/archive/replication";
import { CustomerManagedKey } from "../../modules/encryption/customer-managed-key";
import { accountRootArn, onlyThroughS3 } from "../../modules/policy/arn";
import { Statement } from "../../modules/policy/statement";
import { VaultKind } from "../organization/bucket-names";
import { archiveBuckets, ArchiveKey, encryptedWith } from "../workspace/archive-buckets";
import { ArchiveParties } from "../workspace/archive-parties";
import { admissionsToKey, readersOf } from "../workspace/readers";
import { Workspace } from "../workspace/workspace";

/** What the writers, the carriers and the readers of the buckets that the archive's key encrypts may do with it. */
function archiveKeyStatements({ organization, account }: Workspace, parties: ArchiveParties): Statement[] {
  const { home } = organization.regions;
  const { names, deliveryRoleArn, replicationRoleArn } = parties;
  const accountRoot = accountRootArn(names.partition, account.id);
  const encrypted = encryptedWith("archive", names.buckets);
  return [
    ...encrypted.flatMap((bucket) =>
      archiveBuckets[bucket.kind].writers.flatMap(({ key }) => key?.(parties, bucket) ?? []),
    ),
    {
      sid: "AllowDeliveryStreamToEncrypt",
      principals: { aws: [accountRoot] },
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: {
        ArnEquals: { "aws:PrincipalArn": deliveryRoleArn },
        ...onlyThroughS3(home, ...encrypted.filter(({ kind }) => kind === "logs").map(({ arn }) => arn)),
      },
    },
    allowReplicationToDecrypt(
      replicationRoleArn,
      accountRoot,
      home,
      encrypted.map(({ arn }) => arn),
    ),
    ...admissionsToKey(readersOf(organization), home, encrypted),
  ];
}

/** The keys of the archive: of what is written at home, and of each vault. */
export function archiveKeys(
  scope: Construct,
  workspace: Workspace,
  parties: ArchiveParties,
): Readonly<Record<ArchiveKey, CustomerManagedKey>> {
  const { organization, names, account } = workspace;
  const { home, vault } = organization.regions;
  const { partition } = names;
  const ofVault = (kind: VaultKind, region: string) =>
    encryptedWith(kind, names.buckets).map(({ arn }) =>
      allowReplicationToEncrypt(parties.replicationRoleArn, accountRootArn(partition, account.id), region, arn),
    );
  const key = (id: string, name: string, description: string, region: string, statements: Statement[]) =>
    new CustomerManagedKey(scope, id, {
      alias: `${organization.namePrefix}-${name}`,
      description,
      region,
      partition,
      accountId: account.id,
      deploymentRoleArn: names.deploymentRoleArn(account.id),
      breakGlassRoleArn: names.breakGlassRoleArn(account.id),
      statements,
    });
  return {
    archive: key(
      "key",
      "archive",
      "Trail, logs and WAF buckets of the archive",
      home,
      archiveKeyStatements(workspace, parties),
    ),
    vault: key("vault-key", "vault", "Vault bucket of the archive", vault, ofVault("vault", vault)),
    "home-vault": key(
      "home-vault-key",
      "home-vault",
      "Vault bucket of the archive in the home Region",
      home,
      ofVault("home-vault", home),
    ),
  };
}
