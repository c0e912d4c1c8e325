import type { Request } from "../request";
import { callOfRole, Context } from "../contexts";
import type { Delivery, Refused } from "../derivation";
import { ServiceRole, serviceRoleArn, serviceRoles } from "../organization-under-test";

/** A service takes a role of ours. */
export const assumes =
  (page: string) =>
  (sentence: string, name: ServiceRole, principal: string, context: Context, refused: Refused): Delivery => ({
    sentence,
    page,
    request: {
      policy: `trust ${name}`,
      principal,
      action: "sts:AssumeRole",
      resource: serviceRoleArn(name),
      owner: serviceRoles[name],
      context,
    },
    refused,
  });

/** A role of ours uses something that has no policy of its own, or a key. */
export const uses = (
  sentence: string,
  name: ServiceRole,
  page: string,
  request: Pick<Request, "policy" | "action" | "resource"> & { context?: Context },
  refused: Refused,
): Delivery => ({
  sentence,
  page,
  request: {
    ...request,
    principal: serviceRoleArn(name),
    identity: `permissions ${name}`,
    owner: serviceRoles[name],
    context: { ...callOfRole(serviceRoles[name], `example-logs-${name}`), ...request.context },
  },
  refused,
});
