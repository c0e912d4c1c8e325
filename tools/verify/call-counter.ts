import { priceOf } from "./reads";
import type { CallCount } from "./report";

type Count = Pick<CallCount, "count" | "priceUsd">;

/** Counts calls by operation, with their price. */
export class CallCounter {
  private readonly counts = new Map<string, Count>();
  /** What came since it was taken. */
  private fresh: CallCount[] = [];

  count(call: string, input: unknown): void {
    const added = { call, count: 1, priceUsd: priceOf(call, input) };
    this.add(added);
    this.fresh.push(added);
  }

  /** Takes over what an earlier run counted. */
  add({ call, count, priceUsd }: CallCount): void {
    const before = this.counts.get(call) ?? { count: 0, priceUsd: 0 };
    this.counts.set(call, { count: before.count + count, priceUsd: before.priceUsd + priceUsd });
  }

  /** What was counted since the last time, once. */
  take(): CallCount[] {
    const taken = new CallCounter();
    for (const each of this.fresh) taken.add(each);
    this.fresh = [];
    return taken.all();
  }

  /** Dearest first, then by name. */
  all(): CallCount[] {
    return [...this.counts]
      .map(([call, count]) => ({ call, ...count }))
      .sort((a, b) => b.priceUsd - a.priceUsd || (a.call < b.call ? -1 : 1));
  }
}
