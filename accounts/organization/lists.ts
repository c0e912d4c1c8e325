import { pathText } from "./path";
import { duplicates, each, Rule } from "./rule";
import { written } from "./written";

/** List -> what an item means, where it can be written in several ways. */
const meanings: Readonly<Record<string, (item: string) => string>> = {
  // CloudTrail is told of a bucket by the beginning of its objects' ARNs.
  "sources.dataEvents.s3": (arn) => (arn.includes("/") ? arn : `${arn}/`),
};

/**
 * No list of texts has an item twice: of many of them each item becomes an address in Terraform, of others a set, a
 * statement or a request that AWS refuses. It holds for every list that the file has or will have.
 */
const itemsAreListedOnce: Rule = (document) =>
  [...written(Array.isArray(document) ? undefined : document)].flatMap(({ path, value }) => {
    if (!Array.isArray(value)) return [];
    const list = pathText(path);
    return duplicates(each(list, value), "each of them once", meanings[list]);
  });

export const listRules: readonly Rule[] = [itemsAreListedOnce];
