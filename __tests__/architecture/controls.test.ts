import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AccountDefault, accountDefaultsSchema } from "../../accounts/organization/account-defaults";
import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";

const project = resolve(__dirname, "../..");
const page = readFileSync(join(project, "docs/controls.md"), "utf8");

/** `1` to `last`, as ids after a prefix. */
const upTo = (last: number, id: (number: number) => string) =>
  Array.from({ length: last }, (_, index) => id(index + 1));
const ids = (prefix: string, numbers: readonly number[]) => numbers.map((number) => `${prefix}.${number}`);

/**
 * Service -> number of its checks, which are numbered from 1.
 * @see https://github.com/awslabs/sra-verify/blob/737512c3e8c9483eab465d9bdec25925323e0ea2/docs/checks.txt read on 2026-11-22
 */
const referenceArchitecture = Object.entries({
  ACCESSANALYZER: 8,
  ACCOUNT: 3,
  AUDITMANAGER: 2,
  CLOUDTRAIL: 14,
  CONFIG: 10,
  EC2: 1,
  FIREWALLMANAGER: 10,
  GUARDDUTY: 26,
  IAM: 6,
  INSPECTOR: 11,
  MACIE: 10,
  ORGANIZATIONS: 12,
  S3: 4,
  SECURITYHUB: 20,
  SECURITYINCIDENTRESPONSE: 5,
  SECURITYLAKE: 17,
  SHIELD: 14,
  WAF: 9,
}).flatMap(([service, last]) => upTo(last, (number) => `SRA-${service}-${String(number).padStart(2, "0")}`));

/**
 * Version -> recommendations: logging and monitoring as a whole, and the settings of an account.
 * @see https://github.com/turbot/steampipe-mod-aws-compliance folders `cis_v300` and `cis_v500`, read on 2026-11-22
 */
const logging = upTo(9, (number) => `3.${number}`);
const monitoring = upTo(16, (number) => `4.${number}`);
const storage = upTo(4, (number) => `2.1.${number}`);
const benchmark = Object.entries({
  "3.0.0": ["1.2", "1.8", "1.9", "1.20", ...storage, "2.2.1", ...logging, ...monitoring, "5.6"],
  "5.0.0": ["1.2", "1.7", "1.8", "1.19", ...storage, ...logging, ...monitoring, "5.1.1", "5.7"],
}).flatMap(([version, recommendations]) => recommendations.map((id) => `${version} ${id}`));

/**
 * Service -> controls that concern logs, detection, the archive's own elements and the defaults of an account.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html read on 2026-11-22
 */
const securityHub = Object.entries({
  Account: [1],
  APIGateway: [1, 9],
  AppSync: [2],
  Athena: [4],
  CloudFront: [5],
  CloudTrail: [1, 2, 3, 4, 5, 6, 7, 10],
  CloudWatch: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
  CodeBuild: [3, 4],
  Config: [1],
  Connect: [2],
  DataFirehose: [1],
  DataSync: [1],
  DMS: [7, 8],
  DocumentDB: [4],
  EC2: [1, 6, 7, 8, 51, 171],
  ECS: [9, 12],
  EKS: [8],
  ElasticBeanstalk: [3],
  ELB: [5],
  ES: [4, 5],
  GuardDuty: [1, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  IAM: [7, 10, 11, 12, 13, 14, 15, 16, 17, 28],
  Inspector: [1, 2, 3, 4],
  Kinesis: [1, 3],
  KMS: [3, 4, 5],
  Macie: [1, 2],
  MQ: [2],
  MSK: [5],
  Neptune: [2],
  NetworkFirewall: [2],
  Opensearch: [4, 5],
  RDS: [9, 34, 36, 37, 40, 42, 45],
  Redshift: [4],
  RedshiftServerless: [6],
  Route53: [2],
  S3: [1, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 17, 20, 22, 23],
  SSM: [6, 7],
  StepFunctions: [1],
  Transfer: [3],
  WAF: [1, 11, 12],
}).flatMap(([service, numbers]) => ids(service, numbers));

/** Numbers of ours: the services named for AWS, the two retentions, and the headings of each event logging level. */
const memorandum = Object.entries({ AWS: 9, RETENTION: 2, EL1: 10, EL2: 4, EL3: 5 }).flatMap(([heading, last]) =>
  upTo(last, (number) => `${heading}.${number}`),
);

/** Heading of the page -> ids it has to have. */
const published: Readonly<Record<string, readonly string[]>> = {
  "AWS Security Reference Architecture": referenceArchitecture,
  "CIS AWS Foundations Benchmark": benchmark,
  "Security Hub CSPM": securityHub,
  "OMB M-21-31": memorandum,
};

/** The cells of the one table below a heading, and those of its head. */
function tableOf(heading: string) {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { head, rows };
}

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? "");

/** A table of checks has an id per version, and then what is asked, what meets it, and why it is not met. */
const checks = Object.keys(published).flatMap((set) => {
  const { head, rows } = tableOf(set);
  const versions = head.slice(0, -3);
  return rows.map((cells) => {
    const [check = "", metBy = "", reason = ""] = cells.slice(versions.length);
    const numbers = cells.slice(0, versions.length);
    const checkIds = versions.length === 1 ? numbers : numbers.map((id, index) => `${versions[index]} ${id}`);
    return { set, ids: checkIds, width: cells.length - head.length, check, metBy, reason };
  });
});

const elements = tableOf("Elements").rows.map(([element = "", madeIn = "", proof = ""]) => ({
  element: quoted(element).join(),
  madeIn: quoted(madeIn),
  proof: quoted(proof),
}));

const stacks = Object.values(synthesize(organization()));
const deployed = new Set(stacks.flatMap(({ resource }) => Object.keys(resource)));
const everything = JSON.stringify(stacks);

describe("published checks", () => {
  test("the reference architecture has as many as AWS says", () => {
    expect(referenceArchitecture).toHaveLength(182);
  });

  test.each(Object.entries(published))("%s: every one has a row, once", (set, expected) => {
    const found = checks.filter((row) => row.set === set).flatMap((row) => row.ids);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test.each(Object.keys(published))("%s: each is met by elements or has a reason, never both", (set) => {
    const wrong = checks.filter(({ width, check, metBy, reason }) => {
      const complete = width === 0 && check !== "" && metBy.replace(/`aws_\w+`(, )?/g, "") === "";
      return !complete || (metBy === "") === (reason === "");
    });
    expect(wrong.filter((row) => row.set === set)).toEqual([]);
  });

  test("whatever meets a check is an element of the page, and every element meets one or stands in a reason", () => {
    const named = checks.flatMap(({ metBy, reason }) => [...quoted(metBy), ...quoted(reason)]);
    const types = new Set(named.filter((name) => name.startsWith("aws_")));
    expect(elements.map(({ element }) => element)).toEqual([...types].sort());
  });

  test("a rule that a reason relies on is deployed", () => {
    const rules = checks.flatMap(({ reason }) => quoted(reason)).filter((name) => /^[A-Z0-9_]+$/.test(name));
    expect(rules.filter((rule) => !everything.includes(rule))).toEqual([]);
  });
});

describe("elements", () => {
  test("that are made only where an account sets its defaults are named, each with its switch", () => {
    const defaults = Object.keys(accountDefaultsSchema.parse({})) as AccountDefault[];
    const madeWith = (elsewhere: readonly AccountDefault[]) => {
      const owners = Object.fromEntries(elsewhere.map((name) => [name, "elsewhere"]));
      const changed = organization((draft) => {
        draft.accountDefaults = accountDefaultsSchema.parse(owners);
        draft.regions.governed = [draft.regions.home];
        draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
      });
      return new Set(Object.values(synthesize(changed)).flatMap(({ resource }) => Object.keys(resource)));
    };
    const withAll = madeWith([]);
    const missing = defaults.flatMap((name) => {
      const made = madeWith([name]);
      return elements
        .filter(({ element }) => withAll.has(element) && !made.has(element))
        .map(({ element }) => [element, name]);
    });
    const [, intro = ""] = /\n## Elements\n([^|]*)/.exec(page) ?? [];
    const named = [...intro.matchAll(/`(aws_\w+)`\s\(`(\w+)`\)/g)].map(([, element, name]) => [element, name]);
    expect(named.length).toBeGreaterThan(0);
    expect(named).toEqual(missing.sort());
  });

  test.each(elements)("$element is part of the example organization", ({ element }) => {
    expect(deployed).toContain(element);
  });

  test.each(elements)(
    "$element is made in the file that is named, and its proof exists",
    ({ element, madeIn, proof }) => {
      const binding = `"@cdktf/provider-aws/lib/${element.replace(/^aws_/, "").replaceAll("_", "-")}"`;
      expect(madeIn).not.toEqual([]);
      expect(proof).not.toEqual([]);
      expect([...madeIn, ...proof].filter((file) => !existsSync(join(project, file)))).toEqual([]);
      expect(madeIn.filter((file) => !readFileSync(join(project, file), "utf8").includes(binding))).toEqual([]);
    },
  );
});
