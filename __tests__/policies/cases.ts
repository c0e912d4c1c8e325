import { inForce, requestedRegion } from "./guard-rails-in-force";
import { ownerOf, Request } from "./request";
import type { Policies, PolicyName } from "./policy-names";
import type { IamPolicy } from "./rendering";
import { Decision, decide } from "./simulation";

/** One claim about the policies. */
export interface Case {
  readonly sentence: string;
  readonly request: Request;
  readonly expected: Decision;
  /**
   * Whether only the grants of the policies are asked, their denials left out: a denial that happens to cover a request
   * must not hide that the grant is too wide.
   * @default false
   */
  readonly grantsAlone?: boolean;
  /**
   * Whether the guard rails of the organization and the boundary of its roles are in force too. Without them, every
   * policy must hold by itself.
   * @default false
   */
  readonly guarded?: boolean;
}

const everything: IamPolicy = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

function policy(policies: Policies, name: PolicyName): IamPolicy {
  const found = policies.get(name);
  if (!found) throw new Error(`no policy is called ${name}`);
  return found;
}

const grants = new WeakMap<IamPolicy, IamPolicy>();

/** The same for the same policy, so that nothing is prepared for the simulation twice. */
function grantsOf(whole: IamPolicy): IamPolicy {
  const known = grants.get(whole);
  if (known) return known;
  const narrow = { ...whole, Statement: whole.Statement.filter(({ Effect }) => Effect === "Allow") };
  grants.set(whole, narrow);
  return narrow;
}

/** What IAM decides about a case. */
export function outcome({ request, grantsAlone, guarded }: Case, policies: Policies, by = decide): Promise<Decision> {
  const { identity, resource } = request;
  const asked = (whole: IamPolicy) => (grantsAlone ? grantsOf(whole) : whole);
  return by({
    principal: request.principal,
    action: request.action,
    resource,
    resourceAccount: ownerOf(request),
    context: guarded ? { "aws:RequestedRegion": requestedRegion(resource), ...request.context } : request.context,
    identityPolicies: identity ? [identity === "everything" ? everything : asked(policy(policies, identity))] : [],
    resourcePolicy: request.policy && asked(policy(policies, request.policy)),
    ...(guarded && inForce(request, policies)),
  });
}

/** Decides cases one after the other. */
export async function outcomes(
  cases: readonly Case[],
  policies: Policies,
  by = decide,
): Promise<(readonly [string, Decision])[]> {
  const decided: (readonly [string, Decision])[] = [];
  for (const each of cases) decided.push([each.sentence, await outcome(each, policies, by)]);
  return decided;
}
