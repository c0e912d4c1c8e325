import { Case, outcome, Request } from "./cases";
import type { Policies, PolicyName } from "./policies-under-test";
import type { IamPolicy, IamStatement } from "./rendering";
import { Decision, speaksOf, speaksTo } from "./simulation";

/** A policy with one thing less. */
export interface Mutant {
  /** Policy, sid, and what was taken away. */
  readonly name: string;
  readonly policyName: PolicyName;
  readonly policy: IamPolicy;
  /** The statement as it was. */
  readonly statement: IamStatement;
  /** Whether the statement is gone altogether. */
  readonly dropped: boolean;
}

function withoutCondition(statement: IamStatement, operator: string, key: string): IamStatement {
  const conditions = Object.entries(statement.Condition ?? {})
    .map(([test, keys]) => [test, Object.entries(keys).filter(([name]) => test !== operator || name !== key)] as const)
    .filter(([, keys]) => keys.length > 0)
    .map(([test, keys]) => [test, Object.fromEntries(keys)]);
  return { ...statement, Condition: Object.fromEntries(conditions) };
}

/** The policy without each of its statements, and without each of its conditions, one at a time. */
export function mutants(policyName: PolicyName, policy: IamPolicy): Mutant[] {
  return policy.Statement.flatMap((statement, index) => {
    const mutant = (what: string, ...replacement: IamStatement[]): Mutant => ({
      name: `${policyName}, ${statement.Sid}: ${what}`,
      policyName,
      policy: { ...policy, Statement: policy.Statement.toSpliced(index, 1, ...replacement) },
      statement,
      dropped: replacement.length === 0,
    });
    const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.keys(keys).map((key) => mutant(`no ${operator} ${key}`, withoutCondition(statement, operator, key))),
    );
    return [mutant("no statement"), ...conditions];
  });
}

/** Decisions that a mutant can still change: it allows more, or less, or denies less by name, or more. */
function changeable({ statement, dropped }: Mutant): readonly Decision[] {
  if (statement.Effect === "Allow") return dropped ? ["Allowed"] : ["ImplicitlyDenied"];
  return dropped ? ["ExplicitlyDenied"] : ["Allowed", "ImplicitlyDenied"];
}

/** Policy variables may have any value here. */
const namesResource = ({ Resource }: IamStatement, resource: string): boolean =>
  Resource?.some((pattern) => {
    const [start = "", ...rest] = pattern.replace(/\$\{[^}]*\}/g, "*").split("*");
    return rest.length === 0 ? start === resource : resource.startsWith(start);
  }) ?? true;

/** Whether a statement may have had a say in a decision; where it cannot, its mutant decides the same. */
const concerns = (statement: IamStatement, { action, principal, resource }: Request): boolean =>
  speaksOf(statement, action) && speaksTo(statement, principal) && namesResource(statement, resource);

/** Runs cases against mutants. */
export class MutationRun {
  private readonly onOriginal = new Map<Case, Promise<boolean>>();

  constructor(
    private readonly policies: Policies,
    private readonly cases: readonly Case[],
  ) {}

  /**
   * The case that notices what is missing, if one does: it holds for the policy as it is, and no longer for the mutant.
   * Only cases are asked whose decision can have changed.
   */
  async killer(mutant: Mutant): Promise<Case | undefined> {
    const { policyName, policy, statement } = mutant;
    const mutated = new Map(this.policies).set(policyName, policy);
    const decisions = changeable(mutant);
    const candidates = this.cases.filter(
      ({ request, expected, grantsAlone }) =>
        (request.policy === policyName || request.identity === policyName) &&
        decisions.includes(expected) &&
        !(grantsAlone && statement.Effect === "Deny") &&
        concerns(statement, request),
    );
    for (const each of candidates) {
      if ((await outcome(each, mutated)) !== each.expected && (await this.holds(each))) return each;
    }
    return undefined;
  }

  private holds(each: Case): Promise<boolean> {
    const known = this.onOriginal.get(each) ?? outcome(each, this.policies).then((result) => result === each.expected);
    this.onOriginal.set(each, known);
    return known;
  }
}
