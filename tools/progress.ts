/** The least milliseconds between two drawings. */
const pause = 100;

const width = 30;

/**
 * A line that says how far something is, drawn over itself and wiped when it is done. Where nobody watches, as in a pipe,
 * there is none.
 */
export function progressLine(
  stream: Pick<NodeJS.WriteStream, "isTTY" | "write">,
): ((done: number, all: number) => void) | undefined {
  if (!stream.isTTY) return undefined;
  let drawn = -Infinity;
  return (done, all) => {
    const now = performance.now();
    if (done >= all) {
      stream.write("\r\u001b[K");
      return;
    }
    if (now - drawn < pause) return;
    drawn = now;
    const filled = Math.round((width * done) / all);
    stream.write(`\r\u001b[K[${"#".repeat(filled)}${" ".repeat(width - filled)}] ${done} of ${all} checks`);
  };
}
