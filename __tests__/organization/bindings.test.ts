import { join } from "node:path";
import { Bindings } from "../support/bindings";
import { emitted } from "../support/emitted";
import { Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const bindings = new Bindings(join(__dirname, "../../node_modules/@cdktf/provider-aws"));

const unknown = (stacks: readonly Stack[]) =>
  [...emitted(stacks, bindings)].filter(([, argument]) => argument === undefined).map(([path]) => path);

const stack = (resource: Stack["resource"]): Stack => ({ resource, data: {}, provider: {}, terraform: {} });

describe("what is synthesized", () => {
  test("is what the bindings know, but for what stands here", () => {
    expect(unknown(Object.values(variants).flatMap((variant) => Object.values(synthesize(variant))))).toEqual([
      // Since release 6.64 of the provider; `modules/transport/centralization-rule.ts` writes it.
      "resource.aws_observabilityadmin_centralization_rule_for_organization" +
        ".rule.destination.destination_logs_configuration.log_group_name_configuration",
    ]);
  });

  test.each<[string, Stack["resource"], string[]]>([
    ["an element", { aws_s3_pail: { one: { bucket: "a" } } }, ["resource.aws_s3_pail"]],
    ["an argument", { aws_s3_bucket: { one: { bucket: "a", colour: "red" } } }, ["resource.aws_s3_bucket.colour"]],
    [
      "an argument of a block in a block",
      { aws_s3_bucket_replication_configuration: { one: { rule: [{ destination: { metrics: { colour: "red" } } }] } } },
      ["resource.aws_s3_bucket_replication_configuration.rule.destination.metrics.colour"],
    ],
    ["nothing but what it knows", { aws_s3_bucket: { one: { bucket: "a", lifecycle: {}, depends_on: [] } } }, []],
  ])("would show %s that no release knows", (_, resource, paths) => {
    expect(unknown([stack(resource)])).toEqual(paths);
  });
});
