import type { Organization } from "../organization/organization";

/** A workload account as the organization file has it. */
export type WorkloadAccount = Organization["accounts"]["workloads"][number];

/**
 * Accounts whose workspaces have the same text but for their own values, as the organization file alone tells: nothing
 * outside their own entries names them, and their tags have the same keys in the same order.
 */
export type Shape = readonly WorkloadAccount[];

/**
 * Text that every format has as it is: without quotes, escapes, templates or tokens, among which cdktf counts numbers
 * with a great exponent.
 */
const isPlainText = (text: string) => /^[\w .:/=@-]+$/.test(text) && !/[\d.]e\d/.test(text);

/** What is an account's own: its id, its name, and the values of its tags; of these, one that is no plain text is not. */
export const ownValues = ({ id, name, tags = {} }: WorkloadAccount): readonly string[] => [
  id,
  name,
  ...Object.values(tags).filter(isPlainText),
];

/** The account with other values in the places of its own, in the order of `ownValues`. */
export function withOwnValues({ tags = {} }: WorkloadAccount, values: readonly string[]): WorkloadAccount {
  const [id = "", name = "", ...others] = values;
  const replaced = Object.entries(tags).map(([key, value]) => [key, isPlainText(value) ? others.shift() : value]);
  return { id, name, tags: Object.fromEntries(replaced) as Record<string, string> };
}

/** Every key and every value in it, as text. */
function textsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]);
}

/** Tells the accounts that the file names outside the list of workloads, by id within any text or by name. */
function namedElsewhere(organization: Organization): (account: WorkloadAccount) => boolean {
  const others = { ...organization, accounts: { ...organization.accounts, workloads: [] } };
  const texts = new Set(textsIn(others));
  const ids = new Set([...texts].flatMap((text) => [...text.matchAll(/(?=(\d{12}))/g)].map(([, id]) => id)));
  return ({ id, name }) => ids.has(id) || texts.has(name);
}

/** The shapes of an organization's workload accounts. An account that has a shape to itself is in none. */
export function shapes(organization: Organization): Shape[] {
  const isNamed = namedElsewhere(organization);
  const found = new Map<string, WorkloadAccount[]>();
  for (const account of organization.accounts.workloads) {
    if (isNamed(account) || !isPlainText(account.name)) continue;
    const tags = Object.entries(account.tags ?? {});
    const key = JSON.stringify(tags.map(([name, value]) => (isPlainText(value) ? [name] : [name, value])));
    const others = found.get(key);
    if (others) others.push(account);
    else found.set(key, [account]);
  }
  return [...found.values()].filter(({ length }) => length > 1);
}
