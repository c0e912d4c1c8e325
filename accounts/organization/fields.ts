import { z } from "zod";
import { regions as knownRegions } from "../../modules/policy/region";

/** What the organization file says more than once, each with the words for whoever wrote something else. */

export const accountId = z
  .string({ error: 'the account id in quotes, e.g. "111111111111"; without them YAML reads a number' })
  .regex(/^\d{12}$/, { error: "the 12 digits of an AWS account id" });

/** Partitions whose services and principals are others, by what the codes of their Regions begin with. */
const otherPartitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, "China"],
  [/^eusc-/, "the European Sovereign Cloud"],
  [/^(us|eu)-iso/, "the isolated partitions"],
];

export const region = z.enum([...knownRegions.keys()] as [string, ...string[]], {
  error: ({ input }) => {
    const [, other] = otherPartitions.find(([code]) => typeof input === "string" && code.test(input)) ?? [];
    return other
      ? `a Region of AWS or of GovCloud: ${other} is not supported`
      : "the code of an AWS Region, e.g. eu-west-1";
  },
});

/** A role, of whose path IAM takes 512 characters with the slashes around it. */
export const roleName = z
  .string({ error: "the name of an IAM role" })
  .regex(/^(?!.{511,}\/)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, {
    error: "the name of an IAM role, with its path if it has one: path/name",
  });

/** Text of one form. */
export const name = (what: string, pattern: RegExp, example: string) =>
  z.string({ error: `${what}, e.g. ${example}` }).regex(pattern, { error: `${what}, e.g. ${example}` });

/**
 * A bucket that exists already.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const bucketName = name(
  "the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, none of S3's own",
  /^(?!xn--|sthree-|amzn-s3-demo-|\d+(\.\d+){3}$)(?!.*(\.\.|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "acme-terraform-state",
);

export const wholeNumber = (unit: string, minimum: number, maximum: number) =>
  z
    .int({ error: `a whole number of ${unit}` })
    .min(minimum, { error: `at least ${minimum} ${unit}` })
    .max(maximum, { error: `at most ${maximum} ${unit}` });

/** An ARN of one kind of resource; `example` leaves out the partition. */
export const arn = (resource: RegExp, example: string) =>
  z
    .string({ error: `an ARN in quotes, e.g. arn:aws:${example}` })
    .regex(new RegExp(`^arn:aws(-us-gov)?:${resource.source}$`), {
      error: ({ input }) =>
        `${/^arn:aws-(?!us-gov)/.test(String(input)) ? "another partition is not supported: " : ""}an ARN such as arn:aws:${example}`,
    });
