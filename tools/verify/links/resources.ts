import { broken, faultsOr, healthy, silent } from "../answers";
import type { Answer, Asked, Link } from "../link";

/** What a section of the file says of resources of an account: those it lists, or those that there are. */
export function chosen(
  asked: Asked,
  found: readonly string[],
  section: "loadBalancers" | "cloudFront" | "webAcls" | "networkFirewalls",
) {
  const { resources, except } = asked.organization.sources[section];
  return found.filter((arn) => (resources === "discovered" || resources.includes(arn)) && !except.includes(arn));
}

/** Each resource is said to be logged, or not. */
export const each = (call: string, resources: readonly string[], isLogged: (resource: string) => boolean) =>
  resources.length === 0
    ? [silent("there is nothing to log", call)]
    : faultsOr(
        resources
          .filter((one) => !isLogged(one))
          .map((resource) => broken("nobody logs it into the archive", call, { resource })),
        healthy(`${resources.length} of ${resources.length} are logged`, call),
      );

/** A link about a kind of resource, which an alert about tampering with its service covers. */
export const link = (
  id: string,
  what: string,
  source: string,
  service: string,
  calls: readonly string[],
  places: Link["places"],
  ask: (asked: Asked) => Promise<readonly Answer[]>,
): Link => ({
  id,
  what,
  source,
  alarms: ["tampering"],
  runbook: `runbooks/tampering#${service}.amazonaws.com`,
  calls,
  places,
  ask,
});
