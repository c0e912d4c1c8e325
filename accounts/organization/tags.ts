import { z } from "zod";
import { Problem } from "../../modules/checks/problem";
import { exclusionTags } from "../../modules/guardrails/exclusion-tags";
import { below } from "./path";

/** Keys of the tags of our own, which would be written over without a word, and where they are. */
const ownTagKeys: Readonly<Record<string, string>> = {
  "managed-by": "which everything carries already",
  project: "which everything carries already",
  workspace: "which everything carries already",
  logsmanaged: "which the key of the log pipeline carries",
};

/** Tags that a resource takes, fewer those of our own. */
const mostTags = 50 - Object.keys(ownTagKeys).length;

/** Keys that withdraw what carries them from a scan. */
const withdrawing = new Set([...exclusionTags, "GuardDutyManaged"].map((key) => key.toLowerCase()));

const characters = "letters, digits, spaces and any of _.:/=+-@";
const keyWords = `a key of 1 to 128 ${characters}; it does not begin with a hyphen, and is not for or null`;
const valueWords = `a value in quotes, of at most 256 ${characters}`;

/**
 * Tags by their keys, of the characters that every service takes. HCL reads a key that begins with a hyphen, and `for` and
 * `null`, as something else.
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
 */
export const tags = z.record(
  z.string().regex(/^(?!-|(?:for|null)$)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, { error: keyWords }),
  z.string({ error: valueWords }).regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, { error: valueWords }),
  { error: ({ code }) => (code === "invalid_key" ? keyWords : "tags as NAME: value") },
);

/** Services that compare keys without case, IAM for one, refuse two that differ in nothing else. */
function keyProblem(key: string, others: ReadonlyMap<string, string>): Omit<Problem, "path"> | undefined {
  const plain = key.toLowerCase();
  const own = Object.hasOwn(ownTagKeys, plain) ? ownTagKeys[plain] : undefined;
  if (own) return { found: `${JSON.stringify(key)}, ${own}`, write: "another key" };
  if (withdrawing.has(plain)) {
    return {
      found: `${JSON.stringify(key)}, of which GuardDuty or Inspector take notice`,
      write: "nothing here: remove it",
    };
  }
  if (plain.startsWith("aws:")) return { found: `${JSON.stringify(key)}, of AWS's own`, write: "another key" };
  const other = others.get(plain);
  return other === undefined
    ? undefined
    : { found: `${JSON.stringify(key)}, as ${other} but for its case`, write: "one key: IAM does not tell them apart" };
}

/** What services refuse of the tags of an account, though each of them is well formed. */
export function tagProblems(path: string, tags: Readonly<Record<string, unknown>>): Problem[] {
  const earlier = new Map<string, string>();
  const ofKeys = Object.entries(tags).flatMap(([key, value]): Problem[] => {
    const problem = keyProblem(key, earlier);
    earlier.set(key.toLowerCase(), key);
    if (problem) return [{ path: below(path, key), ...problem }];
    return typeof value === "string" && /^aws:/i.test(value)
      ? [{ path: below(path, key), found: `${JSON.stringify(value)}, of AWS's own`, write: "a value without aws:" }]
      : [];
  });
  const count = earlier.size;
  return count > mostTags
    ? [...ofKeys, { path, found: `${count} tags`, write: `at most ${mostTags}: AWS takes 50, and ours are among them` }]
    : ofKeys;
}
