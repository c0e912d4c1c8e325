import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { UserProblem } from "../problem";
import type { CallCount, Cell } from "./report";

/** First line of a state file: whose it is. */
export interface RunIdentity {
  readonly version: 1;
  readonly organizationId: string;
  readonly namePrefix: string;
  /** SHA-256 of the organization file. */
  readonly digest: string;
  /** Of the first run. ISO 8601. */
  readonly startedAt: string;
}

/** Every other line: a check that is done. */
export interface DoneCheck {
  readonly check: string;
  readonly cells: readonly Cell[];
  /** Made since the line before. */
  readonly calls: readonly CallCount[];
}

/** Hours after which what a killed run had found says nothing of today. */
const freshHours = 24;

/**
 * What a run has found so far, a line of JSON for each check, so that a run that is killed goes on where it was, and memory
 * holds no more than what is being asked.
 */
export class RunState {
  private constructor(
    readonly file: string,
    readonly identity: RunIdentity,
    private readonly descriptor: number,
    /** Checks that an earlier run has done. */
    readonly done: ReadonlySet<string>,
  ) {}

  /** Begins anew; an earlier run's file is replaced. */
  static begin(file: string, identity: RunIdentity): RunState {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(file, "w", 0o600);
    writeSync(descriptor, `${JSON.stringify(identity)}\n`);
    return new RunState(file, identity, descriptor, new Set());
  }

  /**
   * Goes on with an earlier run, or begins where there is none.
   * @throws UserProblem for the file of another organization, of another version of the organization file, of long ago, and
   * for one that is no such file
   */
  static resume(file: string, identity: RunIdentity): RunState {
    if (!existsSync(file)) return RunState.begin(file, identity);
    const found = readIdentity(file);
    refuseOther(file, found, identity);
    const done = new Set<string>();
    for (const { check } of readDone(file)) done.add(check);
    dropUnfinished(file);
    return new RunState(file, found, openSync(file, "a"), done);
  }

  add(line: DoneCheck): void {
    writeSync(this.descriptor, `${JSON.stringify(line)}\n`);
  }

  /** Closes the file and reads what it holds. */
  close(): DoneCheck[] {
    closeSync(this.descriptor);
    return readDone(this.file);
  }
}

const anew = "the command without --resume, which begins anew and replaces the file";

/** Whole lines; what a killed run had begun to write is none. */
const lines = (file: string) => readFileSync(file, "utf8").split("\n").slice(0, -1);

function parsed<Type>(file: string, line: string, isOne: (value: object) => boolean): Type {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && isOne(value)) return value as Type;
  } catch {
    // Said below: no JSON and other JSON are the same to whoever reads it.
  }
  throw new UserProblem(`${file} is no state of a verification, or is damaged`, anew);
}

const readIdentity = (file: string) =>
  parsed<RunIdentity>(
    file,
    lines(file)[0] ?? "",
    (value) => "version" in value && value.version === 1 && "organizationId" in value && "digest" in value,
  );

const readDone = (file: string) =>
  lines(file)
    .slice(1)
    .map((line) =>
      parsed<DoneCheck>(
        file,
        line,
        (value) => "check" in value && "cells" in value && Array.isArray(value.cells) && "calls" in value,
      ),
    );

function dropUnfinished(file: string): void {
  const bytes = readFileSync(file);
  truncateSync(file, bytes.lastIndexOf("\n") + 1);
}

function refuseOther(file: string, found: RunIdentity, wanted: RunIdentity): void {
  if (found.organizationId !== wanted.organizationId || found.namePrefix !== wanted.namePrefix) {
    throw new UserProblem(
      `${file} is of another organization: ${found.organizationId} (${found.namePrefix}), not ${wanted.organizationId} (${wanted.namePrefix})`,
      "--state FILE, another file, or the organization that it is of",
    );
  }
  if (found.digest !== wanted.digest) {
    throw new UserProblem(`${file} was begun with another version of the organization file`, anew);
  }
  const hours = (Date.parse(wanted.startedAt) - Date.parse(found.startedAt)) / 3_600_000;
  // A date that is none gives no number, and is refused as well.
  if (!(hours < freshHours)) throw new UserProblem(`${file} was begun ${found.startedAt}, too long ago`, anew);
}
