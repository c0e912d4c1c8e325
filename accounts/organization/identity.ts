import { z } from "zod";
import { bucketNameLimit, longestBucketName } from "./bucket-names";
import { Regions } from "./regions";
import { Rule, rule } from "./rule";

/** Which organization it is. */
export const identitySchema = z
  .strictObject(
    {
      id: z
        .string({ error: "the organization id, e.g. o-exampleorg1" })
        .regex(/^o-[a-z0-9]{10,32}$/, { error: "the organization id, e.g. o-exampleorg1" })
        .describe("Organization id, from `aws organizations describe-organization`."),
      rootId: z
        .string({ error: "the id of the organization's root, e.g. r-exam" })
        .regex(/^r-[a-z0-9]{4,32}$/, { error: "the id of the organization's root, e.g. r-exam" })
        .describe("Root id, from `aws organizations list-roots`."),
    },
    { error: "{ id, rootId }" },
  )
  .describe("The AWS organization that is logged.");

export const namePrefixSchema = z
  .string({ error: "a short name in lower case, e.g. acme-logs" })
  .regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, { error: "lower-case letters, digits and hyphens, e.g. acme-logs" })
  .describe("Begins the name of everything that is made; never change it after the first deployment.");

const bucketNamesFit = rule<{ namePrefix: string; regions: Regions }>(({ namePrefix, regions }) => {
  const longestRegion = [regions?.home, regions?.vault, ...(regions?.governed ?? []), ...(regions?.retired ?? [])]
    .filter((region) => region !== undefined)
    .reduce((longest, region) => (region.length > longest.length ? region : longest), "");
  if (typeof namePrefix !== "string") return [];
  const excess = longestBucketName(namePrefix, longestRegion).length - bucketNameLimit;
  return [
    excess > 0
      ? {
          path: "namePrefix",
          found: `${JSON.stringify(namePrefix)}, which makes bucket names ${excess} characters longer than ${bucketNameLimit}`,
          write: `at most ${namePrefix.length - excess} characters`,
        }
      : undefined,
  ];
});

export const identityRules: readonly Rule[] = [bucketNamesFit];
