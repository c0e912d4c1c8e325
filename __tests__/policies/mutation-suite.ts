import type { Case } from "./cases";
import { allDeliveries } from "./deliveries";
import { Delivery, derive } from "./derivation";
import { isEquivalent } from "./equivalents";
import { Mutant, mutants } from "./mutants";
import { MutationRun } from "./mutation";
import { policiesUnderTest } from "./policies-under-test";
import { Policies, PolicyName } from "./policy-names";
import { allTampering } from "./tampering";

interface Judged {
  readonly mutant: Mutant;
  readonly isKilled: boolean;
}

/** What became of mutants: every one is either killed by a case or equivalent to the policy as it is. */
function tally(judged: readonly Judged[]): string {
  const killed = judged.filter(({ isKilled }) => isKilled).length;
  const equivalent = judged.filter(({ mutant, isKilled }) => !isKilled && isEquivalent(mutant)).length;
  return `${killed} of ${judged.length} killed, ${equivalent} equivalent`;
}

/** Whether all policies that a case asks are there: not every organization has every part. */
const isAbout = ({ request: { policy, identity } }: Case, policies: Policies): boolean =>
  [policy, identity].every((name) => name === undefined || name === "everything" || policies.has(name));

/**
 * One test for each policy: a case must notice every mutant of it, save those that are equivalent by a reason given.
 * @returns what became of them, in all and by kind, once the tests have run
 */
export function everyPartMatters(
  names: readonly PolicyName[],
  policies: Policies = policiesUnderTest(),
  rows: readonly Delivery[] = allDeliveries,
): () => string[] {
  /** The cases made for one condition stand at the end of the tables: asked first, they kill most mutants at once. */
  const cases = [...rows.flatMap(derive), ...allTampering].filter((each) => isAbout(each, policies)).reverse();
  const run = new MutationRun(policies, cases);
  const judged: Judged[] = [];

  test.each(names)("every part matters: %s", async (name) => {
    const policy = policies.get(name);
    if (!policy) throw new Error(`no policy is called ${name}`);
    const ofPolicy: Judged[] = [];
    for (const mutant of mutants(name, policy)) {
      ofPolicy.push({ mutant, isKilled: (await run.killer(mutant)) !== undefined });
    }
    judged.push(...ofPolicy);
    const namesOf = (isKilled: boolean, equivalent: boolean) =>
      ofPolicy
        .filter((each) => each.isKilled === isKilled && isEquivalent(each.mutant) === equivalent)
        .map(({ mutant }) => mutant.name);
    expect({ survivors: namesOf(false, false), wronglyExcused: namesOf(true, true) }).toEqual({
      survivors: [],
      wronglyExcused: [],
    });
  });

  return () => {
    const kinds = [...new Set(judged.map(({ mutant }) => mutant.kind))].sort();
    return [
      `all: ${tally(judged)}`,
      ...kinds.map((kind) => `${kind}: ${tally(judged.filter(({ mutant }) => mutant.kind === kind))}`),
    ];
  };
}
