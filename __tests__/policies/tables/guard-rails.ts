import type { Case } from "../cases";
import { callOf } from "../contexts";
import { Actor, organizationId, role } from "../organization-under-test";
import { accountActs } from "./account-acts";
import { archiveActs } from "./archive-acts";
import { detectionActs } from "./detection-acts";
import { GuardedAct, GuardedActs } from "./guarded-act";
import { recordActs } from "./record-acts";

export const member = (name: string, account: string, principal: string): Actor => ({
  name,
  principal,
  account,
  organizationId,
});

/** Roles that guard rails let through, where the statement says so; each would be allowed everything otherwise. */
const letThrough = (account: string) => ({
  deployment: member("the deployment role", account, role(account, "OrganizationLoggingDeployment")),
  breakGlass: member("the break-glass role", account, role(account, "LogArchiveBreakGlass")),
  exempt: member("the role that makes accounts", account, role(account, "stacksets-exec-0a1b")),
});

/** Roles whose names only look as if they were let through. */
const impostors = [
  "OrganizationLoggingDeployment2",
  "MyLogArchiveBreakGlass",
  "team/LogArchiveBreakGlass",
  "stacksets-execute",
];

/** Everybody else in an account. */
const others = (account: string): Actor[] => [
  member("an administrator", account, role(account, "Administrator")),
  member("an IAM user", account, `arn:aws:iam::${account}:user/alice`),
];

/** One act, with every guard rail in force, by somebody whose own account allows everything. */
export const asks =
  (actor: Actor, [action, words, resource = "*"]: GuardedAct, expected: Case["expected"]) =>
  (owner: string, context: Case["request"]["context"] = {}): Case => ({
    sentence: `${actor.name} ${expected === "Allowed" ? "can" : "cannot"} ${words} (${action})`,
    request: {
      principal: actor.principal,
      identity: "everything",
      // A key that leaves everything to its account: its own policy is judged elsewhere.
      policy: action.startsWith("kms:") ? "default key" : undefined,
      action,
      resource,
      owner,
      context: { ...callOf(actor), ...context },
    },
    expected,
    guarded: true,
  });

/** Every act by an administrator and by each role that is let through; by everybody else, the first of each statement. */
const casesOf = ({ account, may, context, acts }: GuardedActs): Case[] => {
  const [administrator, ...rest] = others(account) as [Actor, ...Actor[]];
  const privileged = Object.entries(letThrough(account));
  const pretenders = impostors.map((name) => member(`a role called ${name}`, account, role(account, name)));
  return acts.flatMap((act, index) => [
    asks(administrator, act, "ExplicitlyDenied")(account, context),
    ...privileged.map(([name, actor]) =>
      asks(actor, act, (may as readonly string[]).includes(name) ? "Allowed" : "ExplicitlyDenied")(account, context),
    ),
    ...(index === 0 ? [...rest, ...pretenders] : []).map((actor) =>
      asks(actor, act, "ExplicitlyDenied")(account, context),
    ),
  ]);
};

/** Everything that guard rails deny, by the statement that does. */
export const guardRailCases: Readonly<Record<string, readonly Case[]>> = Object.fromEntries(
  Object.entries({ ...recordActs, ...detectionActs, ...accountActs, ...archiveActs }).map(([statement, acts]) => [
    `guard rail: ${statement}`,
    casesOf(acts),
  ]),
);
