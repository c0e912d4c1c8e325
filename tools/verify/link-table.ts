import type { Link } from "./link";

const runbookLink = (runbook: string) => {
  const [page = "", part = ""] = runbook.split("#");
  return `[${part}](${page}.md#${part})`;
};

/** The table of links in `docs/verify.md`: what each is, the alarm that covers it, and what verification asks of it. */
export const linkTable = (links: readonly Link[]): string =>
  [
    "| link | what it is | alarm | check | runbook |",
    "| --- | --- | --- | --- | --- |",
    ...links.map(({ id, what, alarms, calls, runbook }) => {
      const code = (all: readonly string[]) => all.map((one) => `\`${one}\``).join(", ");
      return `| \`${id}\` | ${what} | ${code(alarms)} | ${code(calls)} | ${runbookLink(runbook)} |`;
    }),
    "",
  ].join("\n");
