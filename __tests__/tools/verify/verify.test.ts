import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadOrganization } from "../../../accounts/organization/load";
import { main } from "../../../tools/cli";
import { links } from "../../../tools/verify/links";
import type { Report } from "../../../tools/verify/report";
import { Answers, healthyAws, now } from "../../support/healthy-aws";
import { breakages, refused } from "./breakages";

const file = join(__dirname, "../../../accounts/organization.yaml");
const organization = loadOrganization(file);
const healthy = healthyAws(organization);

/** The example with one Region and no workloads: what breaks there breaks the same everywhere. */
const smallText = readFileSync(file, "utf8")
  .replace(/governed: \[.*\]/, "governed: [eu-west-1]")
  .replace(/workloads:\n( {4}.*\n)+/, "workloads: []\n")
  .replace("guardDuty: {", "guardDuty: { regions: governed,");

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "verify-"))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly written: string;
  readonly complained: string;
  readonly asked: readonly string[];
}

async function runs(args: readonly string[], answers: Answers = healthy, credentials = true): Promise<Ran> {
  let written = "";
  let complained = "";
  const asked: string[] = [];
  const code = await main(
    ["verify", "--organization", file, "--rate", "1000", "--state", join(folder, "state.jsonl"), ...args],
    {
      write: (text) => (written += text),
      environment: {},
      now: () => now,
      answerer: async (call, input, target) => {
        asked.push(call);
        return Promise.resolve((answers[call] ?? refused("NotImplemented"))(input as Record<string, unknown>, target));
      },
      credentialsOf: async () =>
        Promise.resolve(
          credentials
            ? { credentials: async () => Promise.resolve({ accessKeyId: "a", secretAccessKey: "b" }) }
            : new Error("no credentials for arn:aws:iam::111111111111:role/Reader: AccessDenied: not authorized"),
        ),
    },
    (text) => (complained += text),
  );
  return { code, written, complained, asked };
}

const reported = async (answers: Answers = healthy, ...args: string[]) =>
  JSON.parse((await runs(["--json", ...args], answers)).written) as Report;

test("an organization in which every log arrives is well, in every link", async () => {
  const report = await reported();
  expect(report.cells.filter(({ verdict }) => verdict === "broken" || verdict === "unknown")).toEqual([]);
  expect(report.exitCode).toBe(0);
  const delivering = report.cells.filter(({ verdict }) => verdict === "delivering");
  expect(delivering.filter(({ ageSeconds }) => ageSeconds === undefined)).toEqual([]);
  expect(new Set(report.cells.map(({ link }) => link))).toEqual(new Set(links.map(({ id }) => id)));
});

test.each(breakages)("when %s, that link is named with its runbook", async (_, answers, link, said) => {
  const small = join(folder, "small.yaml");
  writeFileSync(small, smallText);
  const { code, written } = await runs(["--organization", small], { ...healthy, ...answers });
  expect(code).toBe(1);
  const told = written.split(/\n(?=\S| {2}\S)/).filter((text) => text.startsWith(`  ${link}: `) && text.includes(said));
  expect(told).not.toEqual([]);
  const [page = "", part = ""] = links.find(({ id }) => id === link)?.runbook.split("#") ?? [];
  for (const paragraph of told) expect(paragraph).toContain(`runbook  docs/${page}.md#${part}`);
});

/** Links of which nothing at all may be there: an account need not have a VPC, nor a log event an error. */
const mayBeEmpty = [
  "classic-load-balancer-logs",
  "cloudfront-logs",
  "eks-audit-logs",
  "forwarding",
  "load-balancer-logs",
  "network-firewall-logs",
  "public-zone-query-logs",
  "retention-policy",
  "transit-gateway-flow-logs",
  "vpc-flow-logs",
  "web-acl-logs",
];

test("empty answers of AWS are never health, but where there may be nothing", async () => {
  const empty = Object.fromEntries(Object.keys(healthy).map((call) => [call, () => ({})]));
  const { cells } = await reported(empty);
  expect(cells.filter(({ verdict }) => verdict === "delivering")).toEqual([]);
  const well = cells.filter(({ verdict, link }) => verdict === "silent" && link !== "archive").map(({ link }) => link);
  expect([...new Set(well)].sort()).toEqual(mayBeEmpty);
});

test("what AWS refuses is unknown, with its own words, and cannot be told", async () => {
  const denied = Object.fromEntries(
    Object.keys(healthy).map((call) => [call, refused("AccessDeniedException", "User: x is not authorized")]),
  );
  const report = await reported(denied);
  expect(new Set(report.cells.map(({ verdict }) => verdict))).toEqual(new Set(["unknown"]));
  expect(report.cells[0]?.error).toBe("AccessDeniedException: User: x is not authorized");
  expect(report.exitCode).toBe(2);
});

test("without credentials everything is unknown, nothing is asked, and no stack trace is shown", async () => {
  const { code, written, complained, asked } = await runs([], healthy, false);
  expect(code).toBe(2);
  expect(asked).toEqual([]);
  expect(written).toContain("no credentials for arn:aws:iam::111111111111:role/Reader");
  expect(written + complained).not.toMatch(/\n\s+at /);
});

test.each([
  ["an unknown option", ["--everything"], "unknown option"],
  ["a rate that is none", ["--rate", "fast"], "calls a second"],
  ["an account that is not in the file", ["--account", "999999999999"], "which the organization file does not name"],
  ["a file that is not there", ["--organization", "/nowhere.yaml"], "/nowhere.yaml"],
])("%s is refused plainly, with exit code 2", async (_, args, said) => {
  const { code, written, complained } = await runs(args);
  expect(code).toBe(2);
  expect(complained).toContain(said);
  expect(written + complained).not.toMatch(/\n\s+at /);
});

test("a killed run is resumed: what was asked is not asked again, and the report is the same", async () => {
  const state = join(folder, "state.jsonl");
  const whole = await reported();
  const text = readFileSync(state, "utf8");
  const lines = text.split("\n");
  // Killed in the middle of a line.
  truncateSync(state, Buffer.byteLength(lines.slice(0, 41).join("\n")) + 10);
  const { written, asked } = await runs(["--json", "--resume"]);
  const resumed = JSON.parse(written) as Report;
  const order = (report: Report) => report.cells.map((cell) => JSON.stringify(cell)).sort();
  expect(order(resumed)).toEqual(order(whole));
  expect(asked.length).toBeLessThan(whole.calls.reduce((sum, { count }) => sum + count, 0));
});

test.each([
  [
    "another organization's",
    (text: string) => text.replace("o-exampleorg1", "o-another0001"),
    "of another organization: o-another0001",
  ],
  ["a damaged", () => "{}\n", "no state of a verification"],
  [
    "an old",
    (text: string) => text.replace(/"startedAt":"[^"]*"/, '"startedAt":"2026-11-01T00:00:00.000Z"'),
    "too long ago",
  ],
  [
    "another file's",
    (text: string) => text.replace(/"digest":"[^"]*"/, '"digest":"0"'),
    "another version of the organization file",
  ],
])("%s state is refused plainly", async (_, change, said) => {
  const state = join(folder, "state.jsonl");
  await runs(["--account", "444444444444"]);
  writeFileSync(state, change(readFileSync(state, "utf8")));
  const { code, complained } = await runs(["--resume"]);
  expect(code).toBe(2);
  expect(complained).toContain(said);
});
