import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Organization } from "../../accounts/organization/organization";
import { sourcesSchema } from "../../accounts/organization/sources";
import { logTypes } from "../../modules/archive/log-types";
import { organizationOf } from "../support/organizations";
import { resources, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const project = resolve(__dirname, "../..");
const read = (file: string) => readFileSync(join(project, file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

const markdown = (folder: string): string[] =>
  readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (["node_modules", "cdktf.out", ".git", ".demo"].includes(entry.name)) return [];
    if (entry.isDirectory()) return markdown(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });

/** The lines of the shell blocks of a document. */
const commands = (file: string) =>
  [...read(file).matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => (block ?? "").trim().split("\n"));

describe("documents", () => {
  test.each([...markdown("."), "help"])("%s runs only scripts that exist", (file) => {
    const named = [...read(file).matchAll(/npm (?:run )?((?:test|synth|[a-z]+)(?::[a-z]+)?)\b/g)].map(
      ([, name]) => name ?? "",
    );
    expect(named.filter((name) => !(name in scripts) && !["ci", "install", "run"].includes(name))).toEqual([]);
  });

  test.each(markdown("."))("the links of %s lead somewhere", (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link ?? "");
    expect(links.filter((link) => !existsSync(join(project, dirname(file), link)))).toEqual([]);
  });

  test("CI runs the README's test command as it stands there, and every other lane", () => {
    const ci = read(".ci/run");
    expect(commands("README.md")).toContain("npm ci && npm test");
    for (const command of [
      "npm ci && npm test",
      "npm run test:plan",
      "npm run test:mutation",
      "npm run test:exhaustive",
      "npm run test:browser",
      "npm run build",
      "npm run lint",
    ]) {
      expect(ci).toContain(`'${command}'`);
    }
    const applied = [...ci.matchAll(/jest --selectProjects apply --testPathPatterns (\w+)/g)].map(([, name]) => name);
    const files = readdirSync(join(project, "__tests__/terraform")).filter((name) => name.endsWith(".apply.test.ts"));
    expect(applied.map((name) => `${name}.apply.test.ts`).sort()).toEqual(files.sort());
    expect(read("__tests__/terraform/demo.apply.test.ts")).toContain('"npm", ["run", "demo"]');
  });

  test("CI ends with what each step took of the time, and the line that says how many passed", () => {
    const ci = read(".ci/run");
    const idle = ci.replace(/^(step '[^']+' |apply=)'.*'$/gm, "$1'true'").replace(/^cd .*$/m, "");
    const [, end = ""] = execFileSync("bash", ["-c", idle], { encoding: "utf8" }).split("\n=== time\n");
    const [table = "", result] = end.split("\n\n");
    const rows = table.split("\n").map((row) => /^(.{12}) +\d+ s +\d+ %$/.exec(row)?.[1]?.trim());
    const steps = [...ci.matchAll(/^step '([^']+)'/gm)].map(([, name]) => name);
    expect(steps.length).toBeGreaterThan(1);
    expect(rows).toEqual([...steps, "apply lane", "all"]);
    expect(result).toBe(`${steps.length + 1} passed, 0 failed\n`);
  });

  test("the README's commands are the ones that tests run", () => {
    expect(commands("README.md")).toEqual([
      "npm ci && npm run demo",
      "npm ci && npm test",
      "ORGANIZATION=my-organization.yaml npm run synth",
      "ORGANIZATION=my-organization.yaml npm run synth:hcl",
      "ORGANIZATION=my-organization.yaml npx cdktf deploy log-archive --parallelism 2",
    ]);
  });

  test("every command that deploys says how many workspaces at a time", () => {
    const deploying = (file: string) => read(file).match(/cdktf (?:deploy|destroy) [^`\n]+/g) ?? [];
    expect(deploying("help").length).toBeGreaterThan(1);
    const unbounded = [...markdown("."), "help"].flatMap((file) =>
      deploying(file)
        .filter((command) => !/ --parallelism 2( |$)/.test(command))
        .map((command) => `${file}: ${command}`),
    );
    expect(unbounded).toEqual([]);
  });

  test("`help` names every script", () => {
    const help = read("help");
    const missing = Object.keys(scripts).filter((name) => !new RegExp(`npm (run )?${name}\\b`).test(help));
    expect(missing).toEqual([]);
  });
});

describe("the price of an account that does nothing", () => {
  const stacks = synthesize(organizationOf(1));
  const made = (workspace: string, type: string) => Object.values(resources(stacks[workspace], type));
  const count = (type: string) => made("workloads-workload-0", type).length;
  const judgingLogGroups = new Set(
    made("conformance", "aws_config_organization_managed_rule")
      .map(({ rule_identifier: identifier }) => String(identifier))
      .filter((identifier) => /LOG_?GROUP/.test(identifier)),
  );
  const price = (number: number, each: number) => (number * each).toFixed(2);
  const [logGroups, rules] = [count("aws_cloudwatch_log_group"), judgingLogGroups.size];
  const evaluations = logGroups * rules * 30;

  test.each([
    ["keys", `| ${count("aws_kms_key")} | 1.00 | ${price(count("aws_kms_key"), 1)} |`],
    [
      "evaluations",
      `${rules} periodic rules judge each of our ${logGroups} log groups every day | ` +
        `${evaluations.toLocaleString("en-US")} | 0.001 | ${price(evaluations, 0.001)} |`,
    ],
    [
      "alarms",
      `on the canary, one a governed Region | ${count("aws_cloudwatch_metric_alarm")} | 0.10 | ` +
        `${price(count("aws_cloudwatch_metric_alarm"), 0.1)} |`,
    ],
    ["roles", `| ${count("aws_iam_role")} | 0.20 | ${price(count("aws_iam_role"), 0.2)} |`],
  ])("is what docs/sources.md says of %s", (_, row) => {
    expect(read("docs/sources.md")).toContain(row);
  });
});

describe("the price of a gigabyte of vended logs", () => {
  const made = (type: string) =>
    Object.entries(resources(synthesize(organizationOf(1))["workloads-workload-0"], type)).filter(
      ([, { region }]) => region === "eu-west-1",
    );
  const perGigabyte = { "cloud-watch-logs": 0.5, s3: 0.25, parquet: 0.03 };
  const row = (what: string, prices: readonly number[]) => {
    const [each = 0] = prices;
    return `| ${what} | ${prices.length} | ${each.toFixed(2)} | ${(prices.length * each).toFixed(2)} |`;
  };
  const flowLogs = (subject: string, destination: keyof typeof perGigabyte) =>
    made("aws_flow_log")
      .filter(([address, log]) => address.startsWith(subject) && log.log_destination_type === destination)
      .map(([, { destination_options: options }]) => {
        const parquet = (options as { file_format?: string } | undefined)?.file_format === "parquet";
        return perGigabyte[destination] + (parquet ? perGigabyte.parquet : 0);
      });
  const deliveries = (type: RegExp) =>
    made("aws_cloudwatch_log_delivery_source")
      .filter(([, source]) => type.test(String(source.log_type)))
      .map(() => perGigabyte.s3);

  test.each([
    row("flow logs of a VPC, in the archive, as Parquet", flowLogs("vpc-flow-logs", "s3")),
    row("the local copy of them", flowLogs("vpc-flow-logs", "cloud-watch-logs")),
    row("flow logs of a transit gateway, in the archive, as Parquet", flowLogs("transit-gateway-flow-logs", "s3")),
    row("the local copy of those", flowLogs("transit-gateway-flow-logs", "cloud-watch-logs")),
    row("requests and connections of an Application Load Balancer", deliveries(/^ALB_(ACCESS|CONNECTION)_LOGS$/)),
    row("its health checks", deliveries(/^ALB_HEALTH_CHECK_LOGS$/)),
    row("TLS requests of a Network Load Balancer", deliveries(/^NLB_/)),
    row(
      "DNS queries of a VPC",
      made("aws_route53_resolver_query_log_config").map(() => perGigabyte.s3),
    ),
  ])("is what docs/sources.md says: %s", (line) => {
    expect(line).not.toContain("| 0 |");
    expect(read("docs/sources.md")).toContain(line);
  });
});

describe("coverage", () => {
  const rows = [...read("docs/coverage.md").matchAll(/^\| ([A-Z]\d+) \| (.*) \|$/gm)].map(([, id, rest]) => {
    const [requirement = "", state = "", where = "", proof = ""] = (rest ?? "").split(" | ").map((cell) => cell.trim());
    return { id: id ?? "", requirement, state, where, proof };
  });
  const paths = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? "");

  test("there are 69 requirements, each once", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows).toHaveLength(69);
  });

  test.each(rows)("$id: what it names exists, and what is done names its proof", ({ state, where, proof }) => {
    expect(state).toMatch(/^(yes($|[,;] )|partly: |not yet)/);
    expect([...paths(where), ...paths(proof)].filter((path) => !existsSync(join(project, path)))).toEqual([]);
    if (state.startsWith("yes")) {
      expect(paths(where)).not.toEqual([]);
      expect(paths(proof)).not.toEqual([]);
    }
  });

  describe("of log sources", () => {
    const [, table = ""] = read("docs/coverage.md").split("## Log sources");
    const sources = [...table.matchAll(/^\| (.*) \|$/gm)]
      .map(([, row]) => (row ?? "").split(" | "))
      .filter(([source]) => source !== "source" && source !== "---")
      .map(([source = "", module = "", , path = "", proof = ""]) => ({ source, module, path, proof }));

    test("every source of the organization file has a row, and a line in its page", () => {
      const inFile = Object.keys(sourcesSchema.unwrap().shape);
      const inPage = [...read("docs/sources.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
      const inTable = sources.flatMap(({ source }) => paths(source));
      expect(inTable.sort()).toEqual([...inFile].sort());
      expect(inPage.sort()).toEqual([...inFile].sort());
    });

    test.each(sources)("$source: its module and its proof exist, and its path is a log type of the archive", (row) => {
      expect([...paths(row.module), ...paths(row.proof)].filter((path) => !existsSync(join(project, path)))).toEqual(
        [],
      );
      const prefixes = Object.values(logTypes).map(({ prefix }) => prefix);
      const named = paths(row.path).filter((path) => !path.startsWith("/") && !path.startsWith("AWSLogs/"));
      expect(named.filter((path) => !prefixes.some((prefix) => path.startsWith(prefix)))).toEqual([]);
    });
  });

  test("nothing is built on a service that is closed to new customers", () => {
    const types = ["every source", "centralization transport"].flatMap((variant) =>
      Object.values(synthesize(variants[variant] as Organization)).flatMap(({ resource }) => Object.keys(resource)),
    );
    expect(types.filter((type) => /event_data_store|auditmanager|ssmincidents/.test(type))).toEqual([]);
  });
});
