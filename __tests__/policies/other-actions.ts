import type { Request } from "./request";

/** A request in short, with the names of what arrives with it. */
const inShort = ({ action, resource, context }: Request) => [action, resource, ...Object.keys(context)].join(" ");

/** Actions of a service on a kind of resource that no grant under test gives to anybody. */
const ungranted: readonly (readonly [request: RegExp, action: string])[] = [
  // Readers list versions too, which is all that has a prefix.
  [/^s3:\S+ arn:aws:s3:::[^/ ]+ (?!.*aws:ResourceAccount).*s3:prefix/, "s3:ListBucketVersions"],
  [/^s3:\S+ arn:aws:s3:::[^/ ]+( |$)/, "s3:DeleteBucket"],
  [/^s3:.* s3:x-amz-acl/, "s3:PutObjectVersionAcl"],
  [/^s3:/, "s3:DeleteObjectVersion"],
  [/^kms:/, "kms:ScheduleKeyDeletion"],
  [/^sts:/, "sts:TagSession"],
  [/^logs:.*:log-stream:/, "logs:DeleteLogStream"],
  [/^logs:.*:log-group:/, "logs:DeleteLogGroup"],
  [/^logs:.*:destination:/, "logs:PutDestinationPolicy"],
  [/^logs:.*:delivery-destination:/, "logs:DeleteDeliveryDestination"],
  [/^kinesis:/, "kinesis:DeleteStream"],
  [/^sns:/, "sns:DeleteTopic"],
  [/^states:/, "states:DeleteStateMachine"],
  [/^events:.*:rule\//, "events:DisableRule"],
  [/^events:/, "events:DeleteEventBus"],
  [/^ec2:\S+ \* /, "ec2:DisableEbsEncryptionByDefault"],
  [/^rds:.*:cluster:/, "rds:DeleteDBCluster"],
  [/^elasticbeanstalk:.*:environment\//, "elasticbeanstalk:TerminateEnvironment"],
  [/^elasticloadbalancing:\S+ \* /, "elasticloadbalancing:DescribeLoadBalancers"],
  [/^elasticloadbalancing:.*:loadbalancer\//, "elasticloadbalancing:DeleteLoadBalancer"],
  [/^ssm:\S+ \* /, "ssm:CreateActivation"],
  [/^ssm:.*:(managed-)?instance\//, "ssm:SendCommand"],
  [/^ssm:.*:automation-execution\//, "ssm:StopAutomationExecution"],
];

/** What arrives with no other action than the one it is said of. */
const particular =
  /^(s3:x-amz-server-side-encryption.*|events:.*|ssm:SessionDocumentAccessCheck|sts:ExternalId|kms:GrantIsForAWSResource)$/;

/**
 * The request with another action, for which nobody has a grant.
 * @returns nothing where the service has no other action on the resource
 */
export function withOtherAction(request: Request): Request | undefined {
  const action = ungranted.find(([pattern]) => pattern.test(inShort(request)))?.[1];
  const context = Object.fromEntries(
    Object.entries(request.context).filter(
      ([key]) => !particular.test(key) && (key !== "s3:prefix" || action === "s3:ListBucketVersions"),
    ),
  );
  return action === undefined ? undefined : { ...request, action, context };
}
