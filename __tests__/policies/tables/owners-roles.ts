import { Actor, ActorName, actors, role } from "../organization-under-test";

/** A break-glass or deployment role of another account: to that account's resources those of the others are strangers. */
export function ownersRole(actor: Actor, owner: string): Actor {
  const name = actor.principal.split("/").at(-1) ?? "";
  return { ...actor, principal: role(owner, name), account: owner };
}

const ofEveryAccount: readonly ActorName[] = ["breakGlass", "deployment"];

/** Everybody, with the break-glass and the deployment role of the account that owns what they act on. */
export const actorsAt = (owner: string): (readonly [ActorName, Actor])[] =>
  (Object.entries(actors) as [ActorName, Actor][]).map(([name, actor]) => [
    name,
    ofEveryAccount.includes(name) ? ownersRole(actor, owner) : actor,
  ]);
