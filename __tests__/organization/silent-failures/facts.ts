import { names } from "../../../accounts/workspace/names";
import { organization } from "../../support/organizations";
import { statementsOf } from "../../support/statements";
import { Arguments, only, resources, Stack, synthesize } from "../../support/synthesized";

export const facts = organization();
export const named = names(facts);
export const stacks = synthesize(facts);
/** The workspaces that hold an account's baseline: all but the one of the organization's rules. */
export const accounts = Object.fromEntries(Object.entries(stacks).filter(([name]) => name !== "conformance"));
export const archive = stacks["log-archive"] as Stack;
export const management = stacks.management as Stack;
export const securityTooling = stacks["security-tooling"] as Stack;
export const conformance = stacks.conformance as Stack;
export const buckets = Object.entries(resources(archive, "aws_s3_bucket"));
export const vaults: readonly string[] = [named.bucketName("vault"), named.bucketName("home-vault")];
export const trail = only(management, "aws_cloudtrail", { name: named.trail });
export const dataEventTrail = only(management, "aws_cloudtrail", { name: named.dataEventTrail });
export const delivery = only(archive, "aws_kinesis_firehose_delivery_stream");
export const s3 = delivery.extended_s3_configuration as Record<string, unknown>;

/** The resource of a type that belongs to the bucket of this name. */
export const ofBucket = (type: string, bucketName: string): Arguments => {
  const [address] = buckets.find(([, { bucket }]) => bucket === bucketName) ?? [];
  return only(archive, type, { bucket: `\${aws_s3_bucket.${address}.id}` });
};
export const bucketStatements = (bucketName: string) =>
  statementsOf(archive, ofBucket("aws_s3_bucket_policy", bucketName), "policy");
export const encryptionOf = (bucketName: string) => {
  const [rule] = ofBucket("aws_s3_bucket_server_side_encryption_configuration", bucketName).rule as [
    { apply_server_side_encryption_by_default: Record<string, string>; bucket_key_enabled?: boolean },
  ];
  return rule;
};
export const hasLock = (bucketName: string) =>
  buckets.some(([, each]) => each.bucket === bucketName && each.object_lock_enabled === true);
export const archiveKey = statementsOf(
  archive,
  only(archive, "aws_kms_key", { description: "Trail, logs and WAF buckets of the archive" }),
  "policy",
);
export const subscriptions = Object.entries(stacks).flatMap(([workspace, stack]) =>
  Object.values(resources(stack, "aws_cloudwatch_log_account_policy")).map((policy) => ({ workspace, policy })),
);
export const selectorsOf = ({ advanced_event_selector }: Arguments) =>
  advanced_event_selector as { field_selector: Record<string, string | string[]>[] }[];
export const bucketsWithoutKey = ["elb", "access"].flatMap((kind) =>
  buckets.map(([, { bucket }]) => String(bucket)).filter((name) => name.includes(`-${kind}-`)),
);

/** A row of the table of silent failures: its number, what prevents it, and the proof. */
export type Row = readonly [number: number, guarantee: string, holds: () => void];
