import { accounts, home } from "../organization-under-test";

/** `action`, what it does, and what it is done to; nothing where the action names no resource. */
export type GuardedAct = readonly [action: string, words: string, resource?: string];

/** Acts that one statement of a guard rail denies. */
export interface GuardedActs {
  readonly account: string;
  /** Which of the roles that guard rails let through may do it all the same. */
  readonly may: readonly ("deployment" | "breakGlass" | "exempt")[];
  /** Condition keys that come with the request. @default - none of its own */
  readonly context?: Readonly<Record<string, string>>;
  readonly acts: readonly GuardedAct[];
}

/** The roles that most statements let through. */
export const everybodyLetThrough = ["deployment", "breakGlass", "exempt"] as const;

/** ARN of something in the home Region. @default account - a workload's */
export const arn = (service: string, resource: string, account: string = accounts.payments) =>
  `arn:aws:${service}:${home}:${account}:${resource}`;

/** Several actions of a service on the same resource, or on none: name of the action -> what it does. */
export const each = (
  service: string,
  resource: string | undefined,
  acts: Readonly<Record<string, string>>,
): GuardedAct[] =>
  Object.entries(acts).map(([action, words]) =>
    resource === undefined ? [`${service}:${action}`, words] : [`${service}:${action}`, words, resource],
  );
