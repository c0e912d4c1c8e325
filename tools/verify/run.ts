import { CallCounter } from "./call-counter";
import { Access, AccountClients, Answerer } from "./clients";
import { accountsOf, Credential, expectedSilence } from "./expectations";
import { unknown } from "./failure";
import type { Answer, Expected, Link, Place } from "./link";
import { eachOf, Pace } from "./pace";
import { Cell, countsOf, exitCodeOf, Report } from "./report";
import { RunIdentity, RunState } from "./run-state";

/** One link in one place. */
export interface Check {
  readonly id: string;
  readonly link: Link;
  readonly place: Place;
}

export interface RunOptions extends Expected {
  readonly links: readonly Link[];
  readonly identity: RunIdentity;
  readonly stateFile: string;
  readonly resume: boolean;
  /** Gives the credentials of an account, or says why there are none. */
  readonly credentialsOf: (accountId: string) => Promise<Credential>;
  readonly callsPerSecond: number;
  readonly endpoint?: string;
  readonly answerer?: Answerer;
  /** Accounts that are asked. @default - all */
  readonly accountIds?: readonly string[];
  /** @default - the time of the machine */
  readonly now?: () => Date;
  /** Told after each check. @default - nobody */
  readonly progress?: (done: number, all: number) => void;
}

/** Accounts at a time, and checks of each at a time: enough to keep the pace where an answer takes half a second. */
const width = { accounts: 8, checks: 4 };

/** Everything there is to ask, account by account. */
export function checksOf({ links, accountIds, ...expected }: Pick<RunOptions, "links" | "accountIds"> & Expected) {
  const byAccount = new Map<string, Check[]>();
  for (const link of links) {
    for (const place of link.places(expected)) {
      const { accountId, region, item } = place;
      if (accountIds && !accountIds.includes(accountId)) continue;
      const id = [link.id, accountId, region, ...(item === undefined ? [] : [item])].join(" ");
      const checks = byAccount.get(accountId) ?? [];
      checks.push({ id, link, place });
      byAccount.set(accountId, checks);
    }
  }
  return byAccount;
}

/** An answer in its place; one that only lacks what may be silent is no fault. */
function cellOf(options: RunOptions, { link, place }: Check, { silence, ...answer }: Answer): Cell {
  const { accountId, region } = place;
  const cell: Cell = { link: link.id, source: link.source, accountId, region, ...answer };
  if (!silence) return cell;
  const reason = expectedSilence(options.organization, cell);
  if (reason !== undefined) return { ...cell, verdict: "silent", expectedSilent: reason };
  // Who answers in AWS's stead does not make what AWS would.
  return options.endpoint === undefined
    ? cell
    : { ...cell, verdict: "unknown", evidence: `cannot tell: ${cell.evidence}, and ${options.endpoint} is not AWS` };
}

async function answers(options: RunOptions, check: Check, clients: AccountClients | Error): Promise<readonly Answer[]> {
  if (clients instanceof Error) return [unknown(clients)];
  const { organization, names, now = () => new Date() } = options;
  const { home } = organization.regions;
  const { place } = check;
  const own = place.region === "global" ? home : place.region;
  try {
    const given = await check.link.ask({
      organization,
      names,
      ...place,
      now: now(),
      client: (Class, region = own) => clients.of(Class, region),
    });
    // An answer that says nothing is no health.
    return given.length > 0 ? given : [{ verdict: "unknown", evidence: "cannot tell: there was nothing to ask" }];
  } catch (error) {
    return [unknown(error)];
  }
}

/**
 * Asks every link in every place, as many at a time as the pace allows, and writes what each says at once.
 * @throws UserProblem where the state file is not of this run
 */
export async function run(options: RunOptions): Promise<Report> {
  const { organization, identity, stateFile, now = () => new Date() } = options;
  const state = options.resume ? RunState.resume(stateFile, identity) : RunState.begin(stateFile, identity);
  const counter = new CallCounter();
  const access: Access = {
    pace: new Pace(options.callsPerSecond),
    counter,
    answerer: options.answerer,
    endpoint: options.endpoint,
  };
  const checks = checksOf(options);
  const all = [...checks.values()].reduce((sum, { length }) => sum + length, 0);
  let done = state.done.size;
  options.progress?.(done, all);
  await eachOf(checks, width.accounts, async ([accountId, ofAccount]) => {
    const left = ofAccount.filter(({ id }) => !state.done.has(id));
    if (left.length === 0) return;
    const credential = await options.credentialsOf(accountId);
    const clients =
      credential instanceof Error ? credential : new AccountClients(accountId, access, credential.credentials);
    await eachOf(left, width.checks, async (check) => {
      const cells = (await answers(options, check, clients)).map((answer) => cellOf(options, check, answer));
      state.add({ check: check.id, cells, calls: counter.take() });
      done += 1;
      options.progress?.(done, all);
    });
  });
  const lines = state.close();
  const cells = lines.flatMap((line) => line.cells);
  const total = new CallCounter();
  for (const call of lines.flatMap(({ calls }) => calls)) total.add(call);
  const counts = countsOf(cells);
  const accounts = accountsOf(organization).filter(({ id }) => checks.has(id));
  return {
    version: 1,
    organization: { id: organization.organization.id, namePrefix: organization.namePrefix },
    digest: identity.digest,
    startedAt: state.identity.startedAt,
    endedAt: now().toISOString(),
    accounts,
    regions: [...new Set(cells.map(({ region }) => region))].filter((region) => region !== "global").sort(),
    links: options.links.map(({ id, what, alarms, runbook }) => ({ id, what, alarms, runbook })),
    cells,
    calls: total.all(),
    counts,
    exitCode: exitCodeOf(counts),
  };
}
