import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { remoteState } from "./backends";
import type { Organization } from "../organization/organization";

/**
 * What each workspace publishes in its remote state: snake_case output -> description. Consumers read these and nothing
 * else, so a name is a promise to every workspace deployed later. A map is keyed by Region.
 */
export const contracts = {
  "log-archive": {
    trail_bucket_name: "Bucket of the organization trail.",
    logs_bucket_name: "Bucket of every log type without a bucket of its own.",
    waf_bucket_name: "Bucket of AWS WAF logs.",
    elb_bucket_names: "Region -> bucket of load balancer logs.",
    vault_bucket_name: "Bucket of the evidence copy in the vault Region, of what is written elsewhere.",
    archive_key_arn: "KMS key of the trail, logs and WAF buckets.",
    transport_key_arn: "KMS key of log events on their way to the archive.",
    load_balancer_delivery_arns: "Region -> delivery destination of load balancer logs.",
    cloudfront_delivery_arn: "Delivery destination of CloudFront logs; empty where the partition has no CloudFront.",
    log_destination_arns: "Region -> CloudWatch Logs destination; empty where the organization centralizes natively.",
  },
  management: {
    organization_trail_arn: "The organization trail.",
    organization_trail_log_group_name: "Log group that holds the trail's events of the whole organization.",
  },
  "security-tooling": {
    security_hub_policy_id:
      "Security Hub's policy with standards; empty where the organization does without Security Hub.",
    observability_sink_arns: "Region -> sink of CloudWatch that accounts show the metrics of their logging to.",
  },
} as const;

export type ContractName = keyof typeof contracts;

type Maps = "elb_bucket_names" | "load_balancer_delivery_arns" | "log_destination_arns" | "observability_sink_arns";

/** The values of a contract, as its producer supplies them and as tokens on the consumer's side. */
export type Contract<Name extends ContractName> = {
  readonly [Key in keyof (typeof contracts)[Name]]: Key extends Maps ? Readonly<Record<string, string>> : string;
};

/** A contract as its consumers see it. */
export interface ContractReader<Name extends ContractName> {
  readonly text: (key: Exclude<keyof (typeof contracts)[Name], Maps> & string) => string;
  readonly byRegion: (key: Extract<keyof (typeof contracts)[Name], Maps> & string, region: string) => string;
}

/** Publishes a contract, whole, as named outputs. @returns what the workspace itself reads it with. */
export function publish<Name extends ContractName>(
  stack: TerraformStack,
  name: Name,
  values: Contract<Name>,
): ContractReader<Name> {
  for (const [key, description] of Object.entries(contracts[name])) {
    const value = values[key as keyof Contract<Name>];
    new TerraformOutput(stack, key, { value, description, staticId: true });
  }
  const own = values as Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  return {
    text: (key) => own[key] as string,
    byRegion: (key, region) => (own[key] as Readonly<Record<string, string>>)[region] ?? "",
  };
}

/** Reads the contract of another workspace from its remote state. */
export function readContract<Name extends ContractName>(
  scope: Construct,
  organization: Organization,
  name: Name,
): ContractReader<Name> {
  const state = remoteState(scope, organization, name);
  return {
    text: (key) => state.getString(key),
    byRegion: (key, region) => state.getString(`${key}["${region}"]`),
  };
}
