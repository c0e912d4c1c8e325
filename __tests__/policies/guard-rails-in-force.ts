import { Request, ownerOf } from "./request";
import { accounts, bucketNames, home, vaultRegion } from "./organization-under-test";
import { GuardRail, guardRails, Policies, PolicyName } from "./policy-names";
import type { PolicyQuestion } from "./simulation";

const members: readonly string[] = Object.entries(accounts)
  .filter(([name]) => name !== "management")
  .map(([, account]) => account);

/** Account of a user, a role or a root user; none of a service and of whoever has no credentials. */
const accountOf = (principal: string) => /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];

const isServiceLinked = (principal: string) => principal.includes(":role/aws-service-role/");

/** Region whose endpoint is asked: that in the ARN, or of the bucket; requests without either go to the home Region. */
export function requestedRegion(resource: string): string {
  const [, , service, region] = resource.split(":");
  if (region) return region;
  const bucket = Object.values(bucketNames).find((name) => resource.startsWith(`arn:aws:s3:::${name}`));
  if (service !== "s3" || !bucket) return home;
  return [vaultRegion, "us-east-1"].find((other) => bucket.endsWith(other)) ?? home;
}

/** What binds a request beside the policies of its principal and its resource. */
export function inForce(
  request: Request,
  policies: Policies,
): Pick<PolicyQuestion, "permissionsBoundary" | "serviceControlPolicies" | "resourceControlPolicies"> {
  const named = (name: PolicyName) => {
    const policy = policies.get(name);
    if (!policy) throw new Error(`no policy is called ${name}`);
    return policy;
  };
  const rails = (names: readonly GuardRail[]) => names.map((name) => named(`guard rail ${name}`));
  const { principal } = request;
  const account = accountOf(principal);
  const bound = account !== undefined && members.includes(account) && !isServiceLinked(principal);
  const isArchive = (id: string | undefined) => id === accounts.logArchive;
  const bounded = account === accounts.management && principal.includes(":role/example-logs-");
  return {
    ...(bounded && { permissionsBoundary: named("permissions boundary") }),
    ...(bound && {
      serviceControlPolicies: [rails(guardRails.root), isArchive(account) ? rails(guardRails.logArchive) : []],
    }),
    ...(isArchive(ownerOf(request)) && {
      resourceControlPolicies: [[], rails(guardRails.resourcesOfLogArchive)],
    }),
  };
}
