import { Organization } from "../../../accounts/organization/organization";
import { flat, governing } from "../../support/detection";
import { synthesize } from "../../support/synthesized";

const base = governing(["eu-west-1", "us-east-1"], 1);

/** The workspaces of the organization whose recorders are looked after like this. */
function recordedBy(recorder: Organization["sources"]["config"]["recorder"]) {
  const { sources } = base;
  return synthesize({ ...base, sources: { ...sources, config: { ...sources.config, recorder } } });
}

const own = flat(recordedBy("own"));

/** What records and brings together: recorder, its status, channel, retention, aggregator with its role. */
const recording = /aws_config_(configuration_|delivery_channel|retention)|config-aggregator/;

/** What tells that history no longer arrives: its alarm, and what counts it. */
const silence = / aws_cloudwatch_metric_alarm\..*silent-config| aws_s3_bucket_metric\.counted-config$/;

describe.each([
  ["existing", /^/],
  ["control-tower", /^(?!management aws_config_)/],
] as const)("recorder: %s", (recorder, elsewhere) => {
  const stacks = recordedBy(recorder);
  const theirs = flat(stacks);
  const gone = [...own.keys()].filter((address) => !theirs.has(address));

  test("takes away what records and brings together, and nothing else", () => {
    const ours = [...own.keys()].filter((address) => recording.test(address));
    expect(ours.length).toBeGreaterThan(20);
    // Where nobody records for us, nobody is to be told that the history is silent either.
    expect(gone.filter((address) => !silence.test(address)).sort()).toEqual(
      ours.filter((address) => elsewhere.test(address) || /aggregator/.test(address)).sort(),
    );
    expect([...theirs.keys()].filter((address) => !own.has(address))).toEqual([]);
  });

  test("leaves everything that rests on AWS Config as it is", () => {
    const silent = gone.some((address) => silence.test(address));
    const without = (block: unknown) =>
      JSON.parse(JSON.stringify(block).replace(silent ? / OR ALARM\([^)]*-silent-config[^)]*\)/ : /$^/, "")) as unknown;
    for (const [address, block] of theirs) expect(block).toEqual(without(own.get(address)));
  });

  test.each([
    "log-archive aws_config_config_rule.archive-controls",
    "workloads-payments aws_config_config_rule.logging-gaps",
    "conformance aws_config_organization_managed_rule",
    "conformance aws_config_organization_conformance_pack",
    "conformance aws_securityhub_configuration_policy_association",
    "management aws_fms_admin_account",
  ])("%s is among it", (address) => {
    expect([...theirs.keys()].filter((each) => each.startsWith(address))).not.toEqual([]);
  });

  test("rules wait for recorders that are ours, and for nothing else", () => {
    const waiting = Object.entries(stacks).flatMap(([workspace, { resource }]) =>
      Object.entries(resource.aws_config_config_rule ?? {}).map(([, { depends_on }]) => [workspace, depends_on]),
    );
    expect(waiting.filter(([workspace]) => elsewhere.test(`${String(workspace)} aws_config_`)).length).toBeGreaterThan(
      20,
    );
    for (const [workspace, dependsOn] of waiting) {
      if (elsewhere.test(`${String(workspace)} aws_config_`)) expect(dependsOn).toBeUndefined();
      else expect(dependsOn).toEqual([expect.stringMatching(/^aws_config_configuration_recorder_status\./)]);
    }
  });
});
