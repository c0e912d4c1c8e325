import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { names } from "../../accounts/workspace/names";
import { organizationOf } from "../support/organizations";
import { Arguments, resources, synthesize } from "../support/synthesized";

const page = readFileSync(resolve(__dirname, "../../docs/alerts.md"), "utf8");

/**
 * US dollars in a month, in US East, as if nothing were free.
 * @see https://aws.amazon.com/cloudwatch/pricing/ - a metric of an alarm, a composite alarm, a custom metric
 * @see https://aws.amazon.com/iam/access-analyzer/pricing/ - a role that the analyzer of unused access watches
 * @see https://aws.amazon.com/config/pricing/ - an evaluation of a rule
 * @see https://aws.amazon.com/kms/pricing/ - a key
 */
const prices = { alarmMetric: 0.1, compositeAlarm: 0.5, customMetric: 0.3, role: 0.2, evaluation: 0.001, key: 1 };

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html */
const metricsOfRequestFilter = 16;

const organization = organizationOf(1);
const stacks = synthesize(organization);
const made = (workspace: string, type: string): Arguments[] => Object.values(resources(stacks[workspace], type));

interface Row {
  readonly what: string;
  readonly count: number;
  readonly each: number;
}

const sumOf = (rows: readonly Row[]) => rows.reduce((sum, { count, each }) => sum + count * each, 0);

/** A table of the page, without what there is none of. */
const table = (rows: readonly Row[]): string =>
  [
    "| what | how many | each | together |",
    "| --- | --- | --- | --- |",
    ...rows
      .filter(({ count }) => count > 0)
      .map(
        ({ what, count, each }) =>
          `| ${what} | ${count.toLocaleString("en-US")} | ${each < 0.01 ? each : each.toFixed(2)} | ${(count * each).toFixed(2)} |`,
      ),
    `| **together** | | | **${sumOf(rows).toFixed(2)}** |`,
  ].join("\n");

interface Query {
  readonly expression?: string;
  readonly metric?: unknown;
}

const queriesOf = ({ metric_query: queries }: Arguments) => (queries ?? []) as readonly Query[];
const searches = (alarm: Arguments) => queriesOf(alarm).filter(({ expression }) => expression?.startsWith("SELECT"));

/** Metrics that an alarm is charged for in its own account; of a query, the one that it is there for. */
const metricsOf = (alarm: Arguments): number =>
  queriesOf(alarm).filter(({ metric }) => metric !== undefined).length +
  searches(alarm).length +
  (alarm.metric_name === undefined ? 0 : 1);

const isCanary = ({ alarm_name: name }: Arguments) => String(name).endsWith("-canary-silent");
const metricsIn = (alarms: readonly Arguments[]) => alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0);

/** Alarms of Security Tooling whose queries find the metrics of every account that is linked. */
const lookingElsewhere = made("security-tooling", "aws_cloudwatch_metric_alarm").filter((alarm) =>
  searches(alarm).some(({ expression }) => !expression?.includes("AWS.AccountId")),
);

/** Whether what an alarm looks at is there all the time, and not only when something is wrong. */
const standing = ({ treat_missing_data: missing }: Arguments) => missing === "breaching";

const isPeriodic = ({ rule_identifier: identifier }: Arguments) => /LOG_?GROUP/.test(String(identifier));
const periodicRules = new Set(
  made("conformance", "aws_config_organization_managed_rule")
    .filter(isPeriodic)
    .map((rule) => rule.rule_identifier),
).size;

/** What the alerts have added to the price of an account that does nothing. */
function accountRows(workspace: string): Row[] {
  const canaries = made(workspace, "aws_cloudwatch_log_group").filter(
    ({ name }) => name === `/${organization.namePrefix}/canary`,
  ).length;
  const forwarding = made(workspace, "aws_iam_role").filter(
    ({ name }) => name === names(organization).role("alert-forwarding"),
  ).length;
  return [
    {
      what: "alarms on the canary, one a governed Region",
      count: metricsIn(made(workspace, "aws_cloudwatch_metric_alarm").filter(isCanary)),
      each: prices.alarmMetric,
    },
    {
      what: "metrics that alarms of Security Tooling find in it at any time",
      count: lookingElsewhere.filter(standing).length,
      each: prices.alarmMetric,
    },
    {
      what: "the role of the forwarding, which the analyzer of unused access watches",
      count: forwarding,
      each: prices.role,
    },
    {
      what: `evaluations: ${periodicRules} periodic rules judge each of the canary's ${canaries} log groups every day`,
      count: canaries * periodicRules * 30,
      each: prices.evaluation,
    },
  ];
}

const alarmRow = (what: string, workspace: string): Row => ({
  what: `metrics of alarms in ${what}`,
  count: metricsIn(made(workspace, "aws_cloudwatch_metric_alarm").filter((alarm) => !isCanary(alarm))),
  each: prices.alarmMetric,
});

const count = (type: string, which: (each: Arguments) => boolean = () => true) =>
  Object.keys(stacks).flatMap((workspace) => made(workspace, type).filter(which)).length;

/** What the alerts cost once, beside what they cost in each account. */
const organizationRows: readonly Row[] = [
  alarmRow("Log Archive", "log-archive"),
  alarmRow("management", "management"),
  alarmRow("Security Tooling", "security-tooling"),
  { what: "composite alarms", count: count("aws_cloudwatch_composite_alarm"), each: prices.compositeAlarm },
  {
    what: "metrics of the filters on the trail's log group",
    count: count("aws_cloudwatch_log_metric_filter"),
    each: prices.customMetric,
  },
  {
    what: `requests that S3 counts, at most ${metricsOfRequestFilter} metrics for each of ${count("aws_s3_bucket_metric")} prefixes`,
    count: count("aws_s3_bucket_metric") * metricsOfRequestFilter,
    each: prices.customMetric,
  },
  {
    what: "the key of the topics",
    count: count("aws_kms_alias", ({ name }) => name === `alias/${organization.namePrefix}-alerts`),
    each: prices.key,
  },
];

/** The tables below the heading, of an account and of the organization. */
const [ofAccount, ofOrganization] = [...(page.split("\n## Price\n")[1] ?? "").matchAll(/(?:^\|.*\n)+/gm)].map(
  ([rows]) => rows.trim(),
);

describe("the price of the alerts", () => {
  test("of an idle workload account is what docs/alerts.md says", () => {
    expect(ofAccount).toBe(table(accountRows("workloads-workload-0")));
  });

  test("of an idle workload account is no more than a dollar", () => {
    expect(sumOf(accountRows("workloads-workload-0"))).toBeGreaterThan(0.5);
    expect(sumOf(accountRows("workloads-workload-0"))).toBeLessThanOrEqual(1);
  });

  test("is the same in every account", () => {
    for (const workspace of ["log-archive", "management", "security-tooling"]) {
      expect(accountRows(workspace)).toEqual(accountRows("workloads-workload-0"));
    }
  });

  test("of the organization is what docs/alerts.md says", () => {
    expect(organizationRows.filter((row) => row.count === 0).map(({ what }) => what)).toEqual([]);
    expect(ofOrganization).toBe(table(organizationRows));
  });

  test("of what is wrong in an account is what docs/alerts.md says", () => {
    const finding = lookingElsewhere.filter((alarm) => !standing(alarm)).length;
    const [said] = /at most \d+ metrics, [\d.]+ for an account where everything is/.exec(page) ?? [];
    expect(said).toBe(
      `at most ${finding} metrics, ${(finding * prices.alarmMetric).toFixed(2)} for an account where everything is`,
    );
  });
});
