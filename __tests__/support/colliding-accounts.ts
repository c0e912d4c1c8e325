import fc from "fast-check";
import { WorkloadAccount } from "../../accounts/workspace/workload-shapes";

/** Words of every workspace's text, prefixes of each other, the longest name, and what looks like a number. */
const names = [
  ..."aws arn us-east-1 us-east-11 default terraform resource workloads workspace team true null e1 x1e300".split(" "),
  ..."pa pay pay-1 pay-11 payments payments-payments".split(" "),
  "a-name-of-forty-characters-is-as-long-as",
];

/** Parts of one another once two of them stand side by side, with and without a leading zero. */
const ids = [
  ..."000000000000 100000000000 110000000000 010101010101 101010101010 121212121212 212121212121".split(" "),
  ..."400000000000 444444444440 044444444444 731731731731 168168168168".split(" "),
];

/** What tags may hold: values of other accounts, what looks like another type, and what a format has to escape. */
const tagValues = [
  ...["", " ", "a b", "x=y@z", "42", "0815", "1.5e300", "true", "null", "https://example.com/a?b", "c++"],
  ...[
    '"',
    '\\"',
    "\\",
    "\\n",
    "${aws}",
    "$${aws}",
    "%{ if true }",
    "#{x}",
    "é",
    "\u2028",
    "two\nlines",
    "<&>",
    "\ue000",
  ],
];

/** Keys in this order; what looks like an index, JavaScript puts first, and some the workspace overrides. */
const tagKeys = [[], ["team"], ["team", "10", "2"], ["2", "team", "10"], ["workspace", "a b", "cost:center"]];

/** An account with tags of one of these lists of keys, one of them this text or something plain. */
const account = (keys: readonly (readonly string[])[], text: string): fc.Arbitrary<WorkloadAccount> =>
  fc
    .record({
      name: fc.constantFrom(...names),
      id: fc.constantFrom(...ids),
      keys: fc.constantFrom(...keys),
      values: fc.tuple(
        fc.constantFrom(...names, ...ids),
        fc.constantFrom(text, text, "42"),
        fc.constantFrom(...names, ...ids, "a b", "0815"),
      ),
    })
    .map(({ name, id, keys, values }) => ({
      name,
      id,
      tags: Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ""])),
    }));

/** Workload accounts of one organization, of few shapes, whose values are part of one another and of the text around. */
export const collidingAccounts = (maxLength: number): fc.Arbitrary<WorkloadAccount[]> =>
  fc.tuple(fc.subarray(tagKeys, { minLength: 1, maxLength: 2 }), fc.constantFrom(...tagValues)).chain(([keys, text]) =>
    fc.uniqueArray(account(keys, text), {
      minLength: 3,
      maxLength,
      comparator: (one, other) => one.name === other.name || one.id === other.id,
    }),
  );
