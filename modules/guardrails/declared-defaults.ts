import type { DeclarativePolicyType, DeclaredSettings } from "./declarative-policy";

const assign = (value: string): DeclaredSettings => ({ "@@assign": value });

interface DeclaredDefault {
  readonly type: DeclarativePolicyType;
  /** Name of the attribute in a policy of that type. */
  readonly attribute: string;
  readonly value: DeclaredSettings;
}

/**
 * What the organization can settle for its accounts -> the policy that does, with the values that accounts set themselves
 * otherwise.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 */
const declared = {
  bucketPublicAccess: {
    type: "S3_POLICY",
    attribute: "public_access_block_configuration",
    value: assign("all"),
  },
  instanceMetadata: {
    type: "DECLARATIVE_POLICY_EC2",
    attribute: "instance_metadata_defaults",
    value: {
      http_tokens: assign("required"),
      http_put_response_hop_limit: assign("2"),
      // Every example of AWS names all four, and no page says that one may be missing.
      http_endpoint: assign("no_preference"),
      instance_metadata_tags: assign("no_preference"),
    },
  },
  snapshotPublicAccess: {
    type: "DECLARATIVE_POLICY_EC2",
    attribute: "snapshot_block_public_access",
    value: { state: assign("block_all_sharing") },
  },
  imagePublicAccess: {
    type: "DECLARATIVE_POLICY_EC2",
    attribute: "image_block_public_access",
    value: { state: assign("block_new_sharing") },
  },
} as const satisfies Readonly<Record<string, DeclaredDefault>>;

/** A default of accounts that a policy of the organization can settle; there is none for EBS encryption or passwords. */
export type DeclarableDefault = keyof typeof declared;

/** Type of policy -> what all of its content is below. */
const roots: Readonly<Record<DeclarativePolicyType, string>> = {
  DECLARATIVE_POLICY_EC2: "ec2_attributes",
  S3_POLICY: "s3_attributes",
};

/** The policies that settle these defaults and no other: type -> content. */
export function declaredDefaults(
  names: readonly DeclarableDefault[],
): ReadonlyMap<DeclarativePolicyType, DeclaredSettings> {
  const chosen: readonly DeclaredDefault[] = names.map((name) => declared[name]);
  return new Map(
    chosen.map(({ type }) => {
      const attributes = chosen.filter((each) => each.type === type).map(({ attribute, value }) => [attribute, value]);
      return [type, { [roots[type]]: Object.fromEntries(attributes) as DeclaredSettings }];
    }),
  );
}
