import { setTimeout as wait } from "node:timers/promises";

/** At most so many calls begin in a second; those that come at once wait for each other. */
export class Pace {
  private next = 0;

  constructor(private readonly callsPerSecond: number) {}

  /** Resolves when the next call may begin. */
  async turn(): Promise<void> {
    const now = performance.now();
    this.next = Math.max(now, this.next) + 1000 / this.callsPerSecond;
    const delay = this.next - now - 1000 / this.callsPerSecond;
    if (delay > 1) await wait(delay);
  }
}

/**
 * Does a piece of work for each item, at most `width` at a time. The first that throws ends it, once those that have begun
 * are done.
 */
export async function eachOf<Item>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let item = rest.next(); !item.done && failures.length === 0; item = rest.next()) {
      try {
        await work(item.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw failures[0];
}
