import type { Case } from "../cases";
import { callOf } from "../contexts";
import { accounts, Actor, actors, organizationId, role } from "../organization-under-test";
import { accountActs } from "./account-acts";
import { archiveActs } from "./archive-acts";
import { detectionActs } from "./detection-acts";
import { exclusionActs } from "./exclusion-acts";
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

const administrator = (account: string) =>
  member(`an administrator of ${account}`, account, role(account, "Administrator"));

/** Everybody else in an account. */
const others = (account: string): Actor[] => [
  member("an IAM user", account, `arn:aws:iam::${account}:user/alice`),
  ...(account === accounts.securityTooling ? [actors.analyst, actors.siem] : []),
  ...impostors.map((name) => member(`a role called ${name}`, account, role(account, name))),
];

/** What an account of the organization asks of its own, as another one asks it. */
const asAnother = ([action, words, resource]: GuardedAct, account: string, another: string): GuardedAct =>
  resource === undefined ? [action, words] : [action, words, resource.replaceAll(account, another)];

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

/**
 * Every act by an administrator and by each role that is let through; the first of each statement by everybody else, and
 * in every other account that is bound.
 */
const casesOf = ({ account, may, context, acts }: GuardedActs, alsoBound: readonly string[]): Case[] => {
  const refused = (actor: Actor, act: GuardedAct, owner = account) =>
    asks(actor, act, "ExplicitlyDenied")(owner, context);
  const privileged = Object.entries(letThrough(account));
  const [first] = acts;
  return [
    ...acts.flatMap((act) => [
      refused(administrator(account), act),
      ...privileged.map(([name, actor]) =>
        asks(actor, act, (may as readonly string[]).includes(name) ? "Allowed" : "ExplicitlyDenied")(account, context),
      ),
    ]),
    ...(first ? others(account).map((actor) => refused(actor, first)) : []),
    ...alsoBound
      .filter((another) => first && another !== account)
      .map((another) => refused(administrator(another), asAnother(first as GuardedAct, account, another), another)),
  ];
};

const { payments, website, securityTooling, logArchive } = accounts;
const members = [payments, website, securityTooling, logArchive];

const casesOfAll = (statements: Readonly<Record<string, GuardedActs>>, alsoBound: readonly string[]) =>
  Object.entries(statements).map(
    ([statement, acts]) => [`guard rail: ${statement}`, casesOf(acts, alsoBound)] as const,
  );

/** Everything that guard rails deny, by the statement that does. */
export const guardRailCases: Readonly<Record<string, readonly Case[]>> = Object.fromEntries([
  ...casesOfAll({ ...recordActs, ...detectionActs, ...exclusionActs, ...accountActs }, members),
  ...casesOfAll(archiveActs, []),
]);
