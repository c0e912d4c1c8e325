import { Case } from "./cases";
import { ownerOf, Request } from "./request";
import { accounts, Bucket, encryptedBuckets, home, regions, stranger } from "./organization-under-test";
import { foreignKeyArn, namingKey } from "./contexts";
import { withOtherAction } from "./other-actions";

/** Stands for a part of a request that does not arrive at all. */
export const absent = Symbol("absent");

/**
 * Parts of a delivery that must not be otherwise: `principal`, `action`, `resource`, or a condition key, each with
 * values that the grant must refuse while everything else about the request stays right.
 */
export type Refused = Readonly<Record<string, readonly (string | typeof absent)[]>>;

/** One thing a writer must be able to do, and what makes it legitimate. */
export interface Delivery {
  /** A sentence: who does what. */
  readonly sentence: string;
  /** AWS page that documents the request, below `https://docs.aws.amazon.com/`. */
  readonly page: string;
  readonly request: Request;
  readonly refused: Refused;
}

/** The organization for which a service acts is checked by the grant. */
export const organizationMatters: Refused = { "aws:SourceOrgID": [stranger.organizationId, absent] };

const acl = "s3:x-amz-acl";

/** The grant takes no ACL but the one that leaves the object to the bucket's owner. */
export const aclMatters: Refused = { [acl]: ["public-read"] };

const without = (context: Request["context"], key: string) =>
  Object.fromEntries(Object.entries(context).filter(([name]) => name !== key));

function altered(request: Request, part: string, value: string | typeof absent): Request {
  if (part === "principal" || part === "action" || part === "resource") return { ...request, [part]: value };
  const others = without(request.context, part);
  return { ...request, context: value === absent ? others : { ...others, [part]: value } };
}

/** The request as its row has it: allowed, by everything that is in force. */
const allowed = ({ sentence, request }: Delivery): Case => ({ sentence, request, expected: "Allowed", guarded: true });

/**
 * No page says whether a writer names an ACL where a bucket has none: it is let in either way.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
const withoutAcl = ({ sentence, request }: Delivery): Case[] =>
  acl in request.context
    ? [
        {
          sentence: `${sentence}, without naming an ACL`,
          request: altered(request, acl, absent),
          expected: "Allowed",
          guarded: true,
        },
      ]
    : [];

/**
 * A key must hold by itself, and so must a bucket of another account: the narrow policies of our own roles make way for
 * one that allows everything.
 */
function resourceAlone(request: Request): Request {
  const isKey = request.policy?.startsWith("key ");
  const isForeign = request.policy?.startsWith("bucket ") && !request.principal.includes(ownerOf(request));
  return request.identity && (isKey || isForeign) ? { ...request, identity: "everything" } : request;
}

/** The request with one part wrong at a time: refused by the grants themselves. */
const refusals = ({ sentence, request, refused }: Delivery): Case[] =>
  Object.entries(refused).flatMap(([part, values]) =>
    values.map((value) => ({
      sentence: `${sentence}: not with ${part} ${value === absent ? "absent" : value.toString()}`,
      request: altered(resourceAlone(request), part, value),
      expected: "ImplicitlyDenied" as const,
      grantsAlone: true,
    })),
  );

const anotherService = (principal: string) =>
  principal === "ec2.amazonaws.com" ? "lambda.amazonaws.com" : "ec2.amazonaws.com";

/** No grant to a service is a grant to every service. */
const byAnotherService = ({ sentence, request }: Delivery): Case[] =>
  request.identity
    ? []
    : [
        {
          sentence: `${sentence}: not as another service`,
          request: { ...request, principal: anotherService(request.principal) },
          expected: "ImplicitlyDenied",
          grantsAlone: true,
        },
      ];

const accountOf = (principal: string) => principal.split(":")[4];

function refusedAction(sentence: string, request: Request): Case[] {
  const other = withOtherAction(request);
  if (!other) return [];
  return [
    {
      sentence: `${sentence}: no right to ${other.action} comes with it`,
      request: other,
      expected: "ImplicitlyDenied",
      grantsAlone: true,
    },
  ];
}

/** No grant of an action is a grant of every action. */
function ofAnotherAction({ sentence, request }: Delivery): Case[] {
  const asked = resourceAlone(request);
  const leavesItToAccount = !/^(key|trust) /.test(asked.policy ?? "");
  const isAllowedByAccount = asked.identity === "everything" && accountOf(asked.principal) === ownerOf(asked);
  return leavesItToAccount && isAllowedByAccount ? [] : refusedAction(sentence, asked);
}

/** The same kind of resource, but not ours. */
const foreignResource = (resource: string) =>
  resource.startsWith("arn:aws:kms:") ? foreignKeyArn : resource.replace(/:::[^/]+/, ":::a-bucket-of-somebody-else");

/**
 * A role's own policy must hold by itself too, where `resourceAlone` leaves it out: the key leaves everything to it, and
 * the bucket has no policy.
 */
function roleAlone({ sentence, request }: Delivery): Case[] {
  const { identity, policy, principal } = request;
  if (!identity || identity === "everything" || resourceAlone(request) === request) return [];
  const asked: Request = policy?.startsWith("key ")
    ? { ...request, policy: "default key" }
    : { ...request, policy: undefined, owner: accountOf(principal) };
  const alone = `${sentence}, as far as the role's policy goes`;
  return [
    { sentence: alone, request: asked, expected: "Allowed" },
    {
      sentence: `${alone}: not elsewhere`,
      request: { ...asked, resource: foreignResource(asked.resource) },
      expected: "ImplicitlyDenied",
    },
    ...refusedAction(alone, asked),
  ];
}

/**
 * Grants leave it to the account of the role too, so that both must agree. The exception are resources that let in
 * whoever their own account lets in: what stands for all its policies there is no policy under test.
 */
const withoutOwnPolicy = ({ sentence, request }: Delivery): Case[] => {
  const { policy, identity, principal } = request;
  const isDirect =
    identity === "everything" && !/^(trust|key) /.test(policy ?? "") && accountOf(principal) === ownerOf(request);
  if (!policy || !identity || isDirect) return [];
  return [
    {
      sentence: `${sentence}: not without a policy of the role's own`,
      request: { ...request, identity: undefined },
      expected: "ImplicitlyDenied",
    },
  ];
};

const connection = (secure: "true" | "false", tls: string) => ({ "aws:SecureTransport": secure, "s3:TlsVersion": tls });

/** What every bucket refuses by an explicit denial, whoever asks and whatever the grants say. */
function bucketDenials({ sentence, request }: Delivery): Case[] {
  const bucket = /^bucket (.*)$/.exec(request.policy ?? "")?.[1] as Bucket | undefined;
  if (!bucket) return [];
  const over = (words: string, context: Request["context"], expected: Case["expected"]): Case => ({
    sentence: `${sentence}: ${words}`,
    request: { ...request, context: { ...request.context, ...context } },
    expected,
  });
  const isService = request.context["aws:PrincipalIsAWSService"] === "true";
  return [
    over("also where the connection shows", connection("true", "1.3"), "Allowed"),
    ...(/:(Put|Replicate)Object$/.test(request.action)
      ? [
          over("not over plain HTTP", connection("false", "1.2"), "ExplicitlyDenied"),
          over("not over TLS 1.1", connection("true", "1.1"), "ExplicitlyDenied"),
        ]
      : []),
    ...(isService && request.context["aws:SourceAccount"]
      ? [over("not for another organization", { "aws:SourceOrgID": stranger.organizationId }, "ExplicitlyDenied")]
      : []),
    ...(encryptedBuckets.includes(bucket) && request.action === "s3:PutObject"
      ? [over("not with a foreign key", namingKey(foreignKeyArn), "ExplicitlyDenied")]
      : []),
  ];
}

/** Buckets and keys of the archive that take what every account sends from every Region. */
const sharedByAll = ["bucket trail", "bucket logs", "bucket waf", "key archive"];

/** Another account and Region in all that a text says, but for the bucket, whose name has a Region of its own. */
function elsewhere(text: string, account: string, region: string): string {
  const [start = "", ...rest] = text.split("/");
  const move = (part: string) => part.replaceAll(accounts.payments, account).replaceAll(home, region);
  return [start.startsWith("arn:aws:s3:::") ? start : move(start), ...rest.map(move)].join("/");
}

/**
 * What one account of the example may send from one Region, each may from each; in its own Region alone where the
 * service is one of a Region by name.
 */
function fromEveryAccountAndRegion({ sentence, request }: Delivery): Case[] {
  const { policy, context, resource, principal } = request;
  const everywhere = principal.includes(home) ? [home] : regions;
  const { "aws:SourceAccount": source, "aws:SourceArn": sourceArn } = context;
  if (source !== accounts.payments || !sharedByAll.includes(policy ?? "")) return [];
  return Object.values(accounts)
    .flatMap((account) => everywhere.map((region) => ({ account, region })))
    .filter(({ account, region }) => account !== source || region !== home)
    .map(({ account, region }) => ({
      sentence: `${sentence}, for ${account} and from ${region}`,
      request: {
        ...request,
        resource: policy === "key archive" ? resource : elsewhere(resource, account, region),
        context: {
          ...context,
          "aws:SourceAccount": account,
          ...(sourceArn && { "aws:SourceArn": elsewhere(sourceArn, account, region) }),
        },
      },
      expected: "Allowed",
      guarded: true,
    }));
}

/** Everything that follows from one row; the first case is the row itself. */
export const derive = (delivery: Delivery): Case[] => [
  allowed(delivery),
  ...withoutAcl(delivery),
  ...fromEveryAccountAndRegion(delivery),
  ...refusals(delivery),
  ...byAnotherService(delivery),
  ...ofAnotherAction(delivery),
  ...roleAlone(delivery),
  ...withoutOwnPolicy(delivery),
  ...bucketDenials(delivery),
];
