import { z } from "zod";
import { bucketNameLimit, longestBucketName } from "./bucket-names";
import { Regions } from "./regions";
import { Rule, rule } from "./rule";

/** Begins every name that is made; `__tests__/support/naming-rules.ts` has what each service takes. */
export const namePrefixSchema = z
  .string({ error: "a short name in lower case, e.g. acme-logs" })
  .regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, { error: "lower-case letters, digits and hyphens, e.g. acme-logs" })
  .describe("Begins the name of everything that is made; never change it after the first deployment.");

interface Refused {
  readonly form: RegExp;
  readonly found: string;
  readonly write: string;
}

/**
 * What begins no name that a service takes, though the characters are right. Documents of Systems Manager come late in a
 * deployment, when the locked buckets have their names already.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
 */
const refused: readonly Refused[] = [
  {
    form: /^(aws|amazon|amzn)/,
    found: "which begins as documents of Systems Manager do that are AWS's own",
    write: "a name that does not begin with aws, amazon or amzn",
  },
  {
    form: /^sthree-/,
    found: "which begins as buckets of S3's own do",
    write: "a name that does not begin with sthree-",
  },
  {
    form: /--/,
    found: "with two hyphens together, which CloudTrail does not take",
    write: "a name with one hyphen between two others",
  },
];

const servicesTakeIt = rule<{ namePrefix: string }>(({ namePrefix = "" }) =>
  refused
    .filter(({ form }) => form.test(namePrefix))
    .map(({ found, write }) => ({ path: "namePrefix", found: `${JSON.stringify(namePrefix)}, ${found}`, write })),
);

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

export const namePrefixRules: readonly Rule[] = [servicesTakeIt, bucketNamesFit];
