import { Arguments, resources } from "../support/synthesized";
import { accountOf, resolver, stackOf, Stacks } from "./references";
import { IamPolicy, interpolate, renderPolicyDocument } from "./rendering";

/** A policy of the organization, and what it is attached to. */
export interface OrganizationPolicy {
  readonly type: string;
  readonly policy: IamPolicy;
  /** Root, units and accounts by id, sorted. */
  readonly targets: readonly string[];
}

/** The policies of one workspace, as Terraform would attach them. */
export interface AttachedPolicies {
  readonly accountId: string;
  /** Every `aws_iam_policy_document` by its Terraform name. */
  readonly policyDocuments: Readonly<Record<string, IamPolicy>>;
  readonly ofBucket: (bucketName: string) => IamPolicy;
  /** By alias, without its `alias/`. */
  readonly ofKey: (alias: string, region: string) => IamPolicy;
  /** Names of all roles. */
  readonly roles: readonly string[];
  readonly trustOf: (roleName: string) => IamPolicy;
  /** All inline policies of the role. */
  readonly inlineOf: (roleName: string) => readonly IamPolicy[];
  /** By the name of the managed policy. */
  readonly managed: (name: string) => IamPolicy;
  readonly ofDestination: (region: string) => IamPolicy;
  readonly ofDeliveryDestination: (name: string, region: string) => IamPolicy;
  readonly ofTopic: (name: string) => IamPolicy;
  /** Of what shows the metrics of other accounts in a Region. */
  readonly ofSink: (region: string) => IamPolicy;
  readonly ofEventBus: (name: string) => IamPolicy;
  readonly ofQueue: (name: string) => IamPolicy;
  /** By the name of the resource policy, which an account's log groups share. */
  readonly ofLogGroups: (name: string, region: string) => IamPolicy;
  /** Those that allow or deny, by name. */
  readonly ofOrganization: Readonly<Record<string, OrganizationPolicy>>;
  /** Names of the roles that have the managed policy for a boundary, sorted. */
  readonly boundedBy: (policyName: string) => readonly string[];
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
    const name = /^\$\{data\.aws_iam_policy_document\.([^.]+)\.(?:minified_)?json\}$/.exec(String(argument))?.[1];
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

  const authorizes = ({ type }: Arguments) => /^(SERVICE|RESOURCE)_CONTROL_POLICY$/.test(String(type));
  const organizationPolicies = all("aws_organizations_policy", authorizes).map(([address, { name, type, content }]) => {
    const attached = all(
      "aws_organizations_policy_attachment",
      ({ policy_id: policy }) => policy === `\${aws_organizations_policy.${address}.id}`,
    ).map(([, { target_id: target }]) => String(target));
    return [String(name), { type: String(type), policy: document(content), targets: attached.sort() }] as const;
  });

  return {
    accountId: accountOf(stack),
    policyDocuments,
    ofBucket: (bucketName) =>
      document(one("aws_s3_bucket_policy", bucketName, ({ bucket }) => text(bucket) === bucketName)[1].policy),
    ofKey: (alias, region) => document(keyWithAlias(alias, region)[1].policy),
    roles: all("aws_iam_role", () => true).map(([, { name }]) => String(name)),
    trustOf: (roleName) =>
      document(one("aws_iam_role", roleName, ({ name }) => name === roleName)[1].assume_role_policy),
    inlineOf: (roleName) =>
      all("aws_iam_role_policy", ({ role }) => text(role) === roleName).map(([, { policy }]) => document(policy)),
    managed: (policyName) => document(one("aws_iam_policy", policyName, ({ name }) => name === policyName)[1].policy),
    ofOrganization: Object.fromEntries(organizationPolicies),
    boundedBy: (policyName) => {
      const [address] = one("aws_iam_policy", policyName, ({ name }) => name === policyName);
      return all("aws_iam_role", (each) => each.permissions_boundary === `\${aws_iam_policy.${address}.arn}`)
        .map(([, { name }]) => String(name))
        .sort();
    },
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
    ofTopic: (topicName) => {
      const [address] = one("aws_sns_topic", topicName, ({ name }) => name === topicName);
      const arn = `\${aws_sns_topic.${address}.arn}`;
      return document(one("aws_sns_topic_policy", topicName, (each) => each.arn === arn)[1].policy);
    },
    ofSink: (region) => document(one("aws_oam_sink_policy", region, (sink) => sink.region === region)[1].policy),
    ofEventBus: (busName) =>
      document(
        one("aws_cloudwatch_event_bus_policy", busName, ({ event_bus_name: bus }) => text(bus) === busName)[1].policy,
      ),
    ofQueue: (queueName) => {
      const [address] = one("aws_sqs_queue", queueName, ({ name }) => name === queueName);
      const url = `\${aws_sqs_queue.${address}.url}`;
      return document(one("aws_sqs_queue_policy", queueName, (each) => each.queue_url === url)[1].policy);
    },
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
