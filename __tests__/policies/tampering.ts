import type { Case } from "./cases";
import { callOf } from "./contexts";
import { allDeliveries } from "./deliveries";
import type { Delivery } from "./derivation";
import { accounts, Actor, actors, home, organizationId, stranger } from "./organization-under-test";
import { accountTampering } from "./tables/account-tampering";
import { alertTampering } from "./tables/alert-tampering";
import { boundary } from "./tables/boundary";
import { guardRailLimits } from "./tables/guard-rail-limits";
import { guardRailCases } from "./tables/guard-rails";
import { observabilityTampering } from "./tables/observability";
import { keyTampering } from "./tables/key-tampering";
import { readingByOthers } from "./tables/reading-by-others";
import { readingTampering } from "./tables/reading-tampering";
import { perimeter } from "./tables/perimeter";
import { rootAndRegions } from "./tables/root-and-regions";
import { s3Tampering } from "./tables/s3-tampering";

/** The same text, had another organization written it. */
const estranged = (text: string) =>
  Object.values(accounts)
    .reduce((changed, account) => changed.replaceAll(account, stranger.account), text)
    .replaceAll(organizationId, stranger.organizationId);

/** Another customer of AWS points its own trail, recorder, flow log, ... at our archive. */
function forStranger({ sentence, request }: Delivery): Case {
  const [bucketOrArn = "", ...key] = request.resource.split("/");
  const isObject = request.resource.startsWith("arn:aws:s3:::") && key.length > 0;
  return {
    sentence: `not for another organization: ${sentence}`,
    request: {
      ...request,
      resource: isObject ? [bucketOrArn, ...key.map(estranged)].join("/") : request.resource,
      context: Object.fromEntries(Object.entries(request.context).map(([name, value]) => [name, estranged(value)])),
    },
    // Buckets say so to every service that acts for an account; keys and roles have nothing but grants.
    expected:
      request.policy?.startsWith("bucket") && request.context["aws:SourceAccount"]
        ? "ExplicitlyDenied"
        : "ImplicitlyDenied",
  };
}

const destination = `arn:aws:logs:${home}:${accounts.logArchive}:destination:example-logs-cloudwatch`;

/** Strangers would pay nothing to fill our archive with whatever they like. */
const subscriptionsOfStrangers: Case[] = [actors.stranger, actors.anonymous].flatMap((actor: Actor) =>
  ["logs:PutAccountPolicy", "logs:PutSubscriptionFilter"].map((action) => ({
    sentence: `${actor.name} cannot subscribe log groups with ${action}`,
    request: {
      policy: `destination ${home}` as const,
      principal: actor.principal,
      identity: actor.account === undefined ? undefined : ("everything" as const),
      action,
      resource: destination,
      context: callOf(actor),
    },
    expected: "ImplicitlyDenied",
  })),
);

/**
 * Roles whose trust AWS documents without a condition. Nobody else's resource can use them all the same: whoever configures
 * a service with a role must be allowed to pass it, and a role can be passed in its own account only.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
const passedOnly = [
  "trust replication",
  "trust trail-log-group",
  "trust cost-replication",
  "trust syslog-data-centre",
  "trust malware-scan-uploads",
];

/**
 * CloudWatch Logs that takes the role of a destination and names no organization: the same holds, and who may send to the
 * destinations, their access policy says, to strangers too (above). Where it names one, it must be ours.
 */
const sentWithoutOrganization = ({ request }: Delivery) =>
  request.policy === "trust destination" && request.context["aws:SourceOrgID"] === undefined;

/**
 * EventBridge names neither its rule nor an account when it makes a stream, and a log group of another account cannot
 * be the target of a rule.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 */
const nameless = ["log group reports", "log group canary", "log group findings"];

/**
 * What a service does for alerts without saying for whom, should AWS's page be right that says so: then it does the same for
 * a rule of another organization that names our topic, which L-ALERT-1 in `docs/limits.md` admits. The role of channels is
 * passed, and so taken for its own account alone.
 */
const unsaid = ({ request }: Delivery) =>
  /^(topic |key alerts|trust alert-chat)/.test(request.policy ?? "") &&
  request.context["aws:SourceAccount"] === undefined;

/** Everything that must not be possible, with the few named exceptions, by what it is done to. */
export const tampering: Readonly<Record<string, readonly Case[]>> = {
  ...s3Tampering,
  ...keyTampering,
  ...readingTampering,
  ...readingByOthers,
  ...accountTampering,
  ...alertTampering,
  ...observabilityTampering,
  ...guardRailCases,
  ...guardRailLimits,
  ...rootAndRegions,
  ...perimeter,
  ...boundary,
  "subscriptions of strangers": subscriptionsOfStrangers,
  "services that act for another organization": allDeliveries
    .filter(({ request }) => request.context["aws:PrincipalIsAWSService"] === "true")
    .filter(({ request }) => ![...passedOnly, ...nameless].includes(request.policy ?? ""))
    .filter((delivery) => !sentWithoutOrganization(delivery) && !unsaid(delivery))
    .map(forStranger),
};

export const allTampering: readonly Case[] = Object.values(tampering).flat();
