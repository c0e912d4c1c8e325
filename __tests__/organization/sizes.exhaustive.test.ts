import { largeOrganization, smallOrganization } from "../support/large-organization";
import { Stack, synthesize } from "../support/synthesized";

/** Expressions and what Terraform itself reads: of a length that AWS never sees. */
const notSent = /\.(depends_on|for_each|lifecycle|provider)\b|^data\.|^resource\.terraform_data\./;

function* leaves(path: string, value: unknown): Generator<[path: string, size: number]> {
  if (typeof value === "string") yield [path, value.length];
  else if (Array.isArray(value)) {
    yield [`${path}[]`, value.length];
    for (const each of value as unknown[]) yield* leaves(path, each);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) if (key !== "//") yield* leaves(`${path}.${key}`, each);
  }
}

/** `resource.TYPE.ARGUMENT` -> its length in any workspace; `[]` behind a list, for how many are in it. */
function sizes(stacks: Record<string, Stack>): ReadonlyMap<string, number> {
  const largest = new Map<string, number>();
  for (const { resource } of Object.values(stacks)) {
    for (const [type, all] of Object.entries(resource)) {
      for (const [path, size] of Object.values(all).flatMap((body) => [...leaves(`resource.${type}`, body)])) {
        if (!notSent.test(path)) largest.set(path, Math.max(largest.get(path) ?? 0, size));
      }
    }
  }
  return largest;
}

/**
 * What grows with the file, and is not measured when it is made, because it grows by the length of names alone, and by
 * the number of Regions: how much AWS takes.
 */
const takes: Readonly<Record<string, number>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
  "resource.aws_cloudwatch_composite_alarm.alarm_rule": 10240,
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html
  "resource.aws_cloudwatch_log_account_policy.policy_document": 30720,
  "resource.aws_cloudwatch_log_account_policy.selection_criteria": 25600,
  // https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html
  "resource.aws_config_organization_conformance_pack.template_body": 51200,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
  "resource.aws_launch_template.user_data": 16384,
  // As many as there are Regions: https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateFindingAggregator.html
  "resource.aws_securityhub_finding_aggregator.specified_regions[]": 100,
  // https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
  "resource.aws_sfn_state_machine.definition": 1048576,
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html
  "resource.aws_ssm_document.content": 65536,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
  "resource.aws_ssm_parameter.insecure_value": 4096,
};

/** What is measured when it is made. */
const measured = [
  "resource.aws_cloudtrail.advanced_event_selector.field_selector.equals[]",
  "resource.aws_cloudtrail.advanced_event_selector.field_selector.starts_with[]",
  "resource.aws_cloudwatch_event_rule.event_pattern",
];

describe("an organization that is large in everything", () => {
  const small = synthesize(smallOrganization());
  const large = synthesize(largeOrganization());
  const grown = [...sizes(large)].filter(([path, size]) => {
    const before = sizes(small).get(path) ?? 0;
    return size > before && size >= (path.endsWith("[]") ? 20 : 200);
  });

  test("grows in nothing but what is measured, or what AWS takes twice as large", () => {
    expect(grown.map(([path]) => path).sort()).toEqual([...Object.keys(takes), ...measured].sort());
    expect(grown.filter(([path, size]) => size > (takes[path] ?? Infinity) / 2)).toEqual([]);
  });
});
