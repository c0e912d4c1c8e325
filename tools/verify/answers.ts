import type { Answer } from "./link";

/** Something came, the newest of it then. Settings alone never show that. */
export const delivering = (evidence: string, call: string, newest: Date, now: Date): Answer => ({
  verdict: "delivering",
  evidence,
  call,
  ageSeconds: Math.max(0, Math.round((now.getTime() - newest.getTime()) / 1000)),
});

/** It is set up as it must be, which does not show that anything comes. */
export const healthy = (evidence: string, call: string): Answer => ({ verdict: "silent", evidence, call });

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
