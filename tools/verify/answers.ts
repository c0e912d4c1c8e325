import type { Answer } from "./link";

/** It works; `newest`, where it is known, says when something came last. */
export function delivering(evidence: string, call: string, newest?: Date, now?: Date): Answer {
  const age = newest && now ? { ageSeconds: Math.max(0, Math.round((now.getTime() - newest.getTime()) / 1000)) } : {};
  return { verdict: "delivering", evidence, call, ...age };
}

/** It is healthy, and has nothing to deliver. */
export const silent = (evidence: string, call: string): Answer => ({ verdict: "silent", evidence, call });

interface Fault {
  readonly error?: string;
  readonly since?: Date;
  readonly resource?: string;
  readonly silence?: boolean;
}

/** It does not work. */
export const broken = (evidence: string, call: string, { since, ...fault }: Fault = {}): Answer => ({
  verdict: "broken",
  evidence,
  call,
  ...fault,
  ...(since ? { since: since.toISOString() } : {}),
});

/** AWS answered, and the answer settles nothing. */
export const undecided = (evidence: string, call: string): Answer => ({
  verdict: "unknown",
  evidence: `cannot tell: ${evidence}`,
  call,
});

/** Minutes from then to now. */
export const minutesSince = (then: Date, now: Date) => (now.getTime() - then.getTime()) / 60_000;

/** What is broken of several resources, one answer each; else the one that says that all of them are well. */
export const faultsOr = (faults: readonly Answer[], well: Answer): readonly Answer[] =>
  faults.length > 0 ? faults : [well];
