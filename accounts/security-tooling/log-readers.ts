import { LogReader } from "../../modules/archive/log-reader";
import { ArchiveBucket } from "../../modules/archive/log-types";
import { bucketArn } from "../../modules/policy/arn";
import { ContractReader } from "../workspace/contracts";
import { isEncrypted, readersOf } from "../workspace/readers";
import { knownAccounts } from "../organization/accounts";
import { Workspace } from "../workspace/workspace";

/** A role for each reader of the organization file; Log Archive admits it by the same name. */
export function logReaders(workspace: Workspace, logArchive: ContractReader<"log-archive">): void {
  const { organization, names } = workspace;
  const { partition } = names;
  const buckets: readonly (readonly [ArchiveBucket, string])[] = [
    ["trail", names.trailBucket],
    ["logs", names.logsBucket],
    ["waf", names.wafBucket],
    ["elb", names.elbBucket("*")],
    ["access", names.accessBucket("*")],
  ];
  for (const { name, prefixesIn, principalArns, externalId } of readersOf(organization)) {
    const logs = buckets
      .map(([bucket, bucketName]) => ({
        bucket,
        bucketArn: bucketArn(partition, bucketName),
        prefixes: prefixesIn(bucket),
      }))
      .filter(({ prefixes }) => prefixes.length > 0);
    const encrypted = logs.filter(({ bucket }) => isEncrypted(bucket));
    new LogReader(workspace, `reader-${name}`, {
      roleName: names.role(`reader-${name}`),
      partition,
      archiveAccountId: organization.accounts.logArchive.id,
      logs,
      encryption:
        encrypted.length > 0
          ? {
              kmsKeyArn: logArchive.text("archive_key_arn"),
              region: organization.regions.home,
              bucketArns: encrypted.map((each) => each.bucketArn),
            }
          : undefined,
      principalArns,
      organizationId: organization.organization.id,
      organizationAccountIds: knownAccounts(organization).filter((id) => id !== undefined),
      externalId,
    });
  }
}
