import type { Case } from "../cases";
import { callOf, callOfRole } from "../contexts";
import { absent, Delivery } from "../derivation";
import { accounts, Actor, actors, home, role, stranger } from "../organization-under-test";

const sink = `arn:aws:oam:${home}:${accounts.securityTooling}:sink/0a1b2c3d-4e5f-4678-abcd-ef0123456789`;
const metrics = "AWS::CloudWatch::Metric";

/** What is asked for, and what it is asked of: to change a link is about the link, and the sink's policy is asked all the same. */
const linking = [
  ["oam:CreateLink", sink],
  ["oam:UpdateLink", `arn:aws:oam:${home}:${accounts.payments}:link/1b2c3d4e-5f60-4789-abcd-ef0123456789`],
] as const;

/** The accounts that show their metrics to Security Tooling. */
export const observability: readonly Delivery[] = linking.map(([action, resource]) => ({
  sentence: `a workload shows its metrics with ${action}`,
  page: "OAM/latest/APIReference/API_PutSinkPolicy.html",
  request: {
    policy: `sink ${home}`,
    principal: role(accounts.payments, "OrganizationLoggingDeployment"),
    identity: "everything",
    action,
    resource,
    context: { ...callOfRole(accounts.payments, "OrganizationLoggingDeployment"), "oam:ResourceTypes": metrics },
  },
  refused: {
    "aws:PrincipalOrgID": [stranger.organizationId, absent],
    "oam:ResourceTypes": ["AWS::Logs::LogGroup", "AWS::XRay::Trace", absent],
  },
}));

/** Strangers could raise our alarms with metrics of their own. */
export const observabilityTampering: Readonly<Record<string, readonly Case[]>> = {
  "metrics of strangers": [actors.stranger, actors.anonymous].flatMap((actor: Actor) =>
    linking.map(([action, resource]) => ({
      sentence: `${actor.name} cannot show metrics with ${action}`,
      request: {
        policy: `sink ${home}` as const,
        principal: actor.principal,
        identity: actor.account === undefined ? undefined : ("everything" as const),
        action,
        resource,
        context: { ...callOf(actor), "oam:ResourceTypes": metrics },
      },
      expected: "ImplicitlyDenied" as const,
    })),
  ),
};
