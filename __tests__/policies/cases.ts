import type { Context } from "./contexts";
import {
  accounts,
  Bucket,
  bucketNames,
  Key,
  keys,
  regions,
  ServiceRole,
  serviceRoles,
} from "./organization-under-test";
import { attachedPolicies } from "./attachments";
import type { Stacks } from "./references";
import type { IamPolicy } from "./rendering";
import { Decision, decide } from "./simulation";

/** Name of a policy that the cases speak of. */
export type PolicyName =
  `bucket ${Bucket}` | `key ${Key}` | `trust ${ServiceRole}` | `permissions ${ServiceRole}` | `destination ${string}`;

/** What an actor's own account allows it: everything, or the inline policy of one of the roles under test. */
export type Identity = "everything" | `permissions ${ServiceRole}`;

export interface Request {
  /** The resource policy that is asked. @default - the resource has none */
  readonly policy?: PolicyName;
  readonly principal: string;
  /** @default - no identity policy, as a service principal has none */
  readonly identity?: Identity;
  readonly action: string;
  readonly resource: string;
  /** Account that owns the resource. @default - Log Archive */
  readonly owner?: string;
  readonly context: Context;
}

/** One claim about the policies. */
export interface Case {
  readonly sentence: string;
  readonly request: Request;
  readonly expected: Decision;
  /**
   * Whether only the grants of the policy are asked, its denials left out: a denial that happens to cover a request must
   * not hide that the grant is too wide.
   * @default false
   */
  readonly grantsAlone?: boolean;
}

export type Policies = ReadonlyMap<PolicyName, IamPolicy>;

/** Every policy of the Log Archive and the Management workspace, under the names the cases use. */
export function policiesUnderTest(stacks: Stacks): Policies {
  const logArchive = attachedPolicies(stacks, "log-archive");
  const management = attachedPolicies(stacks, "management");
  const workspaceOf = (account: string) => (account === accounts.management ? management : logArchive);
  const policies = new Map<PolicyName, IamPolicy>();
  for (const bucket of Object.keys(bucketNames) as Bucket[]) {
    policies.set(`bucket ${bucket}`, logArchive.ofBucket(bucketNames[bucket]));
  }
  for (const key of keys) {
    policies.set(`key ${key}`, (key === "trail-logs" ? management : logArchive).ofKey(`example-logs-${key}`));
  }
  for (const region of regions) policies.set(`destination ${region}`, logArchive.ofDestination(region));
  for (const [name, account] of Object.entries(serviceRoles) as [ServiceRole, string][]) {
    const workspace = workspaceOf(account);
    policies.set(`trust ${name}`, workspace.trustOf(`example-logs-${name}`));
    const [inline, ...more] = workspace.inlineOf(`example-logs-${name}`);
    if (!inline || more.length > 0) throw new Error(`role ${name} has not exactly one inline policy`);
    policies.set(`permissions ${name}`, inline);
  }
  return policies;
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

const grantsOf = (whole: IamPolicy): IamPolicy => ({
  ...whole,
  Statement: whole.Statement.filter(({ Effect }) => Effect === "Allow"),
});

/** What IAM decides about a case. */
export function outcome({ request, grantsAlone }: Case, policies: Policies): Promise<Decision> {
  const { identity } = request;
  const whole = request.policy && policy(policies, request.policy);
  return decide({
    principal: request.principal,
    action: request.action,
    resource: request.resource,
    resourceAccount: request.owner ?? accounts.logArchive,
    context: request.context,
    identityPolicies: identity ? [identity === "everything" ? everything : policy(policies, identity)] : [],
    resourcePolicy: whole && grantsAlone ? grantsOf(whole) : whole,
  });
}

/** Decides cases one after the other. */
export async function outcomes(cases: readonly Case[], policies: Policies): Promise<(readonly [string, Decision])[]> {
  const decided: (readonly [string, Decision])[] = [];
  for (const each of cases) decided.push([each.sentence, await outcome(each, policies)]);
  return decided;
}
