import type { Context } from "./contexts";
import { accounts } from "./organization-under-test";
import type { Permissions, PolicyName } from "./policy-names";

/** What an actor's own account allows it: everything, or one of the policies under test. */
export type Identity = "everything" | Permissions;

export interface Request {
  /** The resource policy that is asked. @default - the resource has none */
  readonly policy?: PolicyName;
  readonly principal: string;
  /** @default - no identity policy, as a service principal has none */
  readonly identity?: Identity;
  readonly action: string;
  readonly resource: string;
  /** Account that owns the resource. @default - Log Archive */
  readonly owner?: string;
  readonly context: Context;
}

/** Account that owns the resource of a request. */
export const ownerOf = ({ owner }: Request): string => owner ?? accounts.logArchive;
