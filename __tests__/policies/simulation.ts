import {
  anonymousPrincipal,
  isConditionKeyArray,
  runSimulation,
  runUnsafeSimulation,
  Simulation,
  typeForContextKey,
} from "@cloud-copilot/iam-simulate";
import type { IamPolicy, IamStatement } from "./rendering";
import { mayConcern } from "./resource-patterns";

export type Decision = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

/** Who asks without any credentials. */
export const anonymous = "anonymous";

/** A request together with every policy that speaks about it. */
export interface PolicyQuestion {
  /** A service principal, the ARN of a role or user, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Account that owns the resource. */
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, string>>;
  readonly identityPolicies: readonly IamPolicy[];
  readonly resourcePolicy?: IamPolicy;
  /** What the principal may do at most. @default - it has no boundary */
  readonly permissionsBoundary?: IamPolicy;
  /** Service control policies that bind the principal, the root's first and those of its account last. @default - none */
  readonly serviceControlPolicies?: readonly (readonly IamPolicy[])[];
  /** Resource control policies that bind who asks for the resource, in the same order. @default - none */
  readonly resourceControlPolicies?: readonly (readonly IamPolicy[])[];
}

/**
 * AWS attaches these to every root, unit and account; without them nothing is allowed.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
const fullAccess = {
  service: {
    Version: "2012-10-17",
    Statement: [{ Sid: "FullAWSAccess", Effect: "Allow", Action: ["*"], Resource: ["*"] }],
  },
  resource: {
    Version: "2012-10-17",
    Statement: [{ Sid: "RCPFullAWSAccess", Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] }],
  },
} as const satisfies Record<string, IamPolicy>;

const encryptionContext = "kms:EncryptionContext:";

/**
 * The simulator knows `kms:EncryptionContext:` only with a literal placeholder behind it and ignores every real key. A
 * request tag is compared in the same way and may be asked of any action, so the key becomes one, in the policy and in
 * the request alike; the colons must go because a tag key of the simulator's ends at none.
 */
const knownKey = (key: string) =>
  key.startsWith(encryptionContext)
    ? `aws:RequestTag/kms-ec-${key.slice(encryptionContext.length).replaceAll(":", ".")}`
    : key;

/**
 * IAM's reference lists no resource for these actions, so the simulator insists on `*`; yet each is checked on one:
 * `logs:PutAccountPolicy` on a destination, `logs:DescribeLogGroups` on log groups, and a user's
 * `ssmmessages:OpenDataChannel` on a session.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CreateDestination-Account.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
 */
const checkedOnResource = ["logs:PutAccountPolicy", "logs:DescribeLogGroups", "ssmmessages:OpenDataChannel"];

function knownStatement(statement: IamStatement): IamStatement {
  const conditions = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [knownKey(key), values])),
  ]);
  return { ...statement, Condition: Object.fromEntries(conditions) };
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, action: string): boolean {
  const expression = expressions.get(pattern) ?? new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i");
  expressions.set(pattern, expression);
  return expression.test(action);
}

/** Whether a statement has anything to say about an action. */
export const speaksOf = ({ Action, NotAction = [] }: IamStatement, action: string): boolean =>
  Action ? Action.some((pattern) => matches(pattern, action)) : !NotAction.some((pattern) => matches(pattern, action));

/** Whether a statement has anything to say to a principal; to a service, only by its exact name. */
export function speaksTo({ Principal }: IamStatement, principal: string): boolean {
  if (Principal === "*" || Principal === undefined) return true;
  const isService = principal !== anonymous && !principal.startsWith("arn:");
  return isService ? (Principal.Service ?? []).includes(principal) : "AWS" in Principal;
}

/** Derives one policy from another, once for each policy and word. */
function derivation(derive: (policy: IamPolicy, word: string) => IamPolicy) {
  const derived = new WeakMap<IamPolicy, Map<string, IamPolicy>>();
  return (policy: IamPolicy, word: string): IamPolicy => {
    const byWord = derived.get(policy) ?? new Map<string, IamPolicy>();
    derived.set(policy, byWord);
    const earlier = byWord.get(word) ?? derive(policy, word);
    byWord.set(word, earlier);
    return earlier;
  };
}

/** The statements that speak of an action, in the simulator's terms; the others cannot change the decision. */
const aboutAction = derivation((policy, action) => ({
  ...policy,
  Statement: policy.Statement.filter((statement) => speaksOf(statement, action)).map(knownStatement),
}));

/** Of those, the ones that speak to a principal. */
const toPrincipal = derivation((policy, principal) => ({
  ...policy,
  Statement: policy.Statement.filter((statement) => speaksTo(statement, principal)),
}));

/** What a question's policies say about its action. */
function statedPolicies(question: PolicyQuestion) {
  const { action, identityPolicies, resourcePolicy, permissionsBoundary } = question;
  const stated = (policy: IamPolicy) => aboutAction(policy, action);
  const levels = (attached: readonly (readonly IamPolicy[])[] = []) => attached.map((level) => level.map(stated));
  return {
    identity: identityPolicies.map(stated),
    resource: resourcePolicy && stated(resourcePolicy),
    boundary: permissionsBoundary && stated(permissionsBoundary),
    serviceControl: levels(question.serviceControlPolicies),
    resourceControl: levels(question.resourceControlPolicies),
  };
}

type StatedPolicies = ReturnType<typeof statedPolicies>;

/** Each level of the organization with what AWS attaches to it. */
const attachedLevels = (levels: readonly (readonly IamPolicy[])[], ...always: readonly IamPolicy[]) =>
  levels.map((policies, level) => ({
    orgIdentifier: `level ${level}`,
    policies: [...always, ...policies].map((policy, index) => ({ name: `${index}`, policy })),
  }));

/** With its checks the simulator adds AWS's resource control policy itself, and refuses it from anybody else. */
function simulationOf(
  question: PolicyQuestion,
  policies: StatedPolicies,
  resourcePolicy: unknown,
  checked: boolean,
): Simulation {
  const { principal, action, resource, context } = question;
  return {
    request: {
      principal: principal === anonymous ? anonymousPrincipal : principal,
      action,
      resource: { resource, accountId: question.resourceAccount },
      contextVariables: Object.fromEntries(Object.entries(context).map(([key, value]) => [knownKey(key), value])),
    },
    identityPolicies: policies.identity.map((policy, index) => ({ name: `${index}`, policy })),
    resourcePolicy,
    ...(policies.boundary && { permissionBoundaryPolicies: [{ name: "boundary", policy: policies.boundary }] }),
    serviceControlPolicies: attachedLevels(policies.serviceControl, fullAccess.service),
    resourceControlPolicies: attachedLevels(policies.resourceControl, ...(checked ? [] : [fullAccess.resource])),
  };
}

/**
 * What IAM decides, after all of the simulator's checks of its input.
 * @throws when the simulator cannot answer, and when it ignored a key of the context: a condition on a key that never
 * arrives would make a right policy look wrong, or a wrong one right.
 */
export async function decideWithChecks(question: PolicyQuestion): Promise<Decision> {
  const policies = statedPolicies(question);
  const result = await runSimulation(simulationOf(question, policies, policies.resource, true), {});
  const asked = `${question.principal} ${question.action} ${question.resource}`;
  if (result.resultType === "error") throw new Error(`${asked}: ${JSON.stringify(result.errors)}`);
  if (result.resultType === "wildcard") throw new Error(`${asked}: a request names one resource, without wildcards`);
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`${asked}: the simulator ignored ${ignored.join(", ")}`);
  return result.overallResult;
}

/** The simulator's checks make lists of the values of some keys; without checks they would have to be lists already. */
const hasLists = async (keys: readonly string[]) =>
  (await Promise.all(keys.map((key) => typeForContextKey(key.toLowerCase())))).some(isConditionKeyArray);

/** Without its checks the simulator wants the name of a resource policy, and finds it in one that is marked as valid. */
const markedAsValid = (policyDocument: IamPolicy) => ({
  __validated: true,
  policyDocument,
  metadata: { name: "resource policy" },
  errors: [],
});

/** Alike for resources of one type: what comes before a name's first slash, and how many parts there are. */
const kindOf = (resource: string) =>
  [resource.split("/", 1), resource.includes("/"), resource.split(":").length].join();

/** The statements that may speak of a resource; the simulator weighs the conditions of every statement it is given. */
const concerning = (policy: IamPolicy, resource: string): IamPolicy => ({
  ...policy,
  Statement: policy.Statement.filter((statement) => mayConcern(statement, resource)),
});

const checkedRequests = new Set<string>();
const checkedPolicies = new WeakSet<IamPolicy>();

/** Whether the simulator is asked without its checks, because its data has no resource for the action. */
export const neverChecked = (action: string) => checkedOnResource.includes(action);

/**
 * What IAM decides. The simulator's checks cost several times as much as the decision, so they are made once for what a
 * policy says about an action, and once for an action on a kind of resource with the same keys in its context.
 * @throws as `decideWithChecks` does
 */
export async function decide(question: PolicyQuestion): Promise<Decision> {
  const { principal, action, resource, context } = question;
  const stated = statedPolicies(question);
  const policies = [
    ...stated.identity,
    ...[stated.resource, stated.boundary].filter((policy) => policy !== undefined),
    ...[...stated.serviceControl, ...stated.resourceControl].flat(),
  ];
  const keys = Object.keys(context).map(knownKey);
  const request = [action, kindOf(resource), ...keys].join(" ");
  const checked = checkedRequests.has(request) && policies.every((policy) => checkedPolicies.has(policy));
  if (checked || neverChecked(action)) {
    const aboutResource = (policy: IamPolicy) => concerning(policy, resource);
    const relevant = stated.resource && markedAsValid(aboutResource(toPrincipal(stated.resource, principal)));
    const narrowed = {
      ...stated,
      serviceControl: stated.serviceControl.map((level) => level.map(aboutResource)),
      resourceControl: stated.resourceControl.map((level) => level.map(aboutResource)),
    };
    return runUnsafeSimulation(simulationOf(question, narrowed, relevant, false), {});
  }
  const decision = await decideWithChecks(question);
  for (const policy of policies) checkedPolicies.add(policy);
  if (resource !== "*" && !(await hasLists(keys))) checkedRequests.add(request);
  return decision;
}
