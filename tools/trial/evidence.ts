import type { Side } from "./facts";

/** What a trial says of a question. Only what AWS itself recorded or delivered settles one. */
export const answers = ["settled yes", "settled no", "not settled"] as const;

export type Answer = (typeof answers)[number];

/** An answer, with what was seen, to be pasted into a report. */
export interface Settlement {
  readonly answer: Answer;
  /** At least one line. */
  readonly evidence: readonly string[];
}

/** A call as CloudTrail recorded it. */
export interface RecordedCall {
  readonly eventId: string;
  /** ISO 8601. */
  readonly at: string;
  /** `CODE: message`. @default - it succeeded */
  readonly error?: string;
}

export interface FlowLogState {
  readonly id: string;
  readonly vpcId: string;
  readonly bucketArn: string;
  readonly status: string;
  /** What `DeliverLogsErrorMessage` says. */
  readonly error?: string;
}

export interface DeliveredObject {
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What is read of the two accounts. Everything is asked of AWS; nothing is changed. */
export interface TrialReads {
  /** Calls of one operation of which the record has a text, the newest first. */
  calls(side: Side, operation: string, text: string, region?: string): Promise<readonly RecordedCall[]>;
  /** Objects of the archive's account, at most a thousand. */
  objects(bucket: string, prefix: string): Promise<readonly DeliveredObject[]>;
  /** The first bytes of an object, which is not empty. */
  firstBytes(bucket: string, key: string): Promise<Buffer>;
  /** Flow logs of the account that logs come from. */
  flowLogs(): Promise<readonly FlowLogState[]>;
  /** Name of a query logging configuration -> status of its associations, with their error. */
  queryLogs(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** When the newest event of a log group was received, in ISO 8601; nothing without one. */
  newestEvent(logGroup: string): Promise<string | undefined>;
  /** Sum of a metric of the last day in the account that logs come from. */
  sum(namespace: string, metric: string, dimensions: Readonly<Record<string, string>>): Promise<number>;
  /** `STATUS NAME` of executions of the state machine, the newest first. */
  executions(stateMachineArn: string): Promise<readonly string[]>;
  /** Whether a filter pattern takes a message, as CloudWatch Logs itself tries it. */
  takes(pattern: string, message: string): Promise<boolean>;
}

const settlement =
  (answer: Answer) =>
  (...evidence: string[]): Settlement => ({ answer, evidence });

export const yes = settlement("settled yes");
export const no = settlement("settled no");
export const notSettled = settlement("not settled");

const told = (operation: string, { at, eventId, error }: RecordedCall) =>
  `${operation} ${error ? `was refused: ${error}` : "succeeded"} (${at}, CloudTrail event ${eventId})`;

/** What the newest record of a call says; nothing where CloudTrail has none. */
export async function newestCall(
  reads: TrialReads,
  ...[side, operation, text, region]: Parameters<TrialReads["calls"]>
): Promise<Settlement | undefined> {
  const [newest] = await reads.calls(side, operation, text, region);
  return newest && (newest.error ? no : yes)(told(operation, newest));
}

/** Whether every call of its kind succeeded, the first one, too. */
export async function everyCall(
  reads: TrialReads,
  ...[side, operation, text, region]: Parameters<TrialReads["calls"]>
): Promise<Settlement | undefined> {
  const calls = await reads.calls(side, operation, text, region);
  const decisive = calls.find(({ error }) => error !== undefined) ?? calls.at(-1);
  return decisive && (decisive.error ? no : yes)(told(operation, decisive));
}

/** For questions that a call alone answers. */
export const orNothing = (found: Settlement | undefined, operation: string): Settlement =>
  found ?? notSettled(`CloudTrail has no record of ${operation}; it comes some minutes after the call`);

/** The newest of some objects, as evidence. */
export const delivered = (bucket: string, objects: readonly DeliveredObject[]): string | undefined => {
  const [newest] = [...objects].sort((one, other) => other.at.localeCompare(one.at));
  return newest && `s3://${bucket}/${newest.key} was delivered at ${newest.at}`;
};
