import { names } from "../../accounts/workspace/names";
import { Organization } from "../../accounts/organization/organization";
import { alarmsOf, kindOf } from "../support/health-alarms";
import { organization } from "../support/organizations";
import { resources, Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const home = "eu-west-1";
const example = synthesize(variants.example as Organization);
const transports = ["example", "firehose transport", "centralization transport"];

describe("what accounts show of themselves", () => {
  const { governed } = (variants.example as Organization).regions;

  test("Security Tooling has a sink in every governed Region", () => {
    const sinks = Object.values(resources(example["security-tooling"], "aws_oam_sink"));
    expect(sinks.map(({ region }) => region).sort()).toEqual([...governed].sort());
    expect(resources(example["security-tooling"], "aws_oam_link")).toEqual({});
  });

  test.each(["workloads-payments", "workloads-website"])(
    "%s links to each with the metrics of logging alone",
    (name) => {
      const links = Object.values(resources(example[name], "aws_oam_link"));
      expect(links.map(({ region }) => region).sort()).toEqual([...governed].sort());
      for (const link of links) {
        expect(link).toMatchObject({
          resource_types: ["AWS::CloudWatch::Metric"],
          link_configuration: { metric_configuration: { filter: "Namespace IN ('AWS/Logs', 'AWS/Events')" } },
        });
        expect(String(link.sink_identifier)).toContain(`observability_sink_arns["${String(link.region)}"]`);
      }
    },
  );
});

describe("canaries", () => {
  const inRetired = organization((draft) => {
    draft.regions.governed = [home];
    draft.regions.retired = ["eu-central-1"];
    draft.accounts.workloads = draft.accounts.workloads.slice(0, 1);
  });
  const stacks = synthesize(inRetired);
  const accounts = ["log-archive", "management", "security-tooling", "workloads-payments"];
  const regionsOf = (stack: Stack | undefined, type: string, address: RegExp) =>
    Object.entries(resources(stack, type))
      .filter(([name]) => address.test(name))
      .map(([, { region }]) => String(region))
      .sort();

  test.each(accounts)(
    "%s: sings in every Region that is forwarded, the edge Region too, and in no retired one",
    (name) => {
      const rules = Object.values(resources(stacks[name], "aws_cloudwatch_event_rule")).filter(
        (rule) => rule.name === "example-logs-canary",
      );
      expect(rules.map(({ region }) => region).sort()).toEqual([home, "us-east-1"]);
      expect(new Set(rules.map((rule) => rule.schedule_expression))).toEqual(new Set(["rate(5 minutes)"]));
      expect(regionsOf(stacks[name], "aws_cloudwatch_event_target", /^canary_/)).toEqual([home, "us-east-1"]);
      expect(regionsOf(stacks[name], "aws_cloudwatch_log_resource_policy", /^canary_/)).toEqual([home, "us-east-1"]);
      expect(regionsOf(stacks[name], "aws_cloudwatch_log_group", /^log-groups_canary-/)).toEqual([
        "eu-central-1",
        home,
        "us-east-1",
      ]);
    },
  );

  test.each(accounts)("%s: is missed in every governed Region", (name) => {
    const missed = alarmsOf(stacks[name]).filter((alarm) => kindOf(alarm) === "high-canary-silent");
    expect(missed.map(({ region }) => region)).toEqual([home]);
  });

  test("is written as it comes, once EventBridge may write", () => {
    const targets = Object.entries(resources(stacks["workloads-payments"], "aws_cloudwatch_event_target")).filter(
      ([address]) => address.startsWith("canary_"),
    );
    for (const [, target] of targets) {
      expect(target).not.toHaveProperty("input_transformer");
      expect(target.depends_on).toEqual([expect.stringMatching(/^aws_cloudwatch_log_resource_policy\.canary_/)]);
    }
  });

  test.each(transports)("is never left out of what is forwarded: %s", (variant) => {
    expect(names(variants[variant] as Organization).neverForwarded).not.toContain("/example-logs/canary");
  });
});
