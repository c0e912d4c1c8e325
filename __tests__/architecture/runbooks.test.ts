import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { names } from "../../accounts/workspace/names";
import { resources, Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const folder = resolve(__dirname, "../../docs/runbooks");

/** Pages that are nothing but runbooks of alerts: each of their headings is there for one. */
const pages = ["pipeline-health", "tampering", "findings", "benchmark"] as const;

interface Section {
  readonly page: string;
  readonly heading: string;
  /** What a link may end in: the ids before the heading, and the one that every heading has. */
  readonly parts: readonly string[];
  readonly text: string;
}

/** As GitHub makes it of a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");

/** The sections of a page; ids in front of a heading are its own. */
function sectionsOf(page: string): Section[] {
  const text = readFileSync(join(folder, `${page}.md`), "utf8");
  return [...text.matchAll(/((?:^<a id="[^"]+"><\/a>\n+)*)^## (.+)\n((?:(?!^## |^<a id=).*\n?)*)/gm)].map(
    ([, ids = "", heading = "", body = ""]) => ({
      page,
      heading,
      parts: [...[...ids.matchAll(/id="([^"]+)"/g)].map(([, id = ""]) => id), slug(heading)],
      text: body,
    }),
  );
}

const sections = pages.flatMap(sectionsOf);

/** `PAGE#PART` of the runbooks that a text names, wherever their folder is. */
const runbooksIn = (text: string): string[] =>
  [...text.matchAll(/Runbook: (?:\S+\/)?([a-z-]+)\.md(?:#([\w.<>-]*[\w>-]))?/g)].map(
    ([, page = "", part = ""]) => `${page}#${part}`,
  );

interface Alert {
  /** Workspace and name, for people. */
  readonly alert: string;
  readonly runbooks: readonly string[];
}

const alarmsOf = (workspace: string, stack: Stack): Alert[] =>
  ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"].flatMap((type) =>
    Object.values(resources(stack, type)).map((alarm) => ({
      alert: `${workspace}: ${String(alarm.alarm_name)}`,
      runbooks: runbooksIn(String(alarm.alarm_description)),
    })),
  );

/** Services whose calls some rule sends to the bus of the alerts, as CloudTrail names them; signing in has a kind of its own. */
function servicesTold(stacks: readonly Stack[], busArn: string): string[] {
  const patterns = stacks.flatMap((stack) => {
    const rules = resources(stack, "aws_cloudwatch_event_rule");
    return Object.values(resources(stack, "aws_cloudwatch_event_target"))
      .filter(({ arn }) => arn === busArn)
      .map(({ rule }) => /aws_cloudwatch_event_rule\.([\w-]+)\./.exec(String(rule))?.[1] ?? "")
      .map((name) => String(rules[name]?.event_pattern));
  });
  const services = patterns.flatMap((pattern) =>
    [...pattern.matchAll(/"eventSource"\s*[=:]\s*\[([^\]]*)\]/g)].flatMap(([, list = ""]) =>
      [...list.matchAll(/"([a-z0-9-]+\.amazonaws\.com)"/g)].map(([, service = ""]) => service),
    ),
  );
  const signIns = patterns.filter((pattern) => pattern.includes("Console Sign In")).map(() => "signin.amazonaws.com");
  return [...new Set([...services, ...signIns])].sort();
}

/** What is handed to people by a rule of the bus: a message with a runbook, or an alarm's own text. */
const routesOf = (workspace: string, stack: Stack, services: readonly string[]): Alert[] =>
  Object.values(resources(stack, "aws_cloudwatch_event_target"))
    .filter(({ event_bus_name: bus }) => bus !== undefined)
    .flatMap(({ target_id: id, rule, input_transformer: transformer }) => {
      const { input_template: template = "", input_paths: paths = {} } = (transformer ?? {}) as {
        readonly input_template?: string;
        readonly input_paths?: Readonly<Record<string, string>>;
      };
      const alarmsText = Object.entries(paths).find(([, path]) => path === "$.detail.configuration.description");
      return transformer && !(alarmsText && template.includes(`<${alarmsText[0]}>`)) ? [{ id, rule, template }] : [];
    })
    .map(({ id, rule, template }) => ({
      alert: `${workspace}: ${String(rule)} -> ${String(id)}`,
      runbooks: runbooksIn(template).flatMap((runbook) =>
        runbook.endsWith("#<service>") ? services.map((service) => runbook.replace("<service>", service)) : [runbook],
      ),
    }));

const alerts = Object.entries(variants).map(([variant, organization]) => {
  const stacks = synthesize(organization);
  const services = servicesTold(Object.values(stacks), names(organization).alertBusArn);
  return {
    variant,
    told: Object.entries(stacks).flatMap(([workspace, stack]) => [
      ...alarmsOf(workspace, stack),
      ...routesOf(workspace, stack, services),
    ]),
  };
});

/** Every `PAGE#PART` that an alert of any variant names. */
const named = new Set(alerts.flatMap(({ told }) => told.flatMap(({ runbooks }) => runbooks)));

/** Whether a page is there, and has the part. */
function exists(runbook: string): boolean {
  const [page = "", part = ""] = runbook.split("#");
  if (!existsSync(join(folder, `${page}.md`))) return false;
  return sectionsOf(page).some(({ parts }) => parts.includes(part));
}

describe("runbooks of the alerts", () => {
  test.each(alerts)("$variant: every alarm and every message names one", ({ told }) => {
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(({ runbooks }) => runbooks.length === 0).map(({ alert }) => alert)).toEqual([]);
  });

  test("every one that is named exists, with its part", () => {
    expect([...named].filter((runbook) => !exists(runbook)).sort()).toEqual([]);
  });

  test("every heading is there for an alert, and each of its ids", () => {
    const idle = sections.flatMap(({ page, parts }) => {
      // The id that every heading has by itself is not needed where it was given others.
      const given = parts.length > 1 ? parts.slice(0, -1) : parts;
      return given.map((part) => `${page}#${part}`).filter((runbook) => !named.has(runbook));
    });
    expect(idle).toEqual([]);
  });

  test.each(sections)(
    "$page: $heading says what it means, where to look, how to undo it and when it is false",
    (section) => {
      const said = [...section.text.matchAll(/^- \*\*(.+?)\*\*: \S/gm)].map(([, what]) => what);
      expect(said).toEqual(["Means", "Look", "Undo", "False when"]);
    },
  );

  test("no two headings have the same part", () => {
    const parts = sections.flatMap(({ page, parts: own }) => own.map((part) => `${page}#${part}`));
    expect(parts.filter((part, index) => parts.indexOf(part) !== index)).toEqual([]);
  });
});
