import { z } from "zod";
import { Problem } from "../../modules/checks/problem";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { Accounts } from "./accounts";
import { backendSchema } from "./backend";
import { bucketNames, costBucketName } from "./bucket-names";
import { Regions } from "./regions";
import { Draft, Rule, rule } from "./rule";

type S3 = Extract<z.infer<typeof backendSchema>, { type: "s3" }>;

/** What these rules look at, where the state is in S3. */
interface Sections {
  namePrefix: string;
  regions: Regions;
  accounts: Accounts;
  backend: S3;
}

type FileDraft = Draft<Sections>;

/** A rule over what is stored in S3. */
const backendRule = (find: (draft: FileDraft, backend: Draft<S3>) => (Problem | undefined)[]) =>
  rule<Sections>((draft) => (draft.backend?.type === "s3" ? find(draft, draft.backend) : []));

/** Every bucket that is made here; none while what their names are made of is wrong. */
function ownBuckets({ namePrefix, regions, accounts }: FileDraft): readonly string[] {
  if (!namePrefix || !knownRegions.has(regions?.home ?? "")) return [];
  const facts = { namePrefix, regions: { retired: [], ...regions }, accounts } as Parameters<typeof bucketNames>[0] &
    Parameters<typeof costBucketName>[0];
  return [...bucketNames(facts).buckets.map(({ name }) => name), costBucketName(facts)];
}

/** Nobody reads objects of the archive, and it is made by what would keep its state there. */
const stateIsOutsideTheArchive = backendRule((draft, { bucket = "" }) => [
  ownBuckets(draft).includes(bucket)
    ? {
        path: "backend.bucket",
        found: `${JSON.stringify(bucket)}, a bucket that is made here`,
        write: "a bucket that exists before anything is deployed, in another account than Log Archive",
      }
    : undefined,
]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html */
const keyIsBesideTheBucket = backendRule(({ accounts }, { region, kmsKeyArn }) => {
  const [, partition, , keyRegion, account] = kmsKeyArn?.split(":") ?? [];
  if (account === undefined || !region || !knownRegions.has(region)) return [];
  const path = "backend.kmsKeyArn";
  const found = JSON.stringify(kmsKeyArn);
  return [
    keyRegion !== region || partition !== partitionOf(region)
      ? { path, found, write: `a key in ${region}, where the bucket is` }
      : undefined,
    account === accounts?.logArchive?.id
      ? { path, found: `${found} of Log Archive`, write: "a key of another account, where administrators may use it" }
      : undefined,
  ];
});

const stateIsInThePartition = backendRule(({ regions }, { region = "" }) => {
  const home = regions?.home ?? "";
  return [
    knownRegions.has(home) && knownRegions.has(region) && partitionOf(home) !== partitionOf(region)
      ? {
          path: "backend.region",
          found: JSON.stringify(region),
          write: `a Region of the partition ${partitionOf(home)}, to which ${home} belongs`,
        }
      : undefined,
  ];
});

export const backendRules: readonly Rule[] = [stateIsOutsideTheArchive, keyIsBesideTheBucket, stateIsInThePartition];
