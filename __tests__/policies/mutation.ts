import { Case, outcome } from "./cases";
import type { Mutant } from "./mutants";
import type { Policies, PolicyName } from "./policy-names";
import type { IamStatement } from "./rendering";
import { mayConcern, mayName, surelyNames } from "./resource-patterns";
import { Decision, speaksOf, speaksTo } from "./simulation";

/** Decisions that a mutant can still change: it allows more, or less, or denies less by name, or more. */
function changeable({ original, speaksOf: requests }: Mutant): readonly Decision[] {
  if (original.Effect === "Allow") return requests === "fewer" ? ["Allowed"] : ["ImplicitlyDenied"];
  return requests === "fewer" ? ["ExplicitlyDenied"] : ["Allowed", "ImplicitlyDenied"];
}

const surelyConcerns = ({ Resource, NotResource = [] }: IamStatement, resource: string): boolean =>
  Resource
    ? Resource.some((pattern) => surelyNames(pattern, resource))
    : !NotResource.some((pattern) => mayName(pattern, resource));

const hasWildcard = (values: readonly string[]) => values.some((value) => /[*?$]/.test(value));

const needsKey = /^(String|Arn|Bool|Numeric)[A-Za-z]*(?<!IfExists)$/;
const comparesWhole = /^(String|Arn)(Not)?(Equals|Like)$|^Bool$/;

/**
 * Whether a condition may be met. Only plain comparisons are made, of keys that are in the case or surely absent: guard
 * rails come with keys of their own.
 */
function mayBeMet(
  operator: string,
  values: readonly string[],
  actual: string | undefined,
  isGuarded: boolean,
): boolean {
  const isNegated = operator.includes("Not");
  if (actual === undefined) return isGuarded || isNegated || !needsKey.test(operator);
  if (!comparesWhole.test(operator) || hasWildcard(values)) return true;
  return values.includes(actual) !== isNegated;
}

const mayMeetConditions = ({ Condition = {} }: IamStatement, { request, guarded = false }: Case): boolean =>
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => mayBeMet(operator, values, request.context[key], guarded)),
  );

/** Whether a statement may have had a say in a decision; where it cannot, its mutant decides the same. */
function concerns(statement: IamStatement, each: Case): boolean {
  const { action, principal, resource } = each.request;
  return (
    speaksOf(statement, action) &&
    speaksTo(statement, principal) &&
    mayConcern(statement, resource) &&
    mayMeetConditions(statement, each)
  );
}

/** Whether a case may be among those that the original speaks of and the mutant does not, or the other way round. */
function distinguishes({ original, replacement, speaksOf: requests }: Mutant, each: Case): boolean {
  if (!replacement) return concerns(original, each);
  const [broad, narrow] = requests === "more" ? [replacement, original] : [original, replacement];
  const { action, resource } = each.request;
  const isOther = (...elements: (keyof IamStatement)[]) =>
    elements.some((element) => broad[element] !== narrow[element]);
  if (isOther("Action", "NotAction") && speaksOf(narrow, action)) return false;
  if (isOther("Resource", "NotResource") && surelyConcerns(narrow, resource)) return false;
  return concerns(broad, each);
}

/** The names of all policies that a case is decided by. */
function policiesAsked(each: Case, policies: Policies): ReadonlySet<PolicyName> {
  const asked = new Set<PolicyName>();
  const recording = new Map(policies);
  recording.get = (name) => {
    asked.add(name);
    return policies.get(name);
  };
  void outcome(each, recording, () => Promise.resolve(each.expected));
  return asked;
}

/** Runs cases against mutants. */
export class MutationRun {
  private readonly onOriginal = new Map<Case, Promise<boolean>>();
  private readonly byPolicy = new Map<PolicyName, Case[]>();

  constructor(
    private readonly policies: Policies,
    cases: readonly Case[],
  ) {
    for (const name of policies.keys()) this.byPolicy.set(name, []);
    for (const each of cases) {
      for (const name of policiesAsked(each, policies)) this.byPolicy.get(name)?.push(each);
    }
  }

  /**
   * The case that notices the change, if one does: it holds for the policy as it is, and no longer for the mutant. Only
   * cases are asked whose decision can have changed.
   */
  async killer(mutant: Mutant): Promise<Case | undefined> {
    const { policyName, policy, original } = mutant;
    const mutated = new Map(this.policies).set(policyName, policy);
    const decisions = changeable(mutant);
    const candidates = (this.byPolicy.get(policyName) ?? []).filter(
      (each) =>
        decisions.includes(each.expected) &&
        !(each.grantsAlone && original.Effect === "Deny") &&
        distinguishes(mutant, each),
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
