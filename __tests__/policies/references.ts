import { Arguments, resources, Stack } from "../support/synthesized";
import { interpolate, Resolve } from "./rendering";

/** Workspace name -> what Terraform would get. */
export type Stacks = Readonly<Record<string, Stack>>;

export const stackOf = (stacks: Stacks, workspace: string): Stack => {
  const stack = stacks[workspace];
  if (!stack) throw new Error(`no workspace ${workspace} was synthesized`);
  return stack;
};

interface Provider {
  readonly region: string;
  readonly allowed_account_ids: readonly [string];
}

const providerOf = (stack: Stack): Provider => stack.provider.aws?.[0] as unknown as Provider;

/** Account that the workspace is applied to. */
export const accountOf = (stack: Stack): string => providerOf(stack).allowed_account_ids[0];

const partitionOf = (region: string) => (region.startsWith("us-gov-") ? "aws-us-gov" : "aws");

/** ARNs that only AWS can give, by resource type. */
const arnSuffixes: Readonly<Record<string, (resource: Arguments) => string>> = {
  aws_iam_role: ({ name }) => `iam::ACCOUNT:role/${name}`,
  aws_kinesis_stream: ({ name }) => `kinesis:REGION:ACCOUNT:stream/${name}`,
  aws_kinesis_firehose_delivery_stream: ({ name }) => `firehose:REGION:ACCOUNT:deliverystream/${name}`,
  aws_cloudwatch_log_group: ({ name }) => `logs:REGION:ACCOUNT:log-group:${name}`,
  aws_cloudwatch_log_destination: ({ name }) => `logs:REGION:ACCOUNT:destination:${name}`,
  aws_s3_bucket: ({ bucket }) => `s3:::${bucket}`,
  aws_cloudwatch_event_bus: ({ name }) => `events:REGION:ACCOUNT:event-bus/${name}`,
  aws_sqs_queue: ({ name }) => `sqs:REGION:ACCOUNT:${name}`,
  aws_sns_topic: ({ name }) => `sns:REGION:ACCOUNT:${name}`,
};

/**
 * Where AWS puts a random id into the ARN of a key, the stand-in has the key's alias: the same in every run, and legible
 * in a table.
 */
function keySuffix(stack: Stack, name: string): string {
  const aliases = Object.values(resources(stack, "aws_kms_alias"));
  const alias = aliases.find(({ target_key_id: target }) => target === `\${aws_kms_key.${name}.key_id}`);
  if (!alias) throw new Error(`key ${name} has no alias`);
  return `kms:REGION:ACCOUNT:key/${String(alias.name).replace("alias/", "")}`;
}

/** Attributes that repeat an argument. */
const repeatedArguments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_s3_bucket: { id: "bucket" },
  aws_s3_bucket_policy: { bucket: "bucket" },
  aws_iam_role: { name: "name", id: "name" },
  aws_cloudwatch_log_group: { name: "name" },
  aws_cloudwatch_event_bus: { name: "name" },
  aws_cloudwatch_log_destination: { name: "name" },
  aws_cloudwatch_log_delivery_destination: { name: "name" },
};

/**
 * Resolves the references of one workspace: to a literal argument, to a stand-in ARN, or, through remote state, to what
 * another workspace publishes.
 * @throws for every other reference, so that no policy is judged with a value that was made up by accident.
 */
export function resolver(stacks: Stacks, workspace: string): Resolve {
  const stack = stackOf(stacks, workspace);
  return function resolve(reference: string): string {
    const remote = /^data\.terraform_remote_state\.([^.]+)\.outputs\.(\w+)$/.exec(reference);
    if (remote?.[1] && remote[2]) {
      const published = stackOf(stacks, remote[1]).output?.[remote[2]]?.value;
      if (typeof published === "string") return interpolate(published, resolver(stacks, remote[1]));
    }
    const [, type = "", name = "", attribute = ""] = /^(\w+)\.([^.]+)\.(\w+)$/.exec(reference) ?? [];
    const resource = stack.resource[type]?.[name];
    const argument = repeatedArguments[type]?.[attribute];
    if (resource && argument) return interpolate(String(resource[argument]), resolve);
    const suffix = type === "aws_kms_key" ? () => keySuffix(stack, name) : arnSuffixes[type];
    if (resource && suffix && attribute === "arn") {
      const region = String(resource.region ?? providerOf(stack).region);
      const text = suffix(resource).replace("REGION", region).replace("ACCOUNT", accountOf(stack));
      return `arn:${partitionOf(region)}:${interpolate(text, resolve)}`;
    }
    throw new Error(`${workspace} refers to ${reference}, for which there is no stand-in: add one to ${__filename}`);
  };
}
