import { Arguments, resources } from "../support/synthesized";
import { accountOf, resolver, stackOf, Stacks } from "./references";
import { IamPolicy, interpolate, renderPolicyDocument } from "./rendering";

/** The policies of one workspace, as Terraform would attach them. */
export interface AttachedPolicies {
  readonly accountId: string;
  /** Every `aws_iam_policy_document` by its Terraform name. */
  readonly policyDocuments: Readonly<Record<string, IamPolicy>>;
  readonly ofBucket: (bucketName: string) => IamPolicy;
  /** By alias, without its `alias/`. */
  readonly ofKey: (alias: string, region: string) => IamPolicy;
  readonly trustOf: (roleName: string) => IamPolicy;
  /** All inline policies of the role. */
  readonly inlineOf: (roleName: string) => readonly IamPolicy[];
  /** By the name of the managed policy. */
  readonly managed: (name: string) => IamPolicy;
  readonly ofDestination: (region: string) => IamPolicy;
  readonly ofDeliveryDestination: (name: string, region: string) => IamPolicy;
  /** By the name of the resource policy, which an account's log groups share. */
  readonly ofLogGroups: (name: string, region: string) => IamPolicy;
}

/** Renders every policy document of a workspace and finds what it is attached to. */
export function attachedPolicies(stacks: Stacks, workspace: string): AttachedPolicies {
  const stack = stackOf(stacks, workspace);
  const resolve = resolver(stacks, workspace);
  const text = (argument: unknown) => interpolate(String(argument), resolve);
  const policyDocuments = Object.fromEntries(
    Object.entries(stack.data.aws_iam_policy_document ?? {}).map(([name, document]) => [
      name,
      renderPolicyDocument(document, resolve),
    ]),
  );

  const all = (type: string, matches: (resource: Arguments, name: string) => boolean) =>
    Object.entries(resources(stack, type)).filter(([name, resource]) => matches(resource, name));
  const one = (type: string, described: string, matches: (resource: Arguments, name: string) => boolean) => {
    const [found, ...more] = all(type, matches);
    if (!found || more.length > 0) throw new Error(`not exactly one ${type} of ${workspace} is ${described}`);
    return found;
  };
  const document = (argument: unknown): IamPolicy => {
    const name = /^\$\{data\.aws_iam_policy_document\.([^.]+)\.json\}$/.exec(String(argument))?.[1];
    const policy = name === undefined ? undefined : policyDocuments[name];
    if (!policy) throw new Error(`${String(argument)} is not a policy document of ${workspace}`);
    return policy;
  };
  const keyWithAlias = (alias: string, region: string) => {
    const [, { target_key_id: target }] = one(
      "aws_kms_alias",
      `${alias} of ${region}`,
      (named) => named.name === `alias/${alias}` && named.region === region,
    );
    return one("aws_kms_key", alias, (_, name) => target === `\${aws_kms_key.${name}.key_id}`);
  };

  return {
    accountId: accountOf(stack),
    policyDocuments,
    ofBucket: (bucketName) =>
      document(one("aws_s3_bucket_policy", bucketName, ({ bucket }) => text(bucket) === bucketName)[1].policy),
    ofKey: (alias, region) => document(keyWithAlias(alias, region)[1].policy),
    trustOf: (roleName) =>
      document(one("aws_iam_role", roleName, ({ name }) => name === roleName)[1].assume_role_policy),
    inlineOf: (roleName) =>
      all("aws_iam_role_policy", ({ role }) => text(role) === roleName).map(([, { policy }]) => document(policy)),
    managed: (policyName) => document(one("aws_iam_policy", policyName, ({ name }) => name === policyName)[1].policy),
    ofDestination: (region) =>
      document(
        one("aws_cloudwatch_log_destination_policy", region, (destination) => destination.region === region)[1]
          .access_policy,
      ),
    ofDeliveryDestination: (destinationName, region) =>
      document(
        one(
          "aws_cloudwatch_log_delivery_destination_policy",
          `${destinationName} of ${region}`,
          (each) => text(each.delivery_destination_name) === destinationName && each.region === region,
        )[1].delivery_destination_policy,
      ),
    ofLogGroups: (policyName, region) =>
      document(
        one(
          "aws_cloudwatch_log_resource_policy",
          `${policyName} of ${region}`,
          (each) => each.policy_name === policyName && each.region === region,
        )[1].policy_document,
      ),
  };
}
