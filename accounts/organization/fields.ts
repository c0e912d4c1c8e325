import { z } from "zod";
import { regions as knownRegions } from "../../modules/policy/region";

/** What the organization file says more than once, each with the words for whoever wrote something else. */

export const accountId = z
  .string({ error: 'the account id in quotes, e.g. "111111111111"; without them YAML reads a number' })
  .regex(/^\d{12}$/, { error: "the 12 digits of an AWS account id" });

export const region = z.enum([...knownRegions.keys()] as [string, ...string[]], {
  error: "the code of an AWS Region, e.g. eu-west-1",
});

export const roleName = z.string({ error: "the name of an IAM role" }).regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, {
  error: "the name of an IAM role, with its path if it has one: path/name",
});

export const account = z.strictObject({ id: accountId }, { error: 'an account: { id: "111111111111" }' });

export const tags = z.record(z.string().min(1), z.string(), { error: "tags as NAME: value" });

export const wholeNumber = (unit: string, minimum: number, maximum: number) =>
  z
    .int({ error: `a whole number of ${unit}` })
    .min(minimum, { error: `at least ${minimum} ${unit}` })
    .max(maximum, { error: `at most ${maximum} ${unit}` });

/** An ARN of one kind of resource; `example` leaves out the partition. */
export const arn = (resource: RegExp, example: string) =>
  z
    .string({ error: `an ARN in quotes, e.g. arn:aws:${example}` })
    .regex(new RegExp(`^arn:aws(-us-gov)?:${resource.source}$`), { error: `an ARN such as arn:aws:${example}` });
