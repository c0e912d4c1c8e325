import { notSettled, Settlement, TrialReads } from "./evidence";
import type { TrialFacts } from "./facts";
import { Question, questions } from "./questions";

/** What the trial says of one limit. */
export interface TrialVerdict extends Settlement {
  /** As in `docs/limits.md`. */
  readonly id: string;
  /** What `settled yes` says. */
  readonly yes: string;
}

/** AWS's own words, where it refused to say. */
async function settled({ id, yes, settle }: Question, reads: TrialReads, facts: TrialFacts): Promise<TrialVerdict> {
  try {
    return { id, yes, ...(await settle(reads, facts)) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    return { id, yes, ...notSettled(`could not be read: ${name}: ${message}`) };
  }
}

/**
 * What two accounts in which the trial is deployed say of each limit that it settles. It never fails: what could not be read is not settled. CloudTrail
 * answers two such questions a second, so one is asked after the other.
 */
export async function trialVerdicts(facts: TrialFacts, reads: TrialReads): Promise<readonly TrialVerdict[]> {
  const verdicts: TrialVerdict[] = [];
  for (const question of questions) verdicts.push(await settled(question, reads, facts));
  return verdicts;
}

/** The verdicts for people, to paste into a report. */
export const trialText = (verdicts: readonly TrialVerdict[]): string =>
  verdicts
    .map(({ id, answer, yes, evidence }) =>
      [`${id}: ${answer}`, `  yes means: ${yes}`, ...evidence.map((line) => `  - ${line}`), ""].join("\n"),
    )
    .join("");

/** 0 everything is settled and as assumed, 1 something is settled otherwise, 2 something is not settled. */
export function trialExitCode(verdicts: readonly Pick<TrialVerdict, "answer">[]): 0 | 1 | 2 {
  if (verdicts.some(({ answer }) => answer === "settled no")) return 1;
  return verdicts.length > 0 && verdicts.every(({ answer }) => answer === "settled yes") ? 0 : 2;
}
