import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import type { IamPolicy, IamStatement } from "./rendering";

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
}

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
 * IAM's reference lists no resource for `logs:PutAccountPolicy`, so the simulator insists on `*`; yet a destination's
 * access policy must admit the action on the destination. Another action on destinations, which no policy of ours names,
 * stands in for it, in the policy and in the request alike.
 */
const knownAction = (action: string) => (action === "logs:PutAccountPolicy" ? "logs:PutDestinationPolicy" : action);

function knownStatement(statement: IamStatement): IamStatement {
  const conditions = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [knownKey(key), values])),
  ]);
  return { ...statement, Action: statement.Action.map(knownAction), Condition: Object.fromEntries(conditions) };
}

const expressions = new Map<string, RegExp>();

function matches(pattern: string, action: string): boolean {
  const expression = expressions.get(pattern) ?? new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i");
  expressions.set(pattern, expression);
  return expression.test(action);
}

/** Whether a statement has anything to say about an action. */
export const speaksOf = (statement: IamStatement, action: string): boolean =>
  statement.Action.some((pattern) => matches(pattern, action));

const narrowed = new WeakMap<IamPolicy, Map<string, IamPolicy>>();

/**
 * The statements of a policy that speak of an action, in the simulator's terms. The others cannot change the decision,
 * and leaving them out makes it several times faster.
 */
function known(policy: IamPolicy, action: string): IamPolicy {
  const byAction = narrowed.get(policy) ?? new Map<string, IamPolicy>();
  narrowed.set(policy, byAction);
  const earlier = byAction.get(action);
  if (earlier) return earlier;
  const relevant = policy.Statement.filter((statement) => speaksOf(statement, action));
  const narrow = { ...policy, Statement: relevant.map(knownStatement) };
  byAction.set(action, narrow);
  return narrow;
}

/**
 * What IAM decides.
 * @throws with the simulator's own words when it cannot answer, and when it ignored a key of the context: a condition on
 * a key that never arrives would make a right policy look wrong, or a wrong one right.
 */
export async function decide(question: PolicyQuestion): Promise<Decision> {
  const { principal, action, resource } = question;
  const result = await runSimulation(
    {
      request: {
        principal: principal === anonymous ? anonymousPrincipal : principal,
        action: knownAction(action),
        resource: { resource, accountId: question.resourceAccount },
        contextVariables: Object.fromEntries(
          Object.entries(question.context).map(([key, value]) => [knownKey(key), value]),
        ),
      },
      identityPolicies: question.identityPolicies.map((policy, index) => ({
        name: `${index}`,
        policy: known(policy, action),
      })),
      resourcePolicy: question.resourcePolicy && known(question.resourcePolicy, action),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  const asked = `${principal} ${action} ${resource}`;
  if (result.resultType === "error") throw new Error(`${asked}: ${JSON.stringify(result.errors)}`);
  if (result.resultType === "wildcard") throw new Error(`${asked}: a request names one resource, without wildcards`);
  const ignored = result.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`${asked}: the simulator ignored ${ignored.join(", ")}`);
  return result.overallResult;
}
