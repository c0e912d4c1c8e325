import { IAspect } from "cdktf";
import { statefulResourcesAreProtected } from "./stateful-resources-are-protected";
import { statementsStateIntent } from "./statements-state-intent";
import { wildcardsAreConditioned } from "./wildcards-are-conditioned";

/** What every workspace must satisfy to be synthesized. */
export const checks: readonly IAspect[] = [
  statementsStateIntent,
  wildcardsAreConditioned,
  statefulResourcesAreProtected,
];
