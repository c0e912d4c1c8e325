import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Organization } from "../../accounts/organization/organization";
import { names } from "../../accounts/workspace/names";
import type { Call } from "../../emulator/emulator";
import { readOnlySessions } from "../../tools/verify/credentials";
import { links } from "../../tools/verify/links";
import { reads } from "../../tools/verify/reads";
import type { Report } from "../../tools/verify/report";
import { run } from "../../tools/verify/run";
import type { Deployment } from "./deployment";

/** What the emulator delivers itself, and so can show: log events into the archive. */
const shown = ["archive"];

/** How often each operation was called. */
const countsOf = (calls: readonly Call[]) => {
  const counts = new Map<string, number>();
  for (const { operation, count } of calls) counts.set(operation, (counts.get(operation) ?? 0) + count);
  return counts;
};

async function verified(url: string, organization: Organization): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "verification-"));
  const all = names(organization);
  try {
    return await run({
      organization,
      names: all,
      links,
      identity: {
        version: 1,
        organizationId: organization.organization.id,
        namePrefix: organization.namePrefix,
        digest: "",
        startedAt: new Date().toISOString(),
      },
      stateFile: join(folder, "state.jsonl"),
      resume: false,
      credentialsOf: readOnlySessions({
        partition: all.partition,
        roleName: organization.deployment.roleName,
        region: organization.regions.home,
        endpoint: url,
      }),
      callsPerSecond: 200,
      endpoint: url,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What verification says of what was deployed, and what it calls. */
export function verification(deployment: Deployment, deployed: Organization): void {
  test("verification delivers nothing that the emulator cannot show, and does nothing but read", async () => {
    process.env.AWS_ACCESS_KEY_ID = "x";
    process.env.AWS_SECRET_ACCESS_KEY = "x";
    const before = countsOf(await deployment.emulator.calls());
    const { cells, exitCode } = await verified(deployment.emulator.url, deployed);
    const delivering = cells.filter(({ verdict }) => verdict === "delivering").map(({ link }) => link);
    expect(delivering.filter((link) => !shown.includes(link))).toEqual([]);
    expect(cells.some(({ link, verdict }) => link === "canary" && verdict === "unknown")).toBe(true);
    // What the emulator was given besides may be at fault; that all is well it cannot tell.
    expect(exitCode).not.toBe(0);
    const after = countsOf(await deployment.emulator.calls());
    const made = [...after].filter(([operation, count]) => count > (before.get(operation) ?? 0)).map(([each]) => each);
    const readable = Object.keys(reads).map((call) => call.split(":")[1] ?? "");
    expect(made.filter((operation) => !readable.includes(operation) && operation !== "AssumeRole")).toEqual([]);
    expect(made.length).toBeGreaterThan(20);
  });
}
