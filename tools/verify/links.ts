import type { Link } from "./link";

/** Every link of the chain, in the order in which a log takes it. */
export const links: readonly Link[] = [];
