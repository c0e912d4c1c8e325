import type { Answer } from "./link";

/** What AWS said when it refused, as it said it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message && error.message !== error.name ? `${error.name}: ${error.message}` : error.name;
}

/** Names of errors -> why they leave it open whether anything is wrong. @default - that AWS did not answer the question */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /UnrecognizedClient|InvalidClientTokenId|OptInRequired|AuthFailure|SubscriptionRequired/,
    "the Region is off, or the credentials are not valid in it",
  ],
  [/explicit deny in a service control policy/i, "a service control policy refuses the question"],
  [/AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError/i, "the credentials may not ask"],
  [/Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/i, "AWS refused to answer so many questions"],
  [/NotImplemented|NotYetImplemented|501|UnknownOperation/i, "whoever answers does not know the question"],
  [/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|Timeout/i, "the service could not be reached"],
  [/Credential|token|expired/i, "there are no credentials for the account"],
];

/** Nobody can tell: what AWS refused, and why that settles nothing. */
export function unknown(error: unknown): Answer {
  const text = errorText(error);
  const [, reason = "AWS did not answer"] = reasons.find(([pattern]) => pattern.test(text)) ?? [];
  return { verdict: "unknown", evidence: `cannot tell: ${reason}`, error: text };
}

/** An answer, or nothing where AWS says by one of these errors that it does not exist. */
export async function orNothing<Answered>(
  asked: Promise<Answered>,
  ...missing: readonly string[]
): Promise<Answered | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && missing.includes(error.name)) return undefined;
    throw error;
  }
}
