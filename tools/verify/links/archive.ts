import { S3Client } from "@aws-sdk/client-s3";
import { broken, delivering } from "../answers";
import { archiveCells, archiveReads, ArchiveCell, newestOf, replicaOf, verdictOf } from "../archive";
import { archiveKeys, isLookedFor } from "../archive-keys";
import type { ArchiveFacts } from "../archive-place";
import { accountsOf, isOwnRecorder } from "../expectations";
import type { Answer, Asked, Expected, Link, Place } from "../link";
import { logTypes } from "../../../modules/archive/log-types";

const list = "s3:ListObjectsV2";
const head = "s3:HeadObject";

const factsOf = ({ organization, names }: Expected): ArchiveFacts => ({
  organizationId: organization.organization.id,
  logArchiveAccountId: organization.accounts.logArchive.id,
  securityToolingAccountId: organization.accounts.securityTooling.id,
  accountIds: accountsOf(organization).map(({ id }) => id),
  regions: organization.regions.governed,
  homeRegion: organization.regions.home,
  vaultRegion: organization.regions.vault,
  edgeRegion: names.edgeRegion,
});

/** Whether the file has it collected, so that its absence would be a fault. */
function isCollected(expected: Expected, { type, accountId, region }: ArchiveCell): boolean {
  const { sources, regions } = expected.organization;
  if (type === "cost") return sources.costAndUsage?.enabled ?? false;
  if (type !== "config") return true;
  return (
    sources.config.enabled &&
    isOwnRecorder(expected, accountId) &&
    (sources.config.regions ?? regions.governed).includes(region)
  );
}

const separator = " ";

/** Cells are asked for in Log Archive, wherever what they hold came from. */
function places(expected: Expected): Place[] {
  const { logArchive } = expected.organization.accounts;
  return [...archiveCells(factsOf(expected))]
    .filter((cell) => isCollected(expected, cell))
    .map(({ type, accountId, region }) => ({
      accountId: logArchive.id,
      region: "global",
      item: [type, accountId, region].join(separator),
    }));
}

/** The bucket of a cell and its Region. */
function bucketOf({ names, organization }: Expected, { type, region }: ArchiveCell) {
  const kind = logTypes[type].bucket;
  return kind === "elb" || kind === "access"
    ? { bucket: names.bucketName(kind, region), bucketRegion: region }
    : { bucket: names.bucketName(kind), bucketRegion: organization.regions.home };
}

async function newest(asked: Asked): Promise<readonly Answer[]> {
  const cell = asked.item?.split(separator) ?? [];
  const [type, accountId = "", region = ""] = cell as [ArchiveCell["type"], string?, string?];
  const row = archiveKeys[type];
  if (!isLookedFor(row)) throw new Error(`${type} is not looked for`);
  const { bucket, bucketRegion } = bucketOf(asked, { type, accountId, region });
  const reads = archiveReads(asked.client(S3Client, bucketRegion));
  const found = await newestOf(reads, bucket, { type, accountId, region }, factsOf(asked), asked.now);
  const verdict = verdictOf(row, found, asked.now);
  const whole = accountId === "organization";
  const where = { source: type, ...(whole ? {} : { accountId, region }) };
  const { newest: object } = found;
  if (verdict.verdict !== "delivering") {
    const silence = verdict.verdict === "broken" && !row.tellsFailure;
    return [{ ...verdict, ...where, call: list, silence }];
  }
  if (!object) throw new Error("an object without a key");
  const well = {
    ...delivering(`objects come: ${object.key}`, list, object.at, asked.now),
    ...where,
  };
  // One object of each log type tells whether its bucket is replicated.
  const told =
    whole || (accountId === asked.organization.accounts.management.id && region === asked.organization.regions.home);
  if (!told) return [well];
  const replica = await replicaOf(reads, bucket, object, asked.now).catch((error: unknown) => {
    // Objects are for readers alone; who may not read them sees replication by its metrics.
    if (error instanceof Error && /403|AccessDenied|Forbidden/i.test(`${error.name} ${error.message}`))
      return undefined;
    throw error;
  });
  return replica?.verdict === "broken"
    ? [well, { ...broken(replica.evidence, head, { silence: !/FAILED/.test(replica.evidence) }), ...where }]
    : [well];
}

/** What the archive holds itself, by log type, account and Region. */
export const archive: readonly Link[] = [
  {
    id: "archive",
    what: "The newest object of a log type is in the archive, by account and Region.",
    source: "archive",
    alarms: ["silent-cloudtrail", "silent-config", "silent-cloudwatch"],
    runbook: "runbooks/pipeline-health#silent-cloudtrail",
    calls: [list, head],
    places,
    ask: newest,
  },
];
