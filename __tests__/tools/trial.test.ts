import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beyond } from "../../tools/trial/beyond";
import { answers, RecordedCall, TrialReads } from "../../tools/trial/evidence";
import { trialFacts, trialNames } from "../../tools/trial/facts";
import { trialPage } from "../../tools/trial/page";
import { questions } from "../../tools/trial/questions";
import { trial, trialPageFile } from "../../tools/trial/trial";
import { trialExitCode, trialText, trialVerdicts } from "../../tools/trial/verdicts";
import { writtenTrial } from "../../tools/trial/workspaces";
import { organization } from "../support/organizations";

const page = readFileSync(resolve(__dirname, "../../docs/limits.md"), "utf8");
const facts = trialFacts(organization(), ["777777777777", "888888888888"], "eu-west-1");
const names = trialNames(facts);

const at = "2026-11-28T12:00:00Z";
const call = (error?: string): RecordedCall => ({ eventId: "event", at, ...(error ? { error } : {}) });
const flowLog = (bucket: string) => ({
  id: `fl-${bucket}`,
  vpcId: "vpc-1",
  bucketArn: `arn:aws:s3:::${bucket}/vpcflow/`,
  status: "ACTIVE",
});

/** What AWS says when nothing was recorded, delivered or measured: what was only made is there. */
const nothing: TrialReads = {
  calls: async () => [],
  objects: async () => [],
  firstBytes: async () => Buffer.alloc(0),
  flowLogs: async () => [flowLog(names.keyedBucket), flowLog(names.plainBucket)],
  queryLogs: async () => Object.fromEntries(Object.keys(names.queryLogs).map((name) => [name, ["ACTIVE"]])),
  newestEvent: async () => undefined,
  sum: async () => 0,
  executions: async () => [],
  takes: () => Promise.reject(new Error("501 Not Implemented")),
};

/** What it says when all is as assumed. */
const asAssumed: TrialReads = {
  ...nothing,
  calls: async (_side, operation) => (operation === "PutResourcePolicy" ? [] : [call()]),
  objects: async (_bucket, prefix) => [{ key: `${prefix}one`, at }],
  firstBytes: async () => Buffer.from('{"messageType":"DATA_MESSAGE"}'),
  newestEvent: async () => at,
  sum: async (_namespace, metric) => (metric === "ForwardedLogEvents" ? 7 : 0),
  executions: async () => [`SUCCEEDED one, begun at ${at}`],
  takes: async () => true,
};

/** What it says when nothing is. */
const otherwise: TrialReads = {
  ...nothing,
  calls: async (_side, operation) =>
    // The schedule's target was made; what it writes is missing.
    operation === "PutTargets" ? [call()] : [call("AccessDenied: no")],
  flowLogs: async () => [{ ...flowLog(names.keyedBucket), error: "Access error" }],
  objects: async (_bucket, prefix) => (prefix === "cloudwatch/" ? [{ key: "cloudwatch/one", at }] : []),
  firstBytes: async () => Buffer.from([0x1f, 0x8b, 8]),
  newestEvent: async (group) => (group.endsWith("events") ? "2026-11-28T12:31:00Z" : undefined),
  sum: async () => 3,
  executions: async () => [],
  takes: async () => false,
};

const answersOf = async (reads: TrialReads) =>
  Object.fromEntries((await trialVerdicts(facts, reads)).map(({ id, answer }) => [id, answer]));

const all = (answer: string) => Object.fromEntries(questions.map(({ id }) => [id, answer]));

describe("the trial", () => {
  test("settles each limit, or says why it cannot, and knows no other", () => {
    const limits = [...page.matchAll(/^- \*\*(L-[A-Z0-9]+-\d+)\*\*/gm)].map(([, id]) => id);
    const known = [...questions.map(({ id }) => id), ...beyond.flatMap(({ ids }) => ids)];
    expect([...known].sort()).toEqual(limits.sort());
  });

  test("docs/trial.md is written from its tables: npm run trial -- --page", () => {
    expect(readFileSync(trialPageFile, "utf8")).toBe(trialPage());
  });

  test("says yes where AWS recorded, delivered or measured what is assumed", async () => {
    expect(await answersOf(asAssumed)).toEqual(all("settled yes"));
  });

  test("says no where AWS refused, or told of a failure", async () => {
    const failed = { ...otherwise, executions: async () => [`FAILED one, begun at ${at}`] };
    // That an execution was started, and that it failed, are two answers.
    expect({ ...(await answersOf(otherwise)), "L-RETENTION-2": (await answersOf(failed))["L-RETENTION-2"] }).toEqual(
      all("settled no"),
    );
  });

  test("settles nothing where resources are only there, as in an emulator", async () => {
    expect(await answersOf(nothing)).toEqual(all("not settled"));
  });

  test("settles nothing where AWS refuses to be read, and says so in its words", async () => {
    const refused = () => Promise.reject(Object.assign(new Error("not authorized"), { name: "AccessDenied" }));
    const reads = Object.fromEntries(Object.keys(nothing).map((name) => [name, refused])) as unknown as TrialReads;
    const verdicts = await trialVerdicts(facts, reads);
    expect(new Set(verdicts.map(({ answer }) => answer))).toEqual(new Set(["not settled"]));
    expect(trialText(verdicts)).toContain("could not be read: AccessDenied: not authorized");
  });

  test("gives evidence for every answer", async () => {
    for (const reads of [asAssumed, otherwise, nothing]) {
      const silent = (await trialVerdicts(facts, reads)).filter(({ evidence }) => evidence.join("") === "");
      expect(silent).toEqual([]);
    }
  });

  test("a first refusal counts where the question is whether the first call succeeds", async () => {
    const reads = { ...asAssumed, calls: async () => [call(), call("InvalidParameterException: role")] };
    expect((await answersOf(reads))["L-ROLE-1"]).toBe("settled no");
  });

  test.each([
    [["settled yes"], 0],
    [["settled yes", "not settled"], 2],
    [["settled yes", "settled no", "not settled"], 1],
    [[], 2],
  ] as const)("%j ends with %d", (given: readonly (typeof answers)[number][], code) => {
    expect(trialExitCode(given.map((answer) => ({ answer })))).toBe(code);
  });
});

describe("npm run trial", () => {
  const folder = mkdtempSync(join(tmpdir(), "trial-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let said = "";
  const run = (...given: string[]) => {
    said = "";
    return trial(given, folder, (text) => (said += text));
  };

  test("writes the pair, and what is needed to find it again", () => {
    expect(run("--accounts", "777777777777", "888888888888", "--region", "eu-west-1")).toBe(0);
    expect(writtenTrial(folder)).toEqual(facts);
    for (const side of ["archive", "source"]) {
      expect(existsSync(join(folder, `stacks/trial-${side}/cdk.tf.json`))).toBe(true);
    }
  });

  test("writes nothing that cannot be destroyed", () => {
    const text = readFileSync(join(folder, "stacks/trial-archive/cdk.tf.json"), "utf8");
    expect(text).not.toContain("prevent_destroy");
    expect(text.match(/"force_destroy": true/g)).toHaveLength(3);
    expect(readFileSync(join(folder, "stacks/trial-source/cdk.tf.json"), "utf8")).not.toContain("prevent_destroy");
  });

  test("says all that is wrong at once, and what to write", () => {
    expect(run("--accounts", "222222222222", "9", "--region", "mars")).toBe(2);
    expect(said).toBe(
      "--accounts: 222222222222 is in the organization file, and has logs of its own; write an account that is spare\n" +
        '--accounts: found "9"; write an id of 12 digits\n' +
        '--region: found "mars"; write one that is governed in aws: eu-central-1, eu-west-1, us-east-1\n',
    );
  });

  test.each([
    [["--accounts", "777777777777", "777777777777", "--region", "eu-west-1"], "the same account twice"],
    [["--accounts", "777777777777", "--region", "eu-west-1"], "found 1; write the ids of two accounts"],
    [[], "usage: npm run trial -- --accounts A B --region R"],
    [["--nonsense"], "usage: npm run trial -- --accounts A B --region R"],
  ])("refuses %j", (given, expected) => {
    expect(run(...given)).toBe(2);
    expect(said).toContain(expected);
  });

  test("says where there is no trial to be asked about", () => {
    expect(() => writtenTrial(join(folder, "elsewhere"))).toThrow(/there is no trial; write one: npm run trial/);
  });
});
