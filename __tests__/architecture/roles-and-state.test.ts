import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { actionOf } from "../policies/deployment-requests";
import { accountKinds, judgedCalls } from "../policies/tables/deployment-calls";
import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const page = readFileSync(resolve(__dirname, "../../docs/runbooks/roles-and-state.md"), "utf8");

const byService = (actions: readonly string[]) => {
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))].sort();
  const names = (service: string) =>
    [...new Set(actions.filter((action) => action.startsWith(`${service}:`)))]
      .sort()
      .map((action) => `\`${action.split(":")[1]}\``);
  return services.map((service) => `| \`${service}\` | ${names(service).join(" ")} |`);
};

const actionsOf = (kind: (typeof accountKinds)[number]) =>
  new Set([...judgedCalls.filter((call) => call.kind === kind).map(actionOf), "iam:PassRole"]);

const everywhere = [...actionsOf("workload")].filter((action) =>
  accountKinds.every((kind) => actionsOf(kind).has(action)),
);

const tables = [
  ["every account", everywhere] as const,
  ...accountKinds.map((kind) => [kind, [...actionsOf(kind)].filter((action) => !everywhere.includes(action))] as const),
].map(([title, actions]) =>
  [`### In ${title}`, "", "| service | actions |", "| --- | --- |", ...byService(actions)].join("\n"),
);

describe("the page about roles and state", () => {
  test("names every action that the deployment role needs, and no other", () => {
    const [, written] = page.split("## What Terraform asks for\n\n");
    expect(written).toBe(`${tables.join("\n\n")}\n`);
  });

  test("says whose state each workspace reads", () => {
    const reads = new Set<string>();
    for (const stacks of [organization(), ...Object.values(variants)].map(synthesize)) {
      for (const [reader, stack] of Object.entries(stacks)) {
        for (const [, read] of JSON.stringify(stack).matchAll(/terraform_remote_state\.([\w-]+)\.outputs/g)) {
          reads.add(`${read} ${reader.replace(/^workloads-.*/, "workloads-*")}`);
        }
      }
    }
    const table = page.split("| state of | is read by |\n| --- | --- |\n")[1]?.split("\n\n")[0] ?? "";
    const said = table.split("\n").flatMap((row) => {
      const [read, ...readers] = [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      return readers.map((reader) => `${read} ${reader}`);
    });
    expect(said.sort()).toEqual([...reads].sort());
  });
});
