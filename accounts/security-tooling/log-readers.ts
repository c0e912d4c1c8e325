import { LogReader } from "../../modules/archive/log-reader";
import { knownAccounts } from "../organization/accounts";
import { encryptedWith } from "../workspace/archive-buckets";
import { ContractReader } from "../workspace/contracts";
import { readersOf } from "../workspace/readers";
import { Workspace } from "../workspace/workspace";

/** A role for each reader of the organization file; Log Archive admits it by the same name. */
export function logReaders(workspace: Workspace, logArchive: ContractReader<"log-archive">): void {
  const { organization, names } = workspace;
  const { partition } = names;
  for (const [index, { name, prefixesIn, principalArns, externalId }] of readersOf(organization).entries()) {
    const logs = names.bucketPatterns
      .map(({ kind, arn }) => ({ kind, bucketArn: arn, prefixes: prefixesIn(kind) }))
      .filter(({ prefixes }) => prefixes.length > 0);
    const encrypted = encryptedWith("archive", logs);
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
      organizationAccountIds: [...knownAccounts(organization)],
      externalId,
      remedy: { path: `readers[${index}].principals`, write: "fewer roles, or a second reader" },
    });
  }
}
